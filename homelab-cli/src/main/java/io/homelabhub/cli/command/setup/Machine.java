package io.homelabhub.cli.command.setup;

import io.homelabhub.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The machine that the command runs on, as far as installing an engine goes. The only place that starts another program:
 * the distribution's package tool.
 */
class Machine {
    private static final Path OS_RELEASE = Path.of("/etc/os-release");

    /** Whether packages come from apt: Debian, Ubuntu and what is made from them. */
    boolean hasApt() {
        try {
            return Files.readAllLines(OS_RELEASE).stream()
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .filter(line -> line.startsWith("id=") || line.startsWith("id_like="))
                    .anyMatch(line -> line.contains("debian") || line.contains("ubuntu"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a Docker daemon is installed, running or not. */
    boolean hasDockerDaemon() {
        return Stream.of("/usr/bin/dockerd", "/usr/sbin/dockerd", "/usr/local/bin/dockerd")
                .anyMatch(path -> Files.exists(Path.of(path)));
    }

    /** Whether commands need {@code sudo} before them. */
    boolean needsSudo() {
        return !"root".equals(System.getProperty("user.name"));
    }

    /**
     * Runs a program, showing what it prints on standard error.
     *
     * @return its exit code; 127 if it cannot be started
     */
    int run(List<String> command) {
        try {
            return new ProcessBuilder(toStandardError(command))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return 127;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.CANCELLED.code();
        }
    }

    /** Only a shell can lead one stream into another; opening {@code /dev/stderr} would empty a file that it stands for. */
    private static List<String> toStandardError(List<String> command) {
        return Stream.concat(Stream.of("/bin/sh", "-c", "exec \"$@\" >&2", "sh"), command.stream())
                .toList();
    }
}
