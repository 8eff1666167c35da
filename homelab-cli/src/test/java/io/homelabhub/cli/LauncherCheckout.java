package io.homelabhub.cli;

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
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a checkout of nothing but folders, with a Maven and a Java that only note that they were called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
abstract class LauncherCheckout {
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
    Path folder;

    Path home;

    @BeforeEach
    void checkOut() throws IOException {
        home = Files.createDirectory(folder.resolve("check out"));
        Files.copy(Path.of("..", "homelab"), home.resolve("homelab"));
        executable(home.resolve("homelab"));
        for (String module : List.of("homelab-core", "homelab-docker", "homelab-web", "homelab-cli")) {
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

    record Ran(int code, String out, String err) {}

    Ran run(Path script, String... args) throws IOException, InterruptedException {
        return ran(start(folder, script, args));
    }

    /** In a locale that these variables alone choose. */
    Ran run(Map<String, String> locale, String... args) throws IOException, InterruptedException {
        ProcessBuilder builder = builder(folder, home.resolve("homelab"), args);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().putAll(locale);
        return ran(builder.start());
    }

    static Ran ran(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, err);
    }

    Process start(Path in, Path script, String... args) throws IOException {
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

    int builds() throws IOException {
        return lines("builds");
    }

    int archives() throws IOException {
        return lines("archives");
    }

    private int lines(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    void java(String version) throws IOException {
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

    static void age(Path folder, Duration age) throws IOException {
        FileTime old = FileTime.fromMillis(System.currentTimeMillis() - age.toMillis());
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, old);
            }
        }
    }
}
