package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A deploy of another version is killed at a step's begin or end, in a JVM of its own. Whenever that is, each service still
 * has its old container or a new one that works, and the next deploy converges.
 *
 * <p>{@code -Dhomelab.it.crashes=all} kills at every boundary, which takes a quarter of an hour; else at a few. What became of
 * each stands in {@code target/figures}.
 */
@Tag("interoperation")
@Tag("long")
@Tag("oldest-and-newest")
class CrashSafetyIT {
    private static final int LONGEST = 120;
    private static final int SAMPLES = 4;

    @RegisterExtension
    final LiveProject project = new LiveProject();

    private final SixServices services = new SixServices(project);
    private final Figures figures = Figures.of(getClass());

    @BeforeEach
    void deploy() {
        services.deploy();
    }

    @Test
    void a_deploy_that_is_killed_at_a_boundary_loses_nothing_and_the_next_one_converges() throws Exception {
        for (Boundary boundary : Boundary.toTry(services.steps(), SAMPLES)) {
            services.turn();
            figures.add(boundary + ": " + killAndConverge(boundary));
        }
    }

    private String killAndConverge(Boundary boundary) throws Exception {
        SixServices.Before before = services.before();
        String step = kill(boundary);
        services.assertNothingLost(before, step);
        services.assertServing(step);
        int containers = project.containers().size();
        long running = services.running();
        int deploys = services.converge();
        services.assertConverged(before);
        return "%-32s %d containers, %d services running, converged in %d deploy(s)"
                .formatted(step, containers, running, deploys);
    }

    /** Gives the step that the deploy was killed at. */
    private String kill(Boundary boundary) throws IOException, InterruptedException {
        Path report = project.write("last-step", "");
        Path output = project.write("output", "");
        ProcessBuilder builder = new ProcessBuilder(CrashingDeploy.commandLine(
                        project.directory(), project.lab().project(), boundary, report))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()));
        builder.environment().putAll(services.variables());
        Process process = builder.start();
        assertThat(process.waitFor(LONGEST, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", boundary, Files.readString(output))
                .isEqualTo(CrashingDeploy.KILLED);
        return Files.readString(report);
    }
}
