package io.homelabhub.testkit.simulation;

import io.homelabhub.engine.EngineException;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.Ending;
import io.homelabhub.run.OnFailure;
import io.homelabhub.run.Outcome;
import io.homelabhub.run.StepReport;
import io.homelabhub.testkit.simulation.Trouble.Mishap;
import io.homelabhub.testkit.simulation.World.Mark;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at what a run has left behind, and at what it says of itself. */
final class Aftermath {
    private final Stage stage;
    private final World world;
    private final Run run;
    private final Hosts before;
    private final Mishap mishap;

    Aftermath(Stage stage, Run run, Hosts before) {
        this.stage = stage;
        this.world = stage.world;
        this.run = run;
        this.before = before;
        this.mishap = world.trouble().kind();
    }

    void check() {
        Checks.stepsWaitForWhatTheyWaitFor(run);
        Checks.parallelismIsBounded(stage);
        Checks.tellsNoSecret(world, run);
        before.requireStrangersUntouched();
        before.requireVolumesKept();
        new PromptEnd(stage, run).require();
        if (mishap == Mishap.NONE) {
            new NoBarriers(world.request().parallelism(), run, stage.engine.calls()).require();
        }
        if (mishap == Mishap.NONE || mishap.isOfRegistry()) {
            requireNothingLeftToDo();
        }
        requireNoPullFailedOfSilence();
        requireHonestEnding();
        if (world.marked(Mark.UNDEPLOYED).isEmpty() && nothingIsStillToCome()) {
            new LastState(stage, run, before).require();
        }
        if (isTakenBack()) {
            before.requireRestored();
        }
        if (isEndedEarly()) {
            Checks.noTemporaryContainers(stage, before, isToBeTakenBack() ? Set.of() : fallen());
        }
    }

    /**
     * The services that the run names as not well. Where something that rests on one was finished, neither can it be taken back nor may
     * what it replaces be removed: both stay for the next deploy.
     */
    private Set<String> fallen() {
        return failed().stream()
                .filter(step -> step.work().isWait())
                .map(step -> step.resource().name())
                .collect(Collectors.toSet());
    }

    /** Not so where the run was over before anybody wanted it to end, or could be told. */
    private boolean isEndedEarly() {
        Ending ending = run.result().ending();
        return (mishap.isGentleCancel() && ending == Ending.CANCELLED)
                || (mishap == Mishap.TIME_OUT && ending == Ending.TIMED_OUT && isToBeTakenBack());
    }

    private boolean isToBeTakenBack() {
        return world.request().onFailure() == OnFailure.ROLLBACK;
    }

    /** A crash loop that went on already can look well for a moment. */
    private void requireNothingLeftToDo() {
        boolean loops = world.last().stream()
                .anyMatch(service -> service.kind() == Service.Kind.CRASHING && !isStarted(service));
        if (run.result().ending().isSuccess() && world.marked(Mark.UNDEPLOYED).isEmpty() && !loops) {
            Plan again = stage.plan();
            boolean nothing = again.isEmpty()
                    || (mishap.isOfRegistry() && again.steps().stream().allMatch(Aftermath::isForNewsAlone));
            Checks.require(1, nothing, () -> "straight after an apply the plan is not empty:\n" + again);
        }
    }

    /** Whether it looks for another image, or is done only if there is one: what a registry that does not tell leads to. */
    private static boolean isForNewsAlone(Step step) {
        return step.work() instanceof Action.PullImage
                || step.work() instanceof Await
                || !step.onlyIf().isEmpty();
    }

    private void requireNoPullFailedOfSilence() {
        boolean pullFailed = failed().stream().anyMatch(step -> step.work() instanceof Action.PullImage);
        Checks.require(
                12,
                mishap != Mishap.REGISTRY_SILENT || !pullFailed,
                () -> "a pull failed as the registry does not tell: " + Traces.of(run.result()));
    }

    /** With rollback a run does not stop half-way, unless what failed is of no weight or nothing can be put back any more. */
    private void requireHonestEnding() {
        boolean inPart = world.request().onFailure() == OnFailure.ROLLBACK
                && run.result().ending() == Ending.APPLIED_IN_PART
                && world.marked(Mark.UNDEPLOYED).isEmpty();
        Checks.require(
                6,
                !inPart || oldOnesAreRemoved() || failed().stream().allMatch(this::isOfNoWeight),
                () -> "applied in part, though it should have been rolled back: " + Traces.of(run.result()));
    }

    private List<Step> failed() {
        return run.result().steps().stream()
                .filter(report -> report.outcome() instanceof Outcome.Failed)
                .map(StepReport::step)
                .toList();
    }

    /** A removal is of no weight, and so is what every service that this run starts can do without. */
    private boolean isOfNoWeight(Step step) {
        ResourceId resource = step.resource();
        // an image is called by its service, and a tag
        String name =
                resource.kind() == ResourceId.Kind.IMAGE ? resource.name().replaceFirst(":.*", "") : resource.name();
        List<String> needs = world.last().stream()
                .filter(service -> isStarted(service) && !service.name().equals(name))
                .flatMap(service -> service.needs().stream())
                .filter(need -> Service.bare(need).equals(name))
                .toList();
        boolean isOptional = !needs.isEmpty() && needs.stream().allMatch(Service::isOptional);
        return isOptional || step.work() instanceof Action.RemoveContainer;
    }

    private boolean isStarted(Service service) {
        return run.result().plan().steps().stream()
                .filter(step -> step.work() instanceof Action.StartContainer)
                .anyMatch(step -> step.resource().equals(ResourceId.service(service.name())));
    }

    /** Whether the engine has been told to remove an old container, and has not refused. */
    private boolean oldOnesAreRemoved() {
        return stage.engine.calls().stream()
                .filter(call -> call.failure().stream().allMatch(EngineException::leavesOutcomeUnknown))
                .flatMap(call -> call.call().action().stream())
                .anyMatch(action -> action instanceof Action.RemoveContainer removal
                        && before.hasContainerForGood(removal.container()));
    }

    /**
     * Whether everything has to be as it was. What befell the host from outside is not taken back, and from the first
     * removal of an old container on there is no way back.
     */
    private boolean isTakenBack() {
        if (oldOnesAreRemoved()) {
            return false;
        }
        Ending ending = run.result().ending();
        return switch (mishap) {
            case NONE, REFUSAL, LOST_ANSWER, DISK_FULL, BAD_EVENTS, REGISTRY_SILENT, REGISTRY_AWAY ->
                ending == Ending.ROLLED_BACK;
            case FAULTS -> ending == Ending.ROLLED_BACK && nothingIsStillToCome();
            case CANCEL, CANCEL_LATER, TIME_OUT ->
                ending == Ending.ROLLED_BACK || (world.request().onFailure() == OnFailure.ROLLBACK && isEndedEarly());
            default -> false;
        };
    }

    /** A request that was given up can still be carried out by the engine, long after. */
    private boolean nothingIsStillToCome() {
        return stage.engine.calls().stream()
                .flatMap(call -> call.failure().stream())
                .noneMatch(failure -> failure.kind() == EngineException.Kind.TIMED_OUT);
    }
}
