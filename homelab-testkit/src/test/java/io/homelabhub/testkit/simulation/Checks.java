package io.homelabhub.testkit.simulation;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.testkit.simulation.World.Mark;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold, each by its number in the list of {@link Simulation}. */
final class Checks {
    private Checks() {}

    static void require(int invariant, boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new ViolationFound(new Violation(invariant, otherwise.get()));
        }
    }

    static void planIsTheSameAgain(Plan plan, Plan again) {
        String one = everything(plan);
        String other = everything(again);
        require(9, one.equals(other), () -> "the same input gave another plan:\n" + one + "\nand\n" + other);
    }

    private static String everything(Plan plan) {
        return plan + "\n" + plan.changes() + "\n" + plan.steps() + "\n" + plan.notices();
    }

    /** A step begins when all that it waits for has succeeded, or ended where that is enough. */
    static void stepsWaitForWhatTheyWaitFor(Run run) {
        Set<Integer> succeeded = new HashSet<>();
        Set<Integer> ended = new HashSet<>();
        for (HomelabEvent event : run.events()) {
            if (event instanceof HomelabEvent.StepFinished finished) {
                succeeded.add(finished.step().id());
                ended.add(finished.step().id());
            } else if (event instanceof HomelabEvent.StepFailed failed) {
                ended.add(failed.step().id());
            } else if (event instanceof HomelabEvent.StepCancelled cancelled) {
                ended.add(cancelled.step().id());
            } else if (event instanceof HomelabEvent.StepSkipped skipped) {
                ended.add(skipped.step().id());
            } else if (event instanceof HomelabEvent.StepStarted started) {
                Step step = started.step();
                require(
                        2,
                        succeeded.containsAll(step.after()) && ended.containsAll(step.afterEnd()),
                        () -> step + " began though of " + step.after() + " only " + succeeded + " had succeeded");
            }
        }
    }

    static void parallelismIsBounded(Stage stage) {
        int most = stage.engine.mostActionsAtOnce();
        int bound = stage.world.request().parallelism();
        require(7, most <= bound, () -> most + " actions at once; the bound is " + bound);
    }

    /** A container is created and started after what its service uses and needs, and after nothing else. */
    static void waitsForNothingNeedless(World world, Plan plan) {
        Map<Integer, ResourceId> resources = plan.steps().stream().collect(Collectors.toMap(Step::id, Step::resource));
        for (Step step : plan.steps()) {
            if (step.work() instanceof Action.CreateContainer || step.work() instanceof Action.StartContainer) {
                Set<String> mayWaitFor =
                        names(world, world.service(step.resource().name()));
                step.after().stream()
                        .filter(id -> !step.onlyIf().contains(id)) // whether it is done at all depends on these
                        .flatMap(id -> Stream.ofNullable(resources.get(id)))
                        .forEach(before -> require(
                                7,
                                mayWaitFor.contains(before.name()),
                                () -> step + " waits for " + before + ", which it does not need:\n" + plan));
            }
        }
    }

    private static Set<String> names(World world, Service service) {
        Set<String> names = new HashSet<>(service.needed());
        if (world.is(Mark.SWAPPED, service)) {
            names.addAll(world.marked(Mark.SWAPPED));
        }
        String name = service.name();
        names.addAll(List.of(name, name + ":1", name + ":2", Revision.NETWORK, Revision.volumeName(service)));
        return names;
    }

    static void tellsNoSecret(World world, Plan plan) {
        tellsNoSecret(world, "the plan", everything(plan));
    }

    static void tellsNoSecret(World world, Run run) {
        tellsNoSecret(world, "an event", run.events().toString());
        tellsNoSecret(world, "the result", run.result() + Traces.of(run.result()));
    }

    private static void tellsNoSecret(World world, String where, String text) {
        for (Service service : world.services()) {
            String secret = Revision.secretOf(service);
            require(8, !text.contains(secret), () -> where + " tells " + secret + ":\n" + text);
        }
    }

    /**
     * What an earlier run has left over may still be there, as may what somebody has renamed by hand.
     *
     * @param unfinished services of which two may stand side by side
     */
    static void noTemporaryContainers(Stage stage, Hosts before, Set<String> unfinished) {
        Set<String> wanted = new TreeSet<>();
        for (Revision revision : List.of(Revision.first(stage.world), Revision.second(stage.world))) {
            stage.world.services().forEach(service -> wanted.addAll(revision.containerNames(service)));
        }
        List<String> others = stage.containers().stream()
                .filter(container -> !before.knows(container.id(), container.name()))
                .filter(container -> container
                        .label(ComposeLabels.SERVICE)
                        .filter(unfinished::contains)
                        .isEmpty())
                .map(ObservedContainer::name)
                .filter(name -> !wanted.contains(name))
                .toList();
        require(10, others.isEmpty(), () -> "temporary containers are left: " + others);
    }

    /** Exactly the containers of the services described, with Compose's labels; and those of services that are gone. */
    static void everythingIsThere(Stage stage, Revision revision) {
        Set<String> wanted = new TreeSet<>();
        revision.services().forEach(service -> wanted.addAll(revision.containerNames(service)));
        Set<String> found = new TreeSet<>();
        for (ObservedContainer container : stage.containers()) {
            String service = container.label(ComposeLabels.SERVICE).orElse("");
            if (!stage.world.marked(Mark.GONE).contains(service)) {
                found.add(container.name());
                requireLabels(container);
            }
        }
        require(10, wanted.equals(found), () -> "wanted " + wanted + ", there are " + found);
    }

    static void nothingIsLeftOver(Stage stage) {
        require(
                0,
                stage.clock.tasksUnderWay().isEmpty() && stage.clock.uncaught().isEmpty(),
                () -> "left over: " + stage.clock.tasksUnderWay() + ", thrown: " + stage.clock.uncaught());
    }

    private static void requireLabels(ObservedContainer container) {
        for (String label : List.of(
                ComposeLabels.CONFIG_HASH,
                ComposeLabels.CONTAINER_NUMBER,
                ComposeLabels.ONE_OFF,
                ComposeLabels.SERVICE)) {
            Optional<String> value = container.label(label);
            require(1, value.isPresent(), () -> container.name() + " has no label " + label);
        }
    }
}
