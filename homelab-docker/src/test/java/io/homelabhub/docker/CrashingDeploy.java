package io.homelabhub.docker;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.plan.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Deploys a project, in a JVM of its own, and ends it in the middle as {@code kill -9} does: nothing is tidied up. */
final class CrashingDeploy implements ProgressListener {
    /** The exit code of a process that was killed. */
    static final int KILLED = 137;

    private final Boundary boundary;
    private final Path report;
    private int seen;

    private CrashingDeploy(Boundary boundary, Path report) {
        this.boundary = boundary;
        this.report = report;
    }

    /**
     * A moment in a run.
     *
     * @param begins whether at the begin of a step; else at its end
     * @param number of such moments, from 1
     */
    record Boundary(boolean begins, int number) {
        static Boundary parse(String text) {
            return new Boundary(text.startsWith("begin"), Integer.parseInt(text.substring(text.indexOf('-') + 1)));
        }

        @Override
        public String toString() {
            return (begins ? "begin-" : "end-") + number;
        }
    }

    /**
     * Deploys, and halts this process at a boundary.
     *
     * @param arguments the project's directory, its name, the boundary, and the file to write the last step to
     */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        CrashingDeploy crash = new CrashingDeploy(Boundary.parse(arguments[2]), Path.of(arguments[3]));
        LiveProject.builder(directory, arguments[1], System.getenv())
                .listener(crash)
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

    @Override
    public void on(HomelabEvent event) {
        if (boundary.begins() && event instanceof HomelabEvent.StepStarted started) {
            count(started.step());
        } else if (!boundary.begins() && event instanceof HomelabEvent.StepFinished finished) {
            count(finished.step());
        }
    }

    private void count(Step step) {
        seen++;
        if (seen == boundary.number()) {
            try {
                Files.writeString(report, step.work().getClass().getSimpleName() + " " + step.resource());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
