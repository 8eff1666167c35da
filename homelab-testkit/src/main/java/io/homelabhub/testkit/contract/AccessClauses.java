package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.engine.AttachRequest;
import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.engine.PathStatus;
import io.homelabhub.engine.TerminalSize;
import io.homelabhub.resource.FileContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The ways into a container: commands, streams and files. */
interface AccessClauses extends Clauses {
    /** Commands that the clauses run, for an image with a POSIX shell. */
    List<String> BOTH_STREAMS = List.of("sh", "-c", "echo out; echo err >&2; exit 3");

    List<String> CAT = List.of("cat");
    List<String> SURROUNDINGS = List.of("sh", "-c", "pwd; id -u; echo $GREETING");
    List<String> ABSENT = List.of("no-such-program");
    /** A new terminal has no size until it is told one, which may be after the command has begun. */
    List<String> TERMINAL_SIZE = List.of(
            "sh",
            "-c",
            "for i in $(seq 100); do size=$(stty size 2>/dev/null); case $size in ''|'0 0') sleep 0.1;;"
                    + " *) echo $size; break;; esac; done");

    List<String> GROWN_TERMINAL = List.of("sh", "-c", "read line; stty size");
    List<String> WAITS = List.of("sh", "-c", "echo begun; sleep 60");

    /** What a command came to. */
    record Ran(Optional<Integer> exitCode, String output, String error) {}

