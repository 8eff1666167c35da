package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.engine.TerminalSize;
import io.homelabhub.operation.NoContainerException;
import io.homelabhub.operation.ServiceContainer;
import io.homelabhub.operation.ServiceOperations;
import io.homelabhub.plan.Action;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands in services' containers on a real engine: exact in both directions, with the exit code. */
@Tag("interoperation")
class ExecIT {
    private static final int PIECE = 1 << 16;
    private static final int PIECES = 512;
    private static final ServiceContainer BOX = ServiceContainer.of("box");

    @RegisterExtension
    final LiveProject project = new LiveProject();

    private ServiceOperations services;

    @BeforeEach
    void deploy() {
        project.compose("""
                services:
                  box:
                    image: %s
                    init: true
                    stop_grace_period: 1s
                    x-homelab: {settles-within: 0s}
                    command: ["sleep", "600"]
                """.formatted(RealEngine.IMAGE));
        project.deploy();
        services = project.runtime().services();
    }

    private static byte[] piece(int number) {
        byte[] piece = new byte[PIECE];
        for (int i = 0; i < PIECE; i++) {
            piece[i] = (byte) (number * 31 + i * 7 + (i >> 8));
        }
        return piece;
    }

    /** Compares what is written to it, and keeps nothing. */
    private static final class Comparing extends OutputStream {
        private long count;
        private long wrong;
        private byte[] expected = piece(0);

        @Override
        public void write(int one) {
            int at = (int) (count % PIECE);
            expected = at == 0 ? piece((int) (count / PIECE)) : expected;
            wrong += expected[at] == (byte) one ? 0 : 1;
            count++;
        }
    }

    @Test
    void bytes_come_back_exactly_as_they_went_in_through_both_directions_at_once() throws Exception {
        Comparing back = new Comparing();
        try (ContainerSession session =
                services.exec(BOX, ExecRequest.of(List.of("cat")).withInput())) {
            Thread writer = new Thread(() -> write(session), "writer");
            writer.start();
            session.copyOutput(back, OutputStream.nullOutputStream());
            writer.join();

            assertThat(session.exitCode()).contains(0);
        }
        assertThat(back.count).isEqualTo((long) PIECE * PIECES);
        assertThat(back.wrong).isZero();
    }

    private static void write(ContainerSession session) {
        try (OutputStream input = session.input()) {
            for (int i = 0; i < PIECES; i++) {
                input.write(piece(i));
            }
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void on_a_terminal_a_shell_reads_what_is_typed_and_is_left_with_its_exit_code() throws IOException {
        ExecRequest shell = ExecRequest.of(List.of("sh")).withInput().withTerminal(new TerminalSize(30, 100));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ContainerSession session = services.exec(BOX, shell)) {
            session.resize(new TerminalSize(44, 111));
            session.input().write("stty size; exit 7\n".getBytes(StandardCharsets.UTF_8));
            session.copyOutput(output, OutputStream.nullOutputStream());

            assertThat(session.exitCode()).contains(7);
        }
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("44 111");
    }

    @Test
    void who_is_inside_when_the_container_is_killed_is_told_137() throws IOException {
        List<String> command = List.of("sh", "-c", "echo ready; exec sleep 600");
        try (ContainerSession session = services.exec(BOX, ExecRequest.of(command))) {
            // The engine answers before the command runs; what is killed until then never started, and that is 128.
            session.copyOutput(new OnFirstByte(this::killBox), OutputStream.nullOutputStream());

            assertThat(session.exitCode()).contains(137);
        }
        assertThatThrownBy(() -> services.exec(BOX, ExecRequest.of(List.of("true"))))
                .isInstanceOf(NoContainerException.class)
                .hasMessageContaining("box does not run");
    }

    private void killBox() {
        project.byHand(new Action.SignalContainer(project.container("box").id(), "KILL"));
    }

    /** Does something once, as soon as anything is written to it. */
    private static final class OnFirstByte extends OutputStream {
        private final AtomicReference<Runnable> task;

        OnFirstByte(Runnable task) {
            this.task = new AtomicReference<>(task);
        }

        @Override
        public void write(int one) {
            task.getAndSet(() -> {}).run();
        }
    }

    @Test
    void a_detached_command_goes_on_by_itself() {
        services.execDetached(BOX, ExecRequest.of(List.of("sh", "-c", "sleep 0.3; echo done > /tmp/proof")));

        Eventually.holds(() -> Optional.of(project.output("box", "cat", "/tmp/proof"))
                .filter("done"::equals)
                .isPresent());
    }
}
