package io.homelabhub.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real docker compose, to compare with, on the files of one project. */
final class PeerCompose {
    private static final int SECONDS = 120;

    private final Path binary;
    private final Path directory;
    private final Map<String, String> environment;
    private final List<String> options;

    PeerCompose(Path binary, Path directory, Map<String, String> environment, String project, List<Path> files) {
        this(binary, directory, environment, options(project, files));
    }

    /**
     * @param directory where it runs
     * @param environment all that it sees
     * @param options what comes before each command
     */
    PeerCompose(Path binary, Path directory, Map<String, String> environment, List<String> options) {
        this.binary = binary;
        this.directory = directory;
        this.environment = environment;
        this.options = List.copyOf(options);
    }

    private static List<String> options(String project, List<Path> files) {
        List<String> options = new ArrayList<>(List.of("--project-name", project));
        files.forEach(file -> options.addAll(List.of("--file", file.toString())));
        return options;
    }

    /** Runs a command and gives what it wrote to its standard output. @throws AssertionError if it fails */
    String run(String... command) {
        Result result = attempt(command);
        if (result.exitCode() != 0) {
            throw new AssertionError(commandLine(command) + " failed: " + result.errors());
        }
        return result.output();
    }

    /**
     * What came of a command.
     *
     * @param exitCode -1 if it did not end in time
     */
    record Result(int exitCode, String output, String errors) {}

    /** Runs a command, which may fail. */
    Result attempt(String... command) {
        try {
            Path output = Files.createTempFile("peer-compose", ".out");
            Path errors = Files.createTempFile("peer-compose", ".err");
            Process process = start(output, errors, command);
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            Result result = new Result(
                    ended ? process.exitValue() : -1,
                    Files.readString(output),
                    Files.readString(errors) + (ended ? "" : "not ended after " + SECONDS + " s"));
            Files.delete(output);
            Files.delete(errors);
            return result;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(commandLine(command) + " cannot be run", failure);
        }
    }

    /** Starts a command that somebody else ends. */
    Process start(String... command) {
        try {
            return start(Path.of("/dev/null"), Path.of("/dev/null"), command);
        } catch (IOException failure) {
            throw new AssertionError(commandLine(command) + " cannot be run", failure);
        }
    }

    private Process start(Path output, Path errors, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(commandLine(command))
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private List<String> commandLine(String... command) {
        List<String> line = new ArrayList<>(List.of(binary.toString()));
        line.addAll(options);
        line.addAll(List.of(command));
        return line;
    }
}
