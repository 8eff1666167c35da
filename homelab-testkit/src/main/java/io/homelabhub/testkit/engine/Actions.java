package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HookCommand;
import io.homelabhub.resource.NetworkAttachment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What each action does to the fake host. Time passes where the real engine takes it. */
final class Actions implements Action.Visitor<Effect> {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final int KILLED = 137;
    private static final Set<String> KILL = Set.of("KILL", "9");
    private static final Set<String> END = Set.of("TERM", "15", "INT", "2", "QUIT", "3");

    private final Host host;
    private final Processes processes;
    private final Images images;
    private final ActionProgress progress;
    private final Endpoints endpoints;
    private final NewContainers containers;

    Actions(Host host, Processes processes, Images images, ActionProgress progress) {
        this.host = host;
        this.processes = processes;
        this.images = images;
        this.progress = progress;
        this.endpoints = new Endpoints(host);
        this.containers = new NewContainers(host, endpoints);
    }

    @Override
    public Effect pullImage(Action.PullImage action) {
        return images.pull(action.reference(), progress);
    }

    @Override
    public Effect buildImage(Action.BuildImage action) {
        return images.build(action.build(), progress);
    }

    @Override
    public Effect tagImage(Action.TagImage action) {
        return images.tag(action.image(), action.reference());
    }

    @Override
    public Effect pushImage(Action.PushImage action) {
        return images.push(action.reference(), progress);
    }

    @Override
    public Effect removeImage(Action.RemoveImage action) {
        return images.remove(action.reference());
    }

    @Override
    public Effect createNetwork(Action.CreateNetwork action) {
        String name = action.network().name();
        if (host.network(name).isPresent()) {
            return Effect.ALREADY_SO;
        }
        host.addNetwork(name, action.network().labels(), action.network().settings());
        return Effect.DONE;
    }

    @Override
    public Effect removeNetwork(Action.RemoveNetwork action) {
        Optional<ObservedNetwork> found = host.network(action.network());
        if (found.isEmpty()) {
            return Effect.ALREADY_SO;
        }
        ObservedNetwork network = found.get();
        if (!host.activeIn(network.id()).isEmpty() || host.placesLeft.contains(network.id())) {
            throw new EngineException(
                    Kind.CONFLICT,
                    "error while removing network: network " + network.name() + " id " + network.id()
                            + " has active endpoints");
        }
        host.networks.remove(network.id());
        return Effect.DONE;
    }

    @Override
    public Effect createVolume(Action.CreateVolume action) {
        String name = action.volume().name();
        if (host.volumes.containsKey(name)) {
            return Effect.ALREADY_SO;
        }
        host.volumes.put(
                name,
                Host.volume(name, action.volume().labels(), action.volume().settings(), host.clock.now()));
        return Effect.DONE;
    }

    @Override
    public Effect removeVolume(Action.RemoveVolume action) {
        List<FakeContainer> users = host.using(action.volume());
        if (!users.isEmpty()) {
            throw new EngineException(
                    Kind.CONFLICT,
                    "remove " + action.volume() + ": volume is in use - "
                            + users.stream().map(user -> user.id).toList());
        }
        host.volumeFiles.remove(action.volume());
        return host.volumes.remove(action.volume()) == null ? Effect.ALREADY_SO : Effect.DONE;
    }

    @Override
    public Effect createContainer(Action.CreateContainer action) {
        ContainerSpec spec = action.container();
        requireFree(spec.name(), "");
        FakeImage image = host.image(spec.image())
                .orElseThrow(() -> new EngineException(Kind.NOT_FOUND, "No such image: " + spec.image()));
        spec.networks().stream().skip(1).forEach(more -> requireNetwork(more.network()));
        FakeContainer container = containers.of(spec, image);
        host.containers.put(container.id, container);
        host.tell(ContainerEvent.Kind.CREATE, container);
        return Effect.DONE;
    }

    private void requireNetwork(String name) {
        if (host.network(name).isEmpty()) {
            throw new EngineException(Kind.NOT_FOUND, "network " + name + " not found");
        }
    }

    private void requireFree(String name, String prefix) {
        host.containers.values().stream()
                .filter(container -> container.name.equals(name))
                .findFirst()
                .ifPresent(holder -> {
                    throw new EngineException(
                            Kind.CONFLICT,
                            prefix + "Conflict. The container name \"/" + name + "\" is already in use by container \""
                                    + holder.id + "\".");
                });
    }

    @Override
    public Effect startContainer(Action.StartContainer action) {
        FakeContainer container = host.container(action.container());
        if (container.state == ContainerState.PAUSED) {
            throw new EngineException(Kind.CONFLICT, "cannot start a paused container, try unpause instead");
        }
        if (container.apiSaysRunning()) {
            return Effect.ALREADY_SO;
        }
        container.backOff = Duration.ZERO;
        container.restarts = 0;
        processes.start(container);
        return Effect.DONE;
    }

    @Override
    public Effect stopContainer(Action.StopContainer action) {
        FakeContainer container = host.container(action.container());
        if (container.state == ContainerState.RESTARTING) {
            processes.stopBackOff(container);
            return Effect.DONE;
        }
        if (!container.isUp()) {
            return Effect.ALREADY_SO;
        }
        awaitEnd(container, action.timeout());
        return Effect.DONE;
    }

