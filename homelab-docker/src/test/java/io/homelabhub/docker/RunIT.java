package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.EngineException;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.operation.OneOffSession;
import io.homelabhub.operation.PreparedRun;
import io.homelabhub.operation.RunRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services that run once on a real engine: exact in both directions, with the exit code, and gone when they shall not stay. */
@Tag("interoperation")
class RunIT {
    @RegisterExtension
    final LiveProject project = new LiveProject();

    private HomelabRuntime lab;

    @BeforeEach
    void describe() {
        project.variable("KEY", "the-key");
        project.compose("""
                services:
                  db:
                    image: %1$s
                    init: true
                    stop_grace_period: 1s
                    command: ["sleep", "600"]
                    healthcheck: {test: ["CMD", "true"], interval: 1s}
                  job:
                    image: %1$s
                    restart: always
                    stop_grace_period: 1s
                    command: ["sh", "-c", "echo early; cat /run/secrets/key; exit 3"]
                    depends_on: {db: {condition: service_healthy}}
                    secrets: [key]
                secrets: {key: {environment: KEY}}
                """.formatted(RealEngine.IMAGE));
        lab = project.runtime();
    }

    private static String output(OneOffSession session) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        session.copyOutput(output, OutputStream.nullOutputStream());
        return output.toString(StandardCharsets.UTF_8);
    }

    private List<String> containers() {
        return project.containers().stream().map(ObservedContainer::name).toList();
    }

    @Test
    void nothing_of_its_output_is_missed_and_its_exit_code_counts() throws IOException {
        String name;
        try (OneOffSession session = lab.services().run(RunRequest.of("job"))) {
            name = session.container();
            assertThat(output(session)).isEqualTo("early\nthe-key");
            assertThat(session.exitCode()).contains(3);
        }

        assertThat(project.container("db").state()).isEqualTo(ContainerState.RUNNING);
        ObservedContainer ended = project.container("job");
        assertThat(ended.name()).isEqualTo(name);
        assertThat(ended.state()).isEqualTo(ContainerState.EXITED);
        assertThat(ended.isCompanion()).isTrue();
    }

    @Test
    void bytes_and_their_end_reach_it_and_come_back_and_it_is_gone() throws IOException {
        RunRequest request = RunRequest.of("job", "cat").withInput().removed();
        byte[] sent = new byte[300_000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31 + (i >> 8));
        }
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        try (OneOffSession session = lab.services().run(request)) {
            Thread writer = new Thread(() -> write(session, sent), "writer");
            writer.start();
            session.copyOutput(back, OutputStream.nullOutputStream());
            assertThat(session.exitCode()).contains(0);
        }

        assertThat(back.toByteArray()).isEqualTo(sent);
        assertThat(containers()).hasSize(1).allMatch(name -> name.contains("-db-"));
    }

    private static void write(OneOffSession session, byte[] bytes) {
        try (OutputStream input = session.input()) {
            input.write(bytes);
        } catch (IOException unread) {
            throw new IllegalStateException(unread);
        }
    }

    @Test
    void one_that_is_stopped_ends_and_is_gone() throws IOException {
        RunRequest request =
                RunRequest.of("job", "sh", "-c", "echo up; exec sleep 600").removed();
        try (OneOffSession session = lab.services().run(request)) {
            Thread stopper = new Thread(() -> session.stop(Optional.of(Duration.ZERO)), "stopper");
            stopper.start();
            assertThat(output(session)).matches("(up\n)?");
        }

        assertThat(containers()).hasSize(1);
    }

    @Test
    void a_program_that_is_not_there_is_told_and_leaves_nothing() {
        RunRequest request = RunRequest.of("job", "no-such-program").removed();
        PreparedRun run = lab.services().plan(request);
        run.preparation().apply();

        assertThatThrownBy(run::start)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(run.container())
                .hasMessageContaining("no-such-program");

        assertThat(containers()).hasSize(1);
    }

    @Test
    void an_undeploy_takes_along_one_that_runs() {
        PreparedRun run = lab.services().plan(RunRequest.of("job", "sleep", "600"));
        run.preparation().apply();
        run.startDetached();

        lab.planRemoval(RemovalRequest.of(List.of("all"))).apply();

        assertThat(project.observe().containers())
                .noneMatch(container -> container.name().equals(run.container()));
    }
}
