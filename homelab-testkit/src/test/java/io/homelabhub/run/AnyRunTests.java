package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await.Condition;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds for every run, tried on plans, engines, failures and cancellations that a seed draws. A failure names its
 * seed, which brings the same run back.
 */
@Timeout(300)
class AnyRunTests {
    private static final int RUNS = 150;

    /** One run and what it was made of. */
    private static final class Trial {
        final Random random;
        final Lab lab;
        final Plan plan;
        final ApplyOptions options;
        final Map<String, String> before;
        final ApplyResult result;

        Trial(long seed) {
            random = new Random(seed);
            lab = new Lab(seed);
            options = ApplyOptions.DEFAULT
                    .withParallelism(1 + random.nextInt(4))
                    .withOnFailure(List.of(OnFailure.values()).get(random.nextInt(3)));
            plan = draw();
            cancelSometime();
            before = state();
            result = lab.apply(plan, options);
        }

        private Plan draw() {
            DeployPlan drawn = new DeployPlan().within(Duration.ofSeconds(20));
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                String name = "s" + i;
                String[] after = names.stream().filter(other -> one(3)).toArray(String[]::new);
                lab.healthTested(name);
                behave(name);
                if (one(2)) {
                    drawn.replaced(name, old(name), Condition.HEALTHY, after);
                } else {
                    drawn.service(name, Condition.HEALTHY, after);
                }
                names.add(name);
            }
            return drawn.plan();
        }

        private void behave(String name) {
            lab.engine.image(name).becomesHealthyAfter(Duration.ofMillis(random.nextInt(3000)));
            if (one(12)) {
                lab.engine.image(name).neverHealthy();
            } else if (one(12)) {
                lab.engine.image(name).exitsAfter(Duration.ofMillis(random.nextInt(500)), 1);
            } else if (one(12)) {
                lab.fails(Lab.starts(name), Kind.CONFLICT);
            }
            if (one(4)) {
                lab.losesAnswer(Lab.starts(name), one(2));
            }
            if (one(4)) {
                lab.losesAnswer(Lab.creates(name), one(2));
            }
        }

        private String old(String name) {
            lab.engine
                    .given(name)
                    .image(name + "-old")
                    .madeByCompose(DeployPlan.PROJECT, name, "old")
                    .running();
            return lab.engine.container(name).id();
        }

        private boolean one(int in) {
            return random.nextInt(in) == 0;
        }

        private void cancelSometime() {
            int event = one(3) ? random.nextInt(30) : Integer.MAX_VALUE;
            lab.onEvent = heard -> {
                if (lab.heard.size() == event) {
                    lab.cancellation.cancel();
                }
            };
        }

        /** Names with ids, and whether they run. */
        Map<String, String> state() {
            Map<String, String> state = new TreeMap<>();
            for (ObservedContainer container : lab.engine.containers()) {
                state.put(container.name(), container.id() + " " + (container.state() == ContainerState.RUNNING));
            }
            return state;
        }