    private void awaitEnd(FakeContainer container, Optional<Duration> timeout) {
        Behaviour behaviour = host.behaviour(container);
        Duration limit = timeout.orElseGet(() -> ownTimeout(container));
        boolean obeys = behaviour.stopTime().compareTo(limit) <= 0;
        int run = container.run;
        container.stopAsked = true;
        host.pause(obeys ? behaviour.stopTime() : limit);
        boolean endedMeanwhile = !container.isUp() || container.run != run;
        if (!endedMeanwhile) {
            processes.stopped(container, obeys ? behaviour.stopCode() : KILLED);
        }
    }

    private static Duration ownTimeout(FakeContainer container) {
        long seconds = container.config.number("StopTimeout");
        return seconds == 0 ? STOP_TIMEOUT : Duration.ofSeconds(seconds);
    }

    @Override
    public Effect removeContainer(Action.RemoveContainer action) {
        Optional<FakeContainer> found = host.find(action.container());
        if (found.isEmpty()) {
            return Effect.ALREADY_SO;
        }
        FakeContainer container = found.get();
        if (container.isUp()) {
            processes.kill(container);
        }
        container.cancelTimers();
        host.containers.remove(container.id);
        if (action.anonymousVolumes()) {
            container.mounts.stream()
                    .filter(Actions::isAnonymous)
                    .filter(mount -> host.using(mount.source()).isEmpty())
                    .forEach(mount -> host.volumes.remove(mount.source()));
        }
        host.tell(ContainerEvent.Kind.DESTROY, container);
        return Effect.DONE;
    }

    private static boolean isAnonymous(ObservedMount mount) {
        return mount.type().equals("volume") && mount.source().matches("[0-9a-f]{64}");
    }

    @Override
    public Effect renameContainer(Action.RenameContainer action) {
        FakeContainer container = host.container(action.container());
        if (container.name.equals(action.name())) {
            return Effect.ALREADY_SO;
        }
        requireFree(action.name(), "Error when allocating new name: ");
        container.name = action.name();
        host.tell(ContainerEvent.Kind.RENAME, container);
        return Effect.DONE;
    }

    @Override
    public Effect updateContainer(Action.UpdateContainer action) {
        FakeContainer container = host.container(action.container());
        container.hostConfig = HostConfigs.updated(container.hostConfig, action.settings());
        return Effect.DONE;
    }

    @Override
    public Effect signalContainer(Action.SignalContainer action) {
        FakeContainer container = host.container(action.container());
        if (!container.isUp()) {
            throw new EngineException(
                    Kind.CONFLICT,
                    "Cannot kill container: " + action.container() + ": Container " + container.id + " is not running");
        }
        String signal = action.signal().toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
        container.signals.add(signal);
        if (KILL.contains(signal)) {
            processes.kill(container);
        } else if (END.contains(signal)) {
            processes.exit(container, host.behaviour(container).stopCode());
        }
        return Effect.DONE;
    }

    @Override
    public Effect pauseContainer(Action.PauseContainer action) {
        FakeContainer container = host.container(action.container());
        if (container.state == ContainerState.PAUSED) {
            return Effect.ALREADY_SO;
        }
        if (container.state != ContainerState.RUNNING) {
            throw new EngineException(Kind.CONFLICT, "Container " + container.id + " is not running");
        }
        container.state = ContainerState.PAUSED;
        return Effect.DONE;
    }

    @Override
    public Effect unpauseContainer(Action.UnpauseContainer action) {
        FakeContainer container = host.container(action.container());
        if (container.state != ContainerState.PAUSED) {
            return Effect.ALREADY_SO;
        }
        container.state = ContainerState.RUNNING;
        processes.goOn(container);
        return Effect.DONE;
    }

    @Override
    public Effect runHook(Action.RunHook action) {
        FakeContainer container = host.container(action.container());
        HookCommand hook = action.hook();
        if (container.state != ContainerState.RUNNING) {
            return notRunning(hook, container);
        }
        ProbeResult answer = host.behaviour(container)
                .answer(hook.command())
                .orElseGet(() -> new ProbeResult(ProbeResult.Verdict.PASSED, ""));
        if (answer.verdict() != ProbeResult.Verdict.PASSED) {
            throw new EngineException(
                    Kind.REJECTED,
                    "running " + hook + " in container " + container.name + ": it ended with exit code 1: "
                            + answer.output());
        }
        return Effect.DONE;
    }

    private static Effect notRunning(HookCommand hook, FakeContainer container) {
        if (hook.kind() == HookCommand.Kind.PRE_STOP) {
            return Effect.ALREADY_SO;
        }
        throw new EngineException(Kind.CONFLICT, "Container " + container.id + " is not running");
    }

    @Override
    public Effect connectNetwork(Action.ConnectNetwork action) {
        FakeContainer container = host.container(action.container());
        NetworkAttachment attachment = action.attachment();
        if (container.isUp()) {
            requireNetwork(attachment.network());
        }
        if (container.endpoints.containsKey(attachment.network())) {
            return Effect.ALREADY_SO;
        }
        endpoints.add(container, attachment);
        return Effect.DONE;
    }

    @Override
    public Effect disconnectNetwork(Action.DisconnectNetwork action) {
        Optional<ObservedNetwork> network = host.network(action.network());
        Optional<FakeContainer> container = host.find(action.container());
        boolean left = network.isPresent()
                && container.isPresent()
                && container.get().endpoints.remove(network.get().name()) != null;
        return left ? Effect.DONE : Effect.ALREADY_SO;
    }

    @Override
    public Effect reconnectNetwork(Action.ReconnectNetwork action) {
        FakeContainer container = host.container(action.container());
        NetworkAttachment attachment = action.attachment();
        requireNetwork(attachment.network());
        container.endpoints.remove(attachment.network());
        endpoints.add(container, attachment);
        return Effect.DONE;
    }
}
