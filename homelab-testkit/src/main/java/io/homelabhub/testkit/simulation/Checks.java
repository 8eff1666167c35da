package io.homelabhub.testkit.simulation;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.testkit.simulation.World.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What must hold, each by its number in the list of {@link Simulation}. */
final class Checks {
    private Checks() {}

    static void require(int invariant, boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new ViolationFound(new Violation(invariant, otherwise.get()));
        }
    }

    static void planIsTheSameAgain(Plan plan, Plan again) {
        String one = plan + "\n" + plan.changes();
        String other = again + "\n" + again.changes();
        require(9, one.equals(other), () -> "the same input gave another plan:\n" + one + "\nand\n" + other);
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

    static void parallelismIsBounded(World world, Stage stage) {
        // what is deployed before the run that is looked at is bounded by four
        int bound = world.before().isEmpty() ? world.parallelism() : Math.max(4, world.parallelism());
        int most = stage.engine.mostActionsAtOnce();
        require(7, most <= bound, () -> most + " actions at once; the bound is " + bound);
    }

    static void tellsNoSecret(World world, Plan plan) {
        tellsNoSecret(world, "the plan", plan + "\n" + plan.changes() + "\n" + plan.steps() + "\n" + plan.notices());
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

    static void noTemporaryContainers(Stage stage) {
        Set<String> wanted = stage.world.services().stream()
                .flatMap(service ->
                        List.of(Revision.containerName(service), Revision.containerName(service) + "-by-hand").stream())
                .collect(Collectors.toSet());
        List<String> others = stage.containers().stream()
                .map(ObservedContainer::name)
                .filter(name -> !wanted.contains(name))
                .toList();
        require(10, others.isEmpty(), () -> "temporary containers are left: " + others);
    }

    /** Exactly the containers of the services described, and of those gone, with Compose's labels. */
    static void everythingIsThere(Stage stage, Revision revision) {
        Set<String> wanted = revision.services().stream()
                .map(Revision::containerName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = new TreeSet<>();
        for (ObservedContainer container : stage.containers()) {
            String service = container.label(ComposeLabels.SERVICE).orElse("");
            if (!stage.world.gone().contains(service)) {
                found.add(container.name());
                requireLabels(container);
            }
        }
        require(10, wanted.equals(found), () -> "wanted " + wanted + ", there are " + found);
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
