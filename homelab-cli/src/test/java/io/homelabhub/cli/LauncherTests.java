package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher script in a checkout of nothing but folders, with a Maven and a Java that only note that they were called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherTests {
    private static final String MAVEN = """
            #!/bin/sh
            sleep 0.2
            echo built >>BUILDS
            [ ! -e "FAIL" ] || { echo "[ERROR] no such symbol"; exit 1; }
            mkdir -p homelab-cli/target && echo jar >homelab-cli/target/homelab-cli-1-program.jar
            """;
    private static final String JAVA = """
            #!/bin/sh
            case " $* " in
              *" -version "*) echo 'openjdk version "VERSION.0.1" 2026-01-01' >&2 ;;
              *" -Xshare:dump "*)
                [ ! -e "FAIL" ] || { echo "cannot"; exit 1; }
                echo archived >>"ARCHIVES"
                for a; do case $a in
                  -XX:SharedClassListFile=*) cp "${a#*=}" "LIST" ;;
                  -XX:SharedArchiveFile=*) echo jsa >"${a#*=}" ;;
                esac; done ;;
              *DumpLoadedClassList*)
                run=$(($(cat "RUNS" 2>/dev/null || echo 0) + 1)); echo $run >"RUNS"
                for a; do case $a in -XX:DumpLoadedClassList=*) list=${a#*=} ;; esac; done
                { echo "of/every/Run id: $run"; echo "@lambda-proxy twice"; echo "@lambda-proxy twice"; echo "of/Run$run"; } >"$list" ;;
              *TrainingEngine*) ;;
              *" which process "*) printf %s $$ ;;
              *" which options "*) echo "$*" ;;
              *" which locale "*) echo "${LC_ALL-}" "$*" ;;
              *) for a; do [ "$a" = io.homelabhub.cli.Main ] && go=1 && continue; [ -z "$go" ] || printf '<%s>' "$a"; done ;;
            esac
            """;

    private static final List<String> TOOLS = List.of(
            "awk",
            "cat",
            "cp",
            "date",
            "dirname",
            "find",
            "grep",
            "head",
            "locale",
            "mkdir",
            "mktemp",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "stty",
            "touch");

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void checkout() throws IOException {
        home = Files.createDirectory(folder.resolve("check out"));
        Files.copy(Path.of("..", "homelab"), home.resolve("homelab"));
        executable(home.resolve("homelab"));
        for (String module : List.of("homelab-core", "homelab-docker", "homelab-cli")) {
            Files.createDirectories(home.resolve(module).resolve("src/main/java"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "<project/>");
        }
        Files.createDirectories(home.resolve("homelab-cli/src/launch/project"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        script(
                "bin/mvn",
                MAVEN.replace("FAIL", folder.resolve("fail").toString())
                        .replace("BUILDS", folder.resolve("builds").toString()));
        java("17");
        age(home, Duration.ofMinutes(1));
    }

    @Test
    void builds_on_first_use_and_passes_every_argument_on() throws Exception {
        Ran ran = run(home.resolve("homelab"), "plan", "two words", "--format=json");

        assertThat(ran.out()).isEqualTo("<plan><two words><--format=json>");
        assertThat(ran.err()).startsWith("homelab: building the program").contains("done in ");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void becomes_the_program_so_that_signals_reach_it_and_its_exit_code_is_seen() throws Exception {
        run(home.resolve("homelab"), "plan");

        Process process = start(folder, home.resolve("homelab"), "which", "process");

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(String.valueOf(process.pid()));
    }

    @Test
    void does_not_build_twice() throws Exception {
        run(home.resolve("homelab"), "plan");

        assertThat(run(home.resolve("homelab"), "plan").err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void builds_again_when_a_source_is_newer() throws Exception {
        run(home.resolve("homelab"), "plan");
        Files.writeString(home.resolve("homelab-core/src/main/java/New.java"), "class New {}");
        Files.setLastModifiedTime(
                home.resolve("homelab-core/src/main/java/New.java"),
                FileTime.from(FileTime.fromMillis(System.currentTimeMillis())
                        .toInstant()
                        .plusSeconds(60)));

        run(home.resolve("homelab"), "plan");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void builds_once_when_started_twice_at_once() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(start(folder, home.resolve("homelab"), "plan"));
        }
        for (Process process : processes) {
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("<plan>");
            assertThat(process.waitFor()).isZero();
        }

        assertThat(builds()).isEqualTo(1);
        assertThat(home.resolve("homelab-cli/target/launch/lock")).doesNotExist();
    }

    @Test
    void takes_over_the_lock_of_a_build_that_was_killed() throws Exception {
        Path lock = Files.createDirectories(home.resolve("homelab-cli/target/launch/lock"));
        Files.writeString(lock.resolve("pid"), "999999999");

        assertThat(run(home.resolve("homelab"), "plan").out()).isEqualTo("<plan>");
    }

    @Test
    void works_through_links_and_from_any_folder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("bin/first"), Path.of("second"));
        Files.createSymbolicLink(folder.resolve("bin/second"), home.resolve("homelab"));

        assertThat(run(link, "status").out()).isEqualTo("<status>");
    }

    @Test
    void makes_the_archive_anew_after_a_move_and_builds_nothing() throws Exception {
        run(home.resolve("homelab"), "plan");
        Path moved = Files.move(home, folder.resolve("elsewhere"));

        assertThat(run(moved.resolve("homelab"), "plan").out()).isEqualTo("<plan>");
        assertThat(builds()).isEqualTo(1);
        assertThat(moved.resolve("homelab-cli/target/launch/homelab.jsa")).exists();
    }

    @Test
    void makes_the_archive_anew_after_an_upgrade_of_java_in_place_and_builds_nothing() throws Exception {
        Path release = folder.resolve("jdk/release");
        Files.writeString(release, "JAVA_VERSION=\"17.0.15\"\nMODULES=\"java.base\"\n");
        run(home.resolve("homelab"), "plan");
        run(home.resolve("homelab"), "plan");
        assertThat(archives()).isEqualTo(1);

        Files.writeString(release, "JAVA_VERSION=\"17.0.16\"\nMODULES=\"java.base\"\n");
        run(home.resolve("homelab"), "plan");
        assertThat(archives()).isEqualTo(2);

        Files.writeString(
                release, "JAVA_RUNTIME_VERSION=\"17.0.16+8-2\"\nJAVA_VERSION=\"17.0.16\"\nMODULES=\"java.base\"\n");
        run(home.resolve("homelab"), "plan");
        assertThat(archives()).isEqualTo(3);
        assertThat(run(home.resolve("homelab"), "plan").err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void makes_the_archive_anew_when_the_jar_or_javas_own_classes_have_another_time() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("jdk/lib")).resolve("modules");
        Files.writeString(classes, "of the JDK");
        age(folder.resolve("jdk"), Duration.ofDays(9));
        run(home.resolve("homelab"), "plan");
        run(home.resolve("homelab"), "plan");
        assertThat(archives()).isEqualTo(1);

        for (Path file : List.of(home.resolve("homelab-cli/target/launch/homelab.jar"), classes)) {
            int before = archives();
            age(file, Duration.ofDays(5)); // to a time that is long past, as a package or a copy sets it
            run(home.resolve("homelab"), "plan");
            assertThat(archives()).as(file.toString()).isEqualTo(before + 1);
            run(home.resolve("homelab"), "plan");
            assertThat(archives()).as(file.toString()).isEqualTo(before + 1);
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void takes_up_what_an_earlier_version_of_it_has_made() throws Exception {
        run(home.resolve("homelab"), "plan");
        Path made = home.resolve("homelab-cli/target/launch/made");
        List<String> lines = Files.readAllLines(made);
        FileTime time = Files.getLastModifiedTime(made);
        Files.writeString(made, lines.get(0) + "\n" + lines.get(2) + "\n");
        Files.setLastModifiedTime(made, time);

        assertThat(run(home.resolve("homelab"), "plan").out()).isEqualTo("<plan>");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void lets_the_jvm_say_nothing_of_its_archive() throws Exception {
        assertThat(run(home.resolve("homelab"), "which", "options").out())
                .contains("-Xlog:disable ")
                .doesNotContain("stderr");
    }

    @Test
    void archives_what_any_of_the_runs_needed_as_often_as_one_run_needed_it() throws Exception {
        run(home.resolve("homelab"), "plan");

        List<String> list = Files.readAllLines(folder.resolve("list"));
        assertThat(list).startsWith("of/every/Run", "@lambda-proxy twice", "@lambda-proxy twice", "of/Run1", "of/Run2");
        assertThat(list).filteredOn("of/every/Run"::equals).hasSize(1);
        assertThat(list).filteredOn("@lambda-proxy twice"::equals).hasSize(2);
    }

    @Test
    void starts_with_the_archive_if_one_could_be_made() throws Exception {
        assertThat(run(home.resolve("homelab"), "which", "options").out())
                .contains("-XX:SharedArchiveFile=" + home.resolve("homelab-cli/target/launch/homelab.jsa"));
    }

    @Test
    void starts_without_an_archive_if_none_could_be_made() throws Exception {
        Files.createFile(folder.resolve("no-archive"));

        Ran ran = run(home.resolve("homelab"), "which", "options");

        assertThat(ran.out()).contains("io.homelabhub.cli.Main which options").doesNotContain("SharedArchiveFile");
        assertThat(ran.err()).contains("this Java stores no classes", "launch/archive.log");
        assertThat(ran.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"LC_ALL, C, =C", "LC_CTYPE, POSIX, ''", "LANG, xx_YY.UTF-8, ''"})
    void java_reads_names_beyond_ascii_where_the_locale_knows_none(String variable, String locale, String before)
            throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/locale"))).isTrue();

        String out = run(Map.of(variable, locale), "which", "locale").out();

        assertThat(out).startsWith("C.UTF-8 ").contains(" -Dhomelab.lc-all=" + before + " ");
    }

    @Test
    void a_locale_with_utf8_is_left_alone() throws Exception {
        assertThat(run(Map.of("LC_ALL", "C.UTF-8"), "which", "locale").out()).doesNotContain("-Dhomelab.lc-all");
    }

    @Test
    void says_which_java_is_too_old() throws Exception {
        java("11");

        Ran ran = run(home.resolve("homelab"), "plan");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("is Java 11; Homelab needs 17 or newer");
        assertThat(builds()).isZero();
    }

    @Test
    void says_what_java_home_lacks() throws Exception {
        Files.delete(folder.resolve("jdk/bin/java"));

        assertThat(run(home.resolve("homelab"), "plan").err())
                .contains("JAVA_HOME is", "Point it at a JDK 17 or newer");
    }

    @Test
    void says_that_maven_is_missing() throws Exception {
        Files.delete(folder.resolve("bin/mvn"));

        assertThat(run(home.resolve("homelab"), "plan").err()).contains("no Maven found");
    }

    @Test
    void shows_why_a_build_failed_and_tries_again_next_time() throws Exception {
        Files.createFile(folder.resolve("fail"));
        Ran failed = run(home.resolve("homelab"), "plan");
        Files.delete(folder.resolve("fail"));

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("[ERROR] no such symbol", "launch/build.log");
        assertThat(run(home.resolve("homelab"), "plan").out()).isEqualTo("<plan>");
    }

    private record Ran(int code, String out, String err) {}

    private Ran run(Path script, String... args) throws IOException, InterruptedException {
        return ran(start(folder, script, args));
    }

    /** In a locale that these variables alone choose. */
    private Ran run(Map<String, String> locale, String... args) throws IOException, InterruptedException {
        ProcessBuilder builder = builder(folder, home.resolve("homelab"), args);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().putAll(locale);
        return ran(builder.start());
    }

    private static Ran ran(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, err);
    }

    private Process start(Path in, Path script, String... args) throws IOException {
        return builder(in, script, args).start();
    }

    private ProcessBuilder builder(Path in, Path script, String... args) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        environment.put("PATH", folder.resolve("bin") + ":" + folder.resolve("tools"));
        return builder;
    }

    private int builds() throws IOException {
        return lines("builds");
    }

    private int archives() throws IOException {
        return lines("archives");
    }

    private int lines(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private void java(String version) throws IOException {
        script(
                "jdk/bin/java",
                JAVA.replace("VERSION", version)
                        .replace("FAIL", folder.resolve("no-archive").toString())
                        .replace("ARCHIVES", folder.resolve("archives").toString())
                        .replace("LIST", folder.resolve("list").toString())
                        .replace("RUNS", folder.resolve("runs").toString()));
        tools();
    }

    /** The programs that the script needs, and no Java or Maven of this machine. */
    private void tools() throws IOException {
        for (String tool : TOOLS) {
            Path found = Files.isExecutable(Path.of("/bin", tool)) ? Path.of("/bin", tool) : Path.of("/usr/bin", tool);
            script("tools/" + tool, "#!/bin/sh\nexec " + found + " \"$@\"\n");
        }
    }

    private void script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void age(Path folder, Duration age) throws IOException {
        FileTime old = FileTime.fromMillis(System.currentTimeMillis() - age.toMillis());
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, old);
            }
        }
    }
}