        List<String> story() {
            return lab.heard.stream().map(AnyRunTests::text).toList();
        }
    }

    private static String text(HomelabEvent event) {
        return event.at() + " " + event.getClass().getSimpleName() + " " + step(event);
    }

    private static int step(HomelabEvent event) {
        if (event instanceof HomelabEvent.StepStarted started) {
            return started.step().id();
        }
        if (event instanceof HomelabEvent.StepFinished finished) {
            return finished.step().id();
        }
        if (event instanceof HomelabEvent.StepFailed failed) {
            return failed.step().id();
        }
        if (event instanceof HomelabEvent.StepCancelled cancelled) {
            return cancelled.step().id();
        }
        return event instanceof HomelabEvent.StepSkipped skipped
                ? skipped.step().id()
                : 0;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000, 2_000})
    void what_is_promised_holds(long first) {
        Set<Ending> endings = new HashSet<>();
        for (long seed = first; seed < first + RUNS; seed++) {
            Trial trial = new Trial(seed);
            String about =
                    "seed " + seed + ", " + trial.options + ", " + trial.result.ending() + "\n" + trial.plan + "\n";
            nothingBeginsTooEarly(trial, about);
            everyStepEndsOnce(trial, about);
            assertThat(trial.lab.engine.mostActionsAtOnce()).as(about).isLessThanOrEqualTo(trial.options.parallelism());
            whatIsLeftFits(trial, about);
            assertThat(trial.lab.clock.tasksUnderWay()).as(about).noneMatch(name -> name.startsWith("homelab "));
            assertThat(trial.lab.clock.uncaught()).as(about).isEmpty();
            endings.add(trial.result.ending());
        }
        assertThat(endings).contains(Ending.APPLIED, Ending.APPLIED_IN_PART, Ending.ROLLED_BACK, Ending.CANCELLED);
    }

    private static void nothingBeginsTooEarly(Trial trial, String about) {
        Set<Integer> succeeded = new HashSet<>();
        for (HomelabEvent event : trial.lab.heard) {
            if (event instanceof HomelabEvent.StepStarted started) {
                assertThat(succeeded).as(about).containsAll(started.step().after());
            } else if (event instanceof HomelabEvent.StepFinished finished) {
                succeeded.add(finished.step().id());
            }
        }
    }

    private static void everyStepEndsOnce(Trial trial, String about) {
        List<HomelabEvent> heard = trial.lab.heard;
        assertThat(heard.get(0)).as(about).isInstanceOf(HomelabEvent.RunStarted.class);
        assertThat(heard.get(heard.size() - 1)).as(about).isInstanceOf(HomelabEvent.RunFinished.class);
        for (Step step : trial.plan.steps()) {
            List<String> own = heard.stream()
                    .filter(event -> step(event) == step.id())
                    .map(event -> event.getClass().getSimpleName())
                    .toList();
            assertThat(own)
                    .as(about + "step " + step.id())
                    .isIn(
                            List.of("StepSkipped"),
                            List.of("StepStarted", "StepFinished"),
                            List.of("StepStarted", "StepFailed"),
                            List.of("StepStarted", "StepFinished", "StepFailed"),
                            List.of("StepStarted", "StepCancelled"));
        }
    }

    private static void whatIsLeftFits(Trial trial, String about) {
        Map<String, String> after = trial.state();
        switch (trial.result.ending()) {
            case APPLIED -> assertThat(after.keySet()).as(about).noneMatch(name -> name.endsWith("_old"));
            case ROLLED_BACK -> assertThat(after).as(about).isEqualTo(trial.before);
            case CANCELLED -> {
                assertThat(after.keySet()).as(about).noneMatch(name -> name.endsWith("_old") && !isFinished(trial));
                if (trial.options.onFailure() == OnFailure.ROLLBACK && !removedSomething(trial)) {
                    assertThat(after).as(about).isEqualTo(trial.before);
                }
            }
            case APPLIED_IN_PART ->
                assertThat(after.keySet())
                        .as(about)
                        .allMatch(name -> after.containsKey(name.replace("_old", "")) || name.endsWith("_old"));
            default -> throw new AssertionError(about);
        }
    }

    /** The new container is ready, and only the removal of the old one did not come any more: the next run's first step. */
    private static boolean isFinished(Trial trial) {
        return trial.options.onFailure() != OnFailure.ROLLBACK || removedSomething(trial);
    }

    private static boolean removedSomething(Trial trial) {
        return trial.result.steps().stream()
                .anyMatch(report -> report.succeeded() && report.step().work() instanceof Action.RemoveContainer);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 14, 15, 92, 65, 35})
    void the_same_seed_tells_the_same_story(long seed) {
        assertThat(new Trial(seed).story()).isEqualTo(new Trial(seed).story());
    }
}