    private Ran ran(ContainerSession session) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        try {
            session.copyOutput(output, error);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Ran(
                session.exitCode(), output.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
    }

    private Ran run(String container, ExecRequest request) {
        try (ContainerSession session = bench().engine.exec(container, request)) {
            return ran(session);
        }
    }

    @Test
    default void required_c110_a_command_tells_its_two_streams_apart_and_passes_its_exit_code_on() {
        String name = bench().runUntilReady("web", Program.RUNS_ON);

        assertThat(run(name, ExecRequest.of(BOTH_STREAMS))).isEqualTo(new Ran(Optional.of(3), "out\n", "err\n"));
    }

    @Test
    default void required_c111_what_a_command_is_given_comes_to_an_end_while_its_output_goes_on() throws IOException {
        String name = bench().runUntilReady("web", Program.RUNS_ON);
        byte[] given = "x".repeat(10_000).getBytes(StandardCharsets.UTF_8);

        try (ContainerSession session =
                bench().engine.exec(name, ExecRequest.of(CAT).withInput())) {
            try (OutputStream input = session.input()) {
                input.write(given);
            }
            assertThat(ran(session)).isEqualTo(new Ran(Optional.of(0), "x".repeat(10_000), ""));
        }
    }

    @Test
    default void required_c112_a_command_has_the_user_the_folder_and_the_variables_that_it_is_given() {
        String name = bench().runUntilReady("web", Program.RUNS_ON);
        ExecRequest request = ExecRequest.of(SURROUNDINGS)
                .withUser("1000:1000")
                .withWorkingDirectory("/tmp")
                .withEnvironment(Map.of("GREETING", "good morning"));

        assertThat(run(name, request).output()).isEqualTo("/tmp\n1000\ngood morning\n");
    }

    @Test
    default void required_c113_a_command_that_is_not_there_ends_with_126_or_127() {
        String name = bench().runUntilReady("web", Program.RUNS_ON);

        assertThat(run(name, ExecRequest.of(ABSENT)).exitCode().orElseThrow()).isIn(126, 127);
    }

    @Test
    default void required_c114_a_terminal_has_the_size_that_it_is_told() {
        String name = bench().runUntilReady("web", Program.RUNS_ON);
        TerminalSize size = new TerminalSize(31, 97);

        assertThat(run(name, ExecRequest.of(TERMINAL_SIZE).withTerminal(size)).output())
                .isEqualTo("31 97\r\n");
    }

    @Test
    default void required_c115_a_terminal_is_told_that_it_has_grown() throws IOException {
        String name = bench().runUntilReady("web", Program.RUNS_ON);
        ExecRequest request = ExecRequest.of(GROWN_TERMINAL).withInput().withTerminal(new TerminalSize(20, 80));

        try (ContainerSession session = bench().engine.exec(name, request)) {
            session.resize(new TerminalSize(41, 123));
            session.input().write("\n".getBytes(StandardCharsets.UTF_8));
            assertThat(ran(session).output()).endsWith("41 123\r\n");
        }
    }

    @Test
    default void required_c116_what_does_not_run_or_is_not_there_runs_no_command() {
        String name = bench().create(bench().spec("web", Program.RUNS_ON));

        assertThat(refusal(() -> run(name, ExecRequest.of(CAT))).kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refusal(() -> run(bench().name("absent"), ExecRequest.of(CAT)))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    default void required_c117_a_command_ends_when_its_container_does() throws IOException {
        String name = bench().runUntilReady("web", Program.RUNS_ON);

        try (ContainerSession session = bench().engine.exec(name, ExecRequest.of(WAITS))) {
            // An engine may answer before the command runs; what is killed until then never started, and that is 128.
            AtomicReference<Runnable> onFirstOutput = new AtomicReference<>(() -> bench().stop(name));
            session.copyOutput(
                    new OutputStream() {
                        @Override
                        public void write(int one) {
                            onFirstOutput.getAndSet(() -> {}).run();
                        }
                    },
                    OutputStream.nullOutputStream());
            assertThat(session.exitCode()).contains(137);
        }
    }

    @Test
    default void required_c118_who_is_attached_before_the_start_misses_nothing_and_is_told_the_exit_code() {
        String name = bench().create(bench().spec("job", Program.WRITES_AND_FAILS));

        try (ContainerSession session = bench().engine.attach(name, AttachRequest.OUTPUT)) {
            bench().start(name);
            assertThat(ran(session)).isEqualTo(new Ran(Optional.of(3), "one\ntwo\n", ""));
        }
    }

    @Test
    default void required_c119_what_is_put_into_a_container_comes_out_with_modes_owners_and_links() throws IOException {
        String name = bench().create(bench().spec("web", Program.RUNS_ON));

        bench().engine.extract(name, "/tmp", new ByteArrayInputStream(sample()), false);

        Map<String, TarArchiveEntry> entries = entries(name, "/tmp/sample");
        assertThat(entries.keySet()).containsExactly("sample/", "sample/file", "sample/link");
        TarArchiveEntry file = Objects.requireNonNull(entries.get("sample/file"));
        assertThat(file.getMode() & 07777).isEqualTo(0640);
        boolean heeded = !differs(Difference.GIVES_FILES_TO_THE_USER);
        assertThat(file.getLongUserId()).isEqualTo(heeded ? 1234 : 0);
        assertThat(file.getLongGroupId()).isEqualTo(heeded ? 5678 : 0);
        assertThat(file.getSize()).isEqualTo(5);
        assertThat(Objects.requireNonNull(entries.get("sample/link")).getLinkName())
                .isEqualTo("file");
    }

    @Test
    default void required_c120_a_path_tells_what_is_there() throws IOException {
        String name = bench().create(bench().spec("web", Program.RUNS_ON));
        bench().engine.extract(name, "/tmp", new ByteArrayInputStream(sample()), false);

        assertThat(bench().engine.pathStatus(name, "/tmp/sample").map(PathStatus::kind))
                .contains(PathStatus.Kind.FOLDER);
        assertThat(bench().engine.pathStatus(name, "/tmp/sample/file"))
                .contains(new PathStatus("file", PathStatus.Kind.FILE, 5, Optional.empty()));
        PathStatus link = bench().engine.pathStatus(name, "/tmp/sample/link").orElseThrow();
        assertThat(link.kind()).isEqualTo(PathStatus.Kind.LINK);
        assertThat(link.linkTarget()).contains("/tmp/sample/file");
        assertThat(bench().engine.pathStatus(name, "/tmp/absent")).isEmpty();
    }

    @Test
    default void required_c121_nothing_is_read_from_or_put_into_what_is_not_there() throws IOException {
        String name = bench().create(bench().spec("web", Program.RUNS_ON));
        byte[] tar = sample();

        assertThat(refusal(() -> bench().engine.archive(name, "/tmp/absent")).kind())
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(refusal(() -> bench().engine.extract(name, "/tmp/absent", new ByteArrayInputStream(tar), false))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(refusal(() -> bench().engine.pathStatus(bench().name("absent"), "/tmp"))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    default void required_c150_what_is_put_into_a_volume_through_a_container_that_never_runs_comes_out_through_another()
            throws IOException {
        String volume = bench().volume("shared");
        String one = bench().create(bench().spec("one", Program.RUNS_ON)
                .withHostConfig(
                        "Mounts", List.of(Map.of("Type", "volume", "Source", volume, "Target", "/put/volume"))));
        String other = bench().create(bench().spec("other", Program.RUNS_ON)
                .withHostConfig(
                        "Mounts",
                        List.of(Map.of(
                                "Type", "volume", "Source", volume, "Target", "/get/volume", "ReadOnly", true))));

        bench().engine.extract(one, "/put/volume", new ByteArrayInputStream(sample()), false);

        String root = differs(Difference.NAMES_VOLUMES_FROM_THE_ROOT) ? "/" : "volume/";
        assertThat(entries(other, "/get/volume").keySet())
                .contains(root + "sample/", root + "sample/file", root + "sample/link");
    }

    @Test
    default void required_c221_files_are_read_as_they_were_put_in_and_what_is_none_is_left_out() {
        FileContent secret = new FileContent("/etc/app/secret", 0440, 0, 0, "s3cret".getBytes(StandardCharsets.UTF_8));
        String name = bench().create(bench().spec("web", Program.RUNS_ON).withFiles(List.of(secret)));

        assertThat(bench().engine.files(name, List.of("/etc/app", "/etc/app/secret", "/etc/app/absent")))
                .containsExactly(secret);
        assertThat(refusal(() -> bench().engine.files(bench().name("absent"), List.of("/etc/app")))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
    }

    private static EngineException refusal(ThrowingCallable call) {
        EngineException failure = catchThrowableOfType(EngineException.class, call);
        assertThat(failure).as("the engine refuses").isNotNull();
        return failure;
    }

    /** A folder with a file of some mode and owner, and a link to it. */
    private static byte[] sample() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            tar.putArchiveEntry(new TarArchiveEntry("sample/"));
            tar.closeArchiveEntry();
            TarArchiveEntry file = new TarArchiveEntry("sample/file");
            file.setMode(0640);
            file.setIds(1234, 5678);
            file.setSize(5);
            tar.putArchiveEntry(file);
            tar.write("hello".getBytes(StandardCharsets.UTF_8));
            tar.closeArchiveEntry();
            TarArchiveEntry link = new TarArchiveEntry("sample/link", TarConstants.LF_SYMLINK);
            link.setLinkName("file");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private Map<String, TarArchiveEntry> entries(String container, String path) throws IOException {
        Map<String, TarArchiveEntry> entries = new TreeMap<>();
        try (InputStream archive = bench().engine.archive(container, path);
                TarArchiveInputStream tar = new TarArchiveInputStream(archive, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), entry);
            }
        }
        return entries;
    }
}
