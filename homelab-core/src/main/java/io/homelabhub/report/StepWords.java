package io.homelabhub.report;

import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Gate;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Work;
import io.homelabhub.resource.HookRunnerName;
import java.util.Optional;

/**
 * How one step is called.
 *
 * @param code for programs, as {@code create-container}; never changes
 * @param doing while it runs, as {@code creating}
 * @param done once it has succeeded, as {@code created}
 */
public record StepWords(String code, String doing, String done) {
    private static final Action.Visitor<StepWords> OF_ACTION = new OfAction();

    /** The words for a step. */
    public static StepWords of(Step step) {
        Optional<String> hook = container(step.work()).flatMap(HookRunnerName::hookOf);
        return hook.map(name -> ofHook(step.work(), name)).orElseGet(() -> of(step.work()));
    }

    /** What is done to the container of a hook is not done to the service. */
    private static StepWords ofHook(Work work, String hook) {
        StepWords words = of(work);
        return work.isWait()
                ? new StepWords(words.code(), "running " + hook, "ran " + hook)
                : new StepWords(words.code(), words.doing() + " " + hook, words.done() + " " + hook);
    }

    /**
     * The container that a step is about, by the name or id that the engine is told; empty for what is about images, networks and
     * volumes.
     */
    public static Optional<String> container(Work work) {
        return work.accept(Action::subject, await -> Optional.of(await.container()), gate -> Optional.empty());
    }

    private static StepWords of(Work work) {
        return work.accept(StepWords::of, StepWords::of, StepWords::of);
    }

    private static StepWords of(Gate gate) {
        String what = gate.service() + " on " + gate.host();
        return new StepWords("await-host", "waiting for " + what, what + " is " + gate.condition());
    }

    private static StepWords of(Await await) {
        String condition = await.condition().toString();
        return new StepWords("await-" + condition, "waiting until " + condition, condition);
    }

    /** The words for an action of the engine. */
    public static StepWords of(Action action) {
        return action.accept(OF_ACTION);
    }

    /** How {@code step} ended well: the note says it best for a wait, and completes what is said of an action. */
    public static String done(Step step, String note) {
        String done = of(step).done();
        if (note.isEmpty()) {
            return done;
        }
        boolean isHook = container(step.work()).flatMap(HookRunnerName::hookOf).isPresent();
        return step.work().isWait() && !isHook ? note : done + " (" + note + ")";
    }

    private static final class OfAction implements Action.Visitor<StepWords> {
        @Override
        public StepWords pullImage(Action.PullImage action) {
            return new StepWords("pull-image", "pulling " + action.reference(), "pulled " + action.reference());
        }

        @Override
        public StepWords buildImage(Action.BuildImage action) {
            return new StepWords("build-image", "building", "built");
        }

        @Override
        public StepWords tagImage(Action.TagImage action) {
            return new StepWords("tag-image", "naming " + action.reference(), "named " + action.reference());
        }

        @Override
        public StepWords pushImage(Action.PushImage action) {
            return new StepWords("push-image", "pushing " + action.reference(), "pushed " + action.reference());
        }

        @Override
        public StepWords removeImage(Action.RemoveImage action) {
            return new StepWords("remove-image", "removing", "removed");
        }

        @Override
        public StepWords createNetwork(Action.CreateNetwork action) {
            return new StepWords("create-network", "creating", "created");
        }

        @Override
        public StepWords removeNetwork(Action.RemoveNetwork action) {
            return new StepWords("remove-network", "removing", "removed");
        }

        @Override
        public StepWords createVolume(Action.CreateVolume action) {
            return new StepWords("create-volume", "creating", "created");
        }

        @Override
        public StepWords removeVolume(Action.RemoveVolume action) {
            return new StepWords("remove-volume", "removing", "removed");
        }

        @Override
        public StepWords createContainer(Action.CreateContainer action) {
            return new StepWords("create-container", "creating", "created");
        }

        @Override
        public StepWords startContainer(Action.StartContainer action) {
            return new StepWords("start-container", "starting", "started");
        }

        @Override
        public StepWords stopContainer(Action.StopContainer action) {
            return new StepWords("stop-container", "stopping", "stopped");
        }

        @Override
        public StepWords removeContainer(Action.RemoveContainer action) {
            return new StepWords("remove-container", "removing", "removed");
        }

        @Override
        public StepWords renameContainer(Action.RenameContainer action) {
            return new StepWords("rename-container", "renaming to " + action.name(), "renamed to " + action.name());
        }

        @Override
        public StepWords updateContainer(Action.UpdateContainer action) {
            return new StepWords("update-container", "updating", "updated");
        }

        @Override
        public StepWords signalContainer(Action.SignalContainer action) {
            return new StepWords("signal-container", "sending " + action.signal(), "sent " + action.signal());
        }

        @Override
        public StepWords pauseContainer(Action.PauseContainer action) {
            return new StepWords("pause-container", "pausing", "paused");
        }

        @Override
        public StepWords unpauseContainer(Action.UnpauseContainer action) {
            return new StepWords("unpause-container", "resuming", "resumed");
        }

        @Override
        public StepWords runHook(Action.RunHook action) {
            return new StepWords("run-hook", "running " + action.hook(), "ran " + action.hook());
        }

        @Override
        public StepWords connectNetwork(Action.ConnectNetwork action) {
            return new StepWords("connect-network", "connecting", "connected");
        }

        @Override
        public StepWords disconnectNetwork(Action.DisconnectNetwork action) {
            return new StepWords("disconnect-network", "disconnecting", "disconnected");
        }

        @Override
        public StepWords reconnectNetwork(Action.ReconnectNetwork action) {
            return new StepWords("reconnect-network", "renaming in its network", "renamed in its network");
        }
    }
}
