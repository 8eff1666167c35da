package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Ending;
import io.homelabhub.run.FailureReport;
import io.homelabhub.run.StepReport;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The Docker daemon is killed, or shut down, at a step's begin or end of a deploy of another version, and starts again as a service manager
 * would have it. The deploy ends by itself and says how; the next one converges, whenever the daemon was killed.
 *
 * <p>{@code -Dhomelab.it.crashes=all} kills at every boundary, which takes half an hour; else at a few.
 */
@Tag("long")
class DaemonCrashIT {
    private static final int SAMPLES = 2;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final boolean LIVE_RESTORE = Boolean.getBoolean("homelab.it.live-restore");

    @RegisterExtension
    static final OwnDaemon DAEMON = LIVE_RESTORE ? new OwnDaemon("--live-restore") : new OwnDaemon();

    @RegisterExtension
    final LiveProject project = new LiveProject(Optional.of(DAEMON.host()));

    private final SixServices services = new SixServices(project);
    private final Figures figures = Figures.of(getClass());

    @BeforeEach
    void deploy() {
        services.deploy();
    }

    @AfterEach
    void revive() {
        DAEMON.awaitAnswer();
    }

    @Test
    void a_deploy_survives_the_death_of_the_daemon_or_the_next_one_converges() {
        endAtEach("killed", OwnDaemon::kill);
    }

    @Test
    void a_deploy_survives_an_orderly_restart_of_the_daemon_or_the_next_one_converges() {
        endAtEach("shut down", OwnDaemon::shutDown);
    }

    private void endAtEach(String how, Consumer<OwnDaemon> end) {
        List<String> failures = new ArrayList<>();
        for (Boundary boundary : Boundary.toTry(services.steps(), SAMPLES)) {
            services.turn();
            String row = endAndConverge(boundary, new Death(end, true), failures);
            figures.add(how + " at " + boundary + ": " + row);
        }
        assertThat(failures).isEmpty();
    }

    /** One that fails does not keep the others from being tried. */
    private String endAndConverge(Boundary boundary, Death death, List<String> failures) {
        SixServices.Before before = services.before();
        Set<String> up = up();
        Outcome outcome = deploy(boundary.listener(step -> death.at(Boundary.words(step))));
        DAEMON.awaitAnswer();
        String row = "%-32s %s of 6 services alive without daemon, run: %s".formatted(death.step, death.alive, outcome);
        try {
            assertHonest(up, outcome);
            services.assertKept(before, death.step);
            if (LIVE_RESTORE) {
                services.assertServing(death.step);
            }
            int deploys = services.converge();
            services.assertConverged(before);
            return row + ", converged in " + deploys + " deploy(s)";
        } catch (AssertionError | RuntimeException failure) {
            failures.add(boundary + ": " + row + ": " + failure);
            services.converge();
            return row + ", FAILED: " + failure;
        }
    }

    private Set<String> up() {
        return project.containers().stream()
                .filter(container -> container.state().isRunning())
                .flatMap(container -> container.label(ComposeLabels.SERVICE).stream())
                .collect(Collectors.toSet());
    }

    /** Whatever was up before is up, or the run has not ended well and names it. */
    private void assertHonest(Set<String> before, Outcome outcome) {
        Set<String> down = new TreeSet<>(before);
        down.removeAll(up());
        assertThat(outcome.named())
                .as("what is down and was up, after %s", outcome)
                .containsAll(down);
        assertThat(down)
                .as("what is down after %s", outcome)
                .matches(any -> any.isEmpty() || !outcome.ending().isSuccess());
    }

    @Test
    void a_deploy_whose_daemon_stays_away_ends_and_says_so() {
        services.turn();
        SixServices.Before before = services.before();
        Death death = new Death(OwnDaemon::kill, false);

        Outcome outcome = deploy(new Boundary(false, 5).listener(step -> death.at(Boundary.words(step))));

        assertThat(outcome.ending()).isEqualTo(Ending.ROLLBACK_FAILED);
        assertThat(outcome.problem()).contains("docker.sock");
        DAEMON.awaitAnswer();
        services.assertKept(before, death.step);
        services.converge();
        services.assertConverged(before);
    }

    /**
     * How a deploy ended.
     *
     * @param problem the first root cause; empty if it went well
     * @param named the services that failed, or could not be put back
     */
    private record Outcome(Ending ending, String problem, Set<String> named, Duration took) {
        @Override
        public String toString() {
            String text = "%s after %.1f s".formatted(ending, took.toMillis() / 1000.0);
            return problem.isEmpty() ? text : text + " (" + problem + ")";
        }
    }

    private Outcome deploy(ProgressListener listener) {
        HomelabRuntime runtime = project.builder().listener(listener).build();
        PreparedPlan plan = runtime.plan("all");
        return assertTimeoutPreemptively(LONGEST, () -> {
            Duration begin = Timing.system().elapsed();
            Ending ending;
            String problem = "";
            Set<String> named = Set.of();
            try {
                ending = plan.apply().ending();
            } catch (ApplyFailedException failed) {
                ending = failed.result().ending();
                problem = failed.result().failures().stream()
                        .map(FailureReport::problem)
                        .findFirst()
                        .orElse("");
                named = named(failed.result());
            }
            return new Outcome(ending, problem, named, Timing.system().elapsed().minus(begin));
        });
    }

    private static Set<String> named(ApplyResult result) {
        return Stream.concat(
                        result.failures().stream().map(FailureReport::step),
                        result.steps().stream()
                                .filter(report -> report.undone().stream()
                                        .anyMatch(undo -> undo.failure().isPresent()))
                                .map(StepReport::step))
                .map(step -> step.resource().name())
                .collect(Collectors.toSet());
    }

    /** The end of the daemon. */
    private final class Death {
        private final Consumer<OwnDaemon> end;
        private final boolean comesBack;
        private String step = "";
        private long alive;

        Death(Consumer<OwnDaemon> end, boolean comesBack) {
            this.end = end;
            this.comesBack = comesBack;
        }

        void at(String words) {
            step = words;
            List<ObservedContainer> containers = new ArrayList<>(project.containers());
            end.accept(DAEMON);
            alive = containers.stream()
                    .filter(Death::isAlive)
                    .map(container -> container.label(ComposeLabels.SERVICE))
                    .collect(Collectors.toSet())
                    .size();
            if (comesBack) {
                DAEMON.start();
            }
        }

        private static boolean isAlive(ObservedContainer container) {
            Object pid = container
                    .inspection()
                    .orElse(ApiObject.EMPTY)
                    .object("State")
                    .get("Pid");
            return pid instanceof Number number
                    && ProcessHandle.of(number.longValue())
                            .filter(ProcessHandle::isAlive)
                            .isPresent();
        }
    }
}
