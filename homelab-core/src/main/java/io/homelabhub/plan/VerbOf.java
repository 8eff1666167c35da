package io.homelabhub.plan;

/** The verb of each action. */
final class VerbOf implements Action.Visitor<Verb> {
    static final VerbOf EACH = new VerbOf();

    private VerbOf() {}

    @Override
    public Verb pullImage(Action.PullImage action) {
        return Verb.PULL;
    }

    @Override
    public Verb buildImage(Action.BuildImage action) {
        return Verb.BUILD;
    }

    @Override
    public Verb tagImage(Action.TagImage action) {
        return Verb.TAG;
    }

    @Override
    public Verb pushImage(Action.PushImage action) {
        return Verb.PUSH;
    }

    @Override
    public Verb removeImage(Action.RemoveImage action) {
        return Verb.REMOVE;
    }

    @Override
    public Verb createNetwork(Action.CreateNetwork action) {
        return Verb.CREATE;
    }

    @Override
    public Verb removeNetwork(Action.RemoveNetwork action) {
        return Verb.REMOVE;
    }

    @Override
    public Verb createVolume(Action.CreateVolume action) {
        return Verb.CREATE;
    }

    @Override
    public Verb removeVolume(Action.RemoveVolume action) {
        return Verb.REMOVE;
    }

    @Override
    public Verb createContainer(Action.CreateContainer action) {
        return Verb.CREATE;
    }

    @Override
    public Verb startContainer(Action.StartContainer action) {
        return Verb.START;
    }

    @Override
    public Verb stopContainer(Action.StopContainer action) {
        return Verb.STOP;
    }

    @Override
    public Verb removeContainer(Action.RemoveContainer action) {
        return Verb.REMOVE;
    }

    @Override
    public Verb renameContainer(Action.RenameContainer action) {
        return Verb.RENAME;
    }

    @Override
    public Verb updateContainer(Action.UpdateContainer action) {
        return Verb.UPDATE;
    }

    @Override
    public Verb signalContainer(Action.SignalContainer action) {
        return Verb.SIGNAL;
    }

    @Override
    public Verb pauseContainer(Action.PauseContainer action) {
        return Verb.PAUSE;
    }

    @Override
    public Verb unpauseContainer(Action.UnpauseContainer action) {
        return Verb.UNPAUSE;
    }

    @Override
    public Verb runHook(Action.RunHook action) {
        return Verb.RUN;
    }

    @Override
    public Verb connectNetwork(Action.ConnectNetwork action) {
        return Verb.CONNECT;
    }

    @Override
    public Verb disconnectNetwork(Action.DisconnectNetwork action) {
        return Verb.DISCONNECT;
    }

    @Override
    public Verb reconnectNetwork(Action.ReconnectNetwork action) {
        return Verb.RECONNECT;
    }
}
