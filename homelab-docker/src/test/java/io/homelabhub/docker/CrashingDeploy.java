package io.homelabhub.docker;

import io.homelabhub.plan.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Deploys a project, in a JVM of its own, and ends it in the middle as {@code kill -9} does: nothing is tidied up. */
final class CrashingDeploy {
    /** The exit code of a process that was killed. */
    static final int KILLED = 137;

    private CrashingDeploy() {}

    /**
     * Deploys, and halts this process at a boundary.
     *
     * @param arguments the project's directory, its name, the boundary, and the file to write the last step to
     */
    public static void main(String[] arguments) {
        Path report = Path.of(arguments[3]);
        LiveProject.builder(Path.of(arguments[0]), arguments[1], System.getenv(), RealEngine.host())
                .listener(Boundary.parse(arguments[2]).listener(step -> halt(step, report)))
                .build()
                .plan("all")
                .apply();
    }

    /** The command line that runs it beside this JVM. */
    static List<String> commandLine(Path directory, String project, Boundary boundary, Path report) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CrashingDeploy.class.getName(),
                directory.toString(),
                project,
                boundary.toString(),
                report.toString());
    }

    private static void halt(Step step, Path report) {
        try {
            Files.writeString(report, Boundary.words(step));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Runtime.getRuntime().halt(KILLED);
    }
}
