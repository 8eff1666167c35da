package io.homelabhub.docker;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.plan.Action;
import io.homelabhub.time.Timing;
import java.util.function.Supplier;

/** Hands each action to the class that carries it out. */
final class ActionVisitor implements Action.Visitor<Effect> {
    private final Parts parts;
    private final ActionProgress progress;

    ActionVisitor(Parts parts, ActionProgress progress) {
        this.parts = parts;
        this.progress = progress;
    }

    @Override
    public Effect pullImage(Action.PullImage action) {
        return naming(() -> parts.pull().pull(action, progress));
    }

    @Override
    public Effect buildImage(Action.BuildImage action) {
        return naming(() -> parts.build().build(action.build(), progress));
    }

    @Override
    public Effect tagImage(Action.TagImage action) {
        return naming(() -> parts.tags().tag(action));
    }

    /** Whatever comes of it, a name may stand for another image from then on. */
    private Effect naming(Supplier<Effect> action) {
        try {
            return action.get();
        } finally {
            parts.known().forget();
        }
    }

    @Override
    public Effect pushImage(Action.PushImage action) {
        return parts.push().push(action, progress);
    }

    @Override
    public Effect removeImage(Action.RemoveImage action) {
        return naming(() -> parts.tags().remove(action));
    }

    @Override
    public Effect createNetwork(Action.CreateNetwork action) {
        return parts.networks().create(action);
    }

    @Override
    public Effect removeNetwork(Action.RemoveNetwork action) {
        return parts.networks().remove(action);
    }

    @Override
    public Effect createVolume(Action.CreateVolume action) {
        return parts.volumes().create(action);
    }

    @Override
    public Effect removeVolume(Action.RemoveVolume action) {
        return parts.volumes().remove(action);
    }

    @Override
    public Effect createContainer(Action.CreateContainer action) {
        return parts.creation().create(action);
    }

    @Override
    public Effect startContainer(Action.StartContainer action) {
        return parts.containers().start(action);
    }

    @Override
    public Effect stopContainer(Action.StopContainer action) {
        return parts.containers().stop(action);
    }

    @Override
    public Effect removeContainer(Action.RemoveContainer action) {
        return parts.containers().remove(action);
    }

    @Override
    public Effect renameContainer(Action.RenameContainer action) {
        return parts.containers().rename(action);
    }

    @Override
    public Effect updateContainer(Action.UpdateContainer action) {
        return parts.containers().update(action);
    }

    @Override
    public Effect signalContainer(Action.SignalContainer action) {
        return parts.containers().signal(action);
    }

    @Override
    public Effect pauseContainer(Action.PauseContainer action) {
        return parts.containers().pause(action);
    }

    @Override
    public Effect unpauseContainer(Action.UnpauseContainer action) {
        return parts.containers().unpause(action);
    }

    @Override
    public Effect runHook(Action.RunHook action) {
        return parts.execution().run(action);
    }

    @Override
    public Effect connectNetwork(Action.ConnectNetwork action) {
        return parts.networks().connect(action);
    }

    @Override
    public Effect disconnectNetwork(Action.DisconnectNetwork action) {
        return parts.networks().disconnect(action);
    }

    @Override
    public Effect reconnectNetwork(Action.ReconnectNetwork action) {
        return parts.networks().reconnect(action);
    }

    /** Who carries out what. */
    record Parts(
            KnownImages known,
            ImagePull pull,
            ImageBuilder build,
            ImagePush push,
            ImageTags tags,
            NetworkActions networks,
            VolumeActions volumes,
            ContainerActions containers,
            ContainerCreation creation,
            Execution execution) {
        static Parts of(
                DockerApi api,
                KnownImages known,
                Names names,
                StreamClient streams,
                Credentials credentials,
                Execution execution,
                Timing timing) {
            PortRanges portRanges = new PortRanges(api);
            NetworkActions networks = new NetworkActions(api, names);
            ContainerActions containers = new ContainerActions(api, names, portRanges);
            return new Parts(
                    known,
                    new ImagePull(api, streams, credentials),
                    new ImageBuilder(api, streams, credentials, timing),
                    new ImagePush(api, streams, credentials),
                    new ImageTags(api),
                    networks,
                    new VolumeActions(api),
                    containers,
                    new ContainerCreation(api, known, networks, containers, portRanges),
                    execution);
        }
    }
}
