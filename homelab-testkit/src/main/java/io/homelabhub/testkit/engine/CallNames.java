package io.homelabhub.testkit.engine;

import io.homelabhub.plan.Action;
import io.homelabhub.resource.ComposeLabels;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Everything that an action's target is known by. */
final class CallNames implements Action.Visitor<Set<String>> {
    private final Host host;

    CallNames(Host host) {
        this.host = host;
    }

    Set<String> ofContainer(String idOrName) {
        Set<String> names = new TreeSet<>(Set.of(idOrName));
        host.find(idOrName).ifPresent(container -> {
            names.add(container.id);
            names.add(container.name);
            service(container.labels()).ifPresent(names::add);
        });
        return names;
    }

    private static Optional<String> service(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(ComposeLabels.SERVICE));
    }

    @Override
    public Set<String> pullImage(Action.PullImage action) {
        return Set.of(action.reference());
    }

    @Override
    public Set<String> buildImage(Action.BuildImage action) {
        return Set.of(action.build().tag());
    }

    @Override
    public Set<String> tagImage(Action.TagImage action) {
        return Set.of(action.reference());
    }

    @Override
    public Set<String> pushImage(Action.PushImage action) {
        return Set.of(action.reference());
    }

    @Override
    public Set<String> removeImage(Action.RemoveImage action) {
        return Set.of(action.reference());
    }

    @Override
    public Set<String> createNetwork(Action.CreateNetwork action) {
        return Set.of(action.network().name());
    }

    @Override
    public Set<String> removeNetwork(Action.RemoveNetwork action) {
        Set<String> names = new TreeSet<>(Set.of(action.network()));
        host.network(action.network()).ifPresent(network -> names.add(network.name()));
        return names;
    }

    @Override
    public Set<String> createVolume(Action.CreateVolume action) {
        return Set.of(action.volume().name());
    }

    @Override
    public Set<String> removeVolume(Action.RemoveVolume action) {
        return Set.of(action.volume());
    }

    @Override
    public Set<String> createContainer(Action.CreateContainer action) {
        Set<String> names = new TreeSet<>(Set.of(action.container().name()));
        service(action.container().labels()).ifPresent(names::add);
        return names;
    }

    @Override
    public Set<String> startContainer(Action.StartContainer action) {
        return ofContainer(action.container());
    }

    @Override
    public Set<String> stopContainer(Action.StopContainer action) {
        return ofContainer(action.container());
    }

    @Override
    public Set<String> removeContainer(Action.RemoveContainer action) {
        return ofContainer(action.container());
    }

    @Override
    public Set<String> renameContainer(Action.RenameContainer action) {
        return ofContainer(action.container());
    }

    @Override
    public Set<String> updateContainer(Action.UpdateContainer action) {
        return ofContainer(action.container());
    }

    @Override
    public Set<String> signalContainer(Action.SignalContainer action) {
        return ofContainer(action.container());
    }

    @Override
    public Set<String> pauseContainer(Action.PauseContainer action) {
        return ofContainer(action.container());
    }

    @Override
    public Set<String> unpauseContainer(Action.UnpauseContainer action) {
        return ofContainer(action.container());
    }

    @Override
    public Set<String> runHook(Action.RunHook action) {
        Set<String> names = new TreeSet<>(ofContainer(action.container()));
        names.add(action.hook().toString());
        return names;
    }

    @Override
    public Set<String> connectNetwork(Action.ConnectNetwork action) {
        return ofContainer(action.container());
    }

    @Override
    public Set<String> disconnectNetwork(Action.DisconnectNetwork action) {
        return ofContainer(action.container());
    }

    @Override
    public Set<String> reconnectNetwork(Action.ReconnectNetwork action) {
        return ofContainer(action.container());
    }
}
