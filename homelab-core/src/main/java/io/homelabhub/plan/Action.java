package io.homelabhub.plan;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HookCommand;
import io.homelabhub.resource.ImageBuild;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.resource.VolumeSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Exactly one change to an engine. A container is named by its id where the plan saw it, else by the name under which
 * this plan creates it: so no step can hit a stranger that took a name in between.
 *
 * <p>The visitor stands in for an exhaustive switch, which Java 17 lacks: a new action is a compile error in every
 * engine until it is handled.
 */
public sealed interface Action extends Work permits Action.OnResource, Action.OnContainer, Action.CreateContainer {
    <R> R accept(Visitor<R> visitor);

    @Override
    default <R> R accept(
            Function<? super Action, ? extends R> action,
            Function<? super Await, ? extends R> await,
            Function<? super Gate, ? extends R> gate) {
        return action.apply(this);
    }

    /** The family that it belongs to. */
    default Verb verb() {
        return accept(VerbOf.EACH);
    }

    /** The container to which it is done, by id where the plan saw it, else by name; empty if it is done to none. */
    Optional<String> subject();

    /** This very kind of action, if it is one: for what only that kind knows, once its verb has been asked for. */
    default <A extends Action> Optional<A> as(Class<A> kind) {
        return Optional.of(this).filter(kind::isInstance).map(kind::cast);
    }

    /** Done to an image, a network or a volume as such: to no container, whoever uses it. */
    sealed interface OnResource extends Action {
        @Override
        default Optional<String> subject() {
            return Optional.empty();
        }
    }

    /** Done to a container that is there. */
    sealed interface OnContainer extends Action {
        /** Its id where the plan saw it, else its name. */
        String container();

        @Override
        default Optional<String> subject() {
            return Optional.of(container());
        }
    }

    /** Fetches an image from its registry. */
    record PullImage(String reference, Optional<String> platform) implements OnResource {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pullImage(this);
        }
    }

    /** Builds an image from a folder of this machine. */
    record BuildImage(ImageBuild build) implements OnResource {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.buildImage(this);
        }
    }

    /**
     * Lets a reference stand for an image that is there, whatever it stood for before.
     *
     * @param image its id, or another reference
     */
    record TagImage(String image, String reference) implements OnResource {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.tagImage(this);
        }
    }

    /** Sends an image to the registry that its reference names. */
    record PushImage(String reference) implements OnResource {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pushImage(this);
        }
    }

    /**
     * Takes a reference from its image, and removes the image if it was the last. One that a container uses is a conflict.
     */
    record RemoveImage(String reference) implements OnResource {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.removeImage(this);
        }
    }

    record CreateNetwork(NetworkSpec network) implements OnResource {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createNetwork(this);
        }
    }

    /** Removes a network, by id or name. One that still has containers is a conflict. */
    record RemoveNetwork(String network) implements OnResource {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.removeNetwork(this);
        }
    }

    record CreateVolume(VolumeSpec volume) implements OnResource {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createVolume(this);
        }
    }

    /** Removes a volume and the data in it. */
    record RemoveVolume(String volume) implements OnResource {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.removeVolume(this);
        }
    }

    /**
     * Creates a container, attached to all its networks and with its files in place; does not start it. All or nothing.
     *
     * <p>Labels that depend on ids get their values now: see {@link io.homelabhub.resource.LateLabels}.
     */
    record CreateContainer(ContainerSpec container) implements Action {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createContainer(this);
        }

        @Override
        public Optional<String> subject() {
            return Optional.of(container.name());
        }
    }

    record StartContainer(String container) implements OnContainer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.startContainer(this);
        }
    }

    /**
     * Asks a container to end and kills it after a while.
     *
     * @param timeout how long it may take; empty for the container's own stop timeout (Docker: 10 s)
     */
    record StopContainer(String container, Optional<Duration> timeout) implements OnContainer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.stopContainer(this);
        }
    }

    /**
     * Removes a container, killing it if it runs. Named volumes stay.
     *
     * @param anonymousVolumes whether the volumes without a name that only it used go with it
     */
    record RemoveContainer(String container, boolean anonymousVolumes) implements OnContainer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.removeContainer(this);
        }
    }

    /** Gives a container another name. */
    record RenameContainer(String container, String name) implements OnContainer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameContainer(this);
        }
    }

    /**
     * Changes a container's limits or restart policy while it runs.
     *
     * @param settings the body of {@code POST /containers/{id}/update}
     */
    record UpdateContainer(String container, ApiObject settings) implements OnContainer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.updateContainer(this);
        }
    }

    /** Sends a signal to a container's first process, as {@code SIGHUP}. */
    record SignalContainer(String container, String signal) implements OnContainer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.signalContainer(this);
        }
    }

    /** Freezes the processes of a container that runs. One that does not run is a conflict. */
    record PauseContainer(String container) implements OnContainer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pauseContainer(this);
        }
    }

    /** Lets the processes of a paused container go on. */
    record UnpauseContainer(String container) implements OnContainer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unpauseContainer(this);
        }
    }

    /**
     * Runs a hook in a container and waits for its end, however long that takes. One that does not end with exit code 0 has
     * failed; the end of what it has printed is told. A container that does not run has nothing to prepare for its stop:
     * that is so already; any other hook in it is a conflict.
     */
    record RunHook(String container, HookCommand hook) implements OnContainer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.runHook(this);
        }
    }

    record ConnectNetwork(String container, NetworkAttachment attachment) implements OnContainer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.connectNetwork(this);
        }
    }

    record DisconnectNetwork(String container, String network) implements OnContainer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.disconnectNetwork(this);
        }
    }

    /**
     * Takes a container out of a network and at once back in, as {@code attachment} says, so that it has other names there.
     * It stays at its address if that is free again, and its open connections survive then. One that is not in the network
     * joins it.
     */
    record ReconnectNetwork(String container, NetworkAttachment attachment) implements OnContainer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reconnectNetwork(this);
        }
    }

    /** One method for each action. */
    interface Visitor<R> {
        R pullImage(PullImage action);

        R buildImage(BuildImage action);

        R tagImage(TagImage action);

        R pushImage(PushImage action);

        R removeImage(RemoveImage action);

        R createNetwork(CreateNetwork action);

        R removeNetwork(RemoveNetwork action);

        R createVolume(CreateVolume action);

        R removeVolume(RemoveVolume action);

        R createContainer(CreateContainer action);

        R startContainer(StartContainer action);

        R stopContainer(StopContainer action);

        R removeContainer(RemoveContainer action);

        R renameContainer(RenameContainer action);

        R updateContainer(UpdateContainer action);

        R signalContainer(SignalContainer action);

        R pauseContainer(PauseContainer action);

        R unpauseContainer(UnpauseContainer action);

        R runHook(RunHook action);

        R connectNetwork(ConnectNetwork action);

        R disconnectNetwork(DisconnectNetwork action);

        R reconnectNetwork(ReconnectNetwork action);
    }
}
