package io.homelabhub.testkit.fleet;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.fleet.FleetPlan;
import io.homelabhub.fleet.FleetResult;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.Ending;
import io.homelabhub.run.OnFailure;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.FakeHosts;
import io.homelabhub.testkit.engine.RandomFaults;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A world's engines and files, the three deploys and the undeploys that it sees, and what has to hold after each. */
final class FleetStage {
    /** A container of somebody else's, on each host. */
    static final String OTHERS = "others-web-1";

    private final FleetWorld world;
    private final FleetBug bug;
    private final Path folder;
    private final VirtualClock clock;
    private final List<FakeEngine> engines = new ArrayList<>();
    private final FakeHosts hosts = new FakeHosts();
    private final List<String> violations = new ArrayList<>();
    private int revision = 1;
    private boolean killed;
    private boolean undeploying;

    FleetStage(FleetWorld world, FleetBug bug, Path folder) {
        this.world = world;
        this.bug = bug;
        this.folder = folder;
        this.clock = VirtualClock.seeded(world.seed());
        for (int i = 0; i < world.hosts(); i++) {
            FakeEngine engine = new FakeEngine(clock, world.seed() * 31 + i).reachedAt(FleetWorld.endpoint(i));
            engines.add(engine);
            hosts.with(FleetWorld.endpoint(i), engine);
            FakeEngine unused = engine.given(OTHERS)
                    .madeByCompose("others", "web", "0")
                    .mount("data-" + i, "/data")
                    .running();
            for (FleetWorld.Service service : world.services()) {
                engine.has(service.image(1), service.image(2), service.image(3));
                if (service.isSick(2)) {
                    engine.image(service.image(2)).neverHealthy();
                }
            }
        }
    }

    /** Everything that did not hold, in the order in which it was found. */
    List<String> play() {
        try {
            Files.createDirectories(folder.resolve("orchestration"));
            write("hosts.yaml", world.hostsFile());
            write("services.yaml", world.catalog());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Optional<FleetResult> first = deploy(1, OnFailure.ROLLBACK);
        require(first.map(FleetResult::ending).equals(Optional.of(Ending.APPLIED)), "the first deploy: " + text(first));
        requireThere(1);
        Map<String, String> before = up();
        beset(world.trouble());
        Optional<FleetResult> second = deploy(2, world.onFailure());
        requireTold(second, before);
        requireOnceEach();
        repair(world.trouble());
        Optional<FleetResult> third = deploy(3, OnFailure.ROLLBACK);
        require(
                third.filter(result -> result.ending().isSuccess()).isPresent(),
                "the repairing deploy: " + text(third));
        requireThere(3);
        requireOnceEach();
        require(plan(OnFailure.ROLLBACK).isEmpty(), "something is left to do after the repairing deploy");
        playUndeploys();
        requireOthersUntouched();
        return violations;
    }

    /** One in trouble, one that finishes what it began, and one that has nothing to do. */
    private void playUndeploys() {
        undeploying = true;
        Map<String, String> before = up();
        if (removal().isRefused()) {
            require(world.refusesUndeploy(), "refused, though nothing that stays needs what goes");
            require(up().equals(before), "refused, and up are " + up() + ", not " + before);
            return;
        }
        require(!world.refusesUndeploy(), "not refused, though something that stays needs what goes");
        beset(world.undeploy().trouble());
        Optional<FleetResult> first = undeploy();
        if (!killed && first.filter(result -> result.ending().isSuccess()).isPresent()) {
            requireGone();
        }
        repair(world.undeploy().trouble());
        Optional<FleetResult> second = undeploy();
        require(
                second.filter(result -> result.ending().isSuccess()).isPresent(),
                "the undeploy that goes on: " + text(second));
        requireGone();
        before.keySet().removeAll(world.going());
        require(up().equals(before), "after the undeploy up are " + up() + ", not " + before);
        require(removal().isEmpty(), "something is left to do after the undeploy");
    }

    /** @return empty if it did not start */
    private Optional<FleetResult> undeploy() {
        try {
            return Optional.of(removal().run(new Cancellation()));
        } catch (EngineException outOfReach) {
            return Optional.empty();
        }
    }

    private FleetPlan removal() {
        Set<String> data = world.undeploy().data()
                ? world.going().stream().map(FleetStage::data).collect(Collectors.toSet())
                : Set.of();
        return lab().fleet()
                .plan(RemovalRequest.of(world.undeploy().names())
                        .withDependents(world.undeploy().withDependents())
                        .withVolumes(data));
    }

    /** Of what was to go nothing is there, and of its data what was to stay. */
    private void requireGone() {
        for (String name : world.going()) {
            FleetWorld.Service service = world.service(name);
            require(of(service).isEmpty(), name + " is still there: " + of(service));
            boolean kept = engines.get(service.host()).volumes().stream()
                    .anyMatch(volume -> volume.name().equals(data(name)));
            require(kept != world.undeploy().data(), "the data of " + name + (kept ? " is still there" : " is lost"));
        }
    }

    /** The volume of a service. */
    private static String data(String service) {
        return "lab_data-" + service;
    }

    private void requireOthersUntouched() {
        for (FakeEngine engine : engines) {
            require(
                    engine.running().contains(OTHERS)
                            && engine.volumes().stream()
                                    .anyMatch(volume -> volume.name().startsWith("data-")),
                    "what is another's was touched");
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("orchestration").resolve(name), text);
    }

    private void beset(FleetWorld.Trouble trouble) {
        for (int i = 0; i < engines.size(); i++) {
            if (trouble.faults() > 0) {
                engines.get(i).meeting(new RandomFaults(world.seed() + i, trouble.faults()));
            }
        }
        if (trouble.cut() >= 0) {
            FakeEngine cut = engines.get(trouble.cut());
            VirtualClock.Timer unusedBegin =
                    clock.after(trouble.cutAt(), () -> cut.troubles().engineIsUnreachable());
            VirtualClock.Timer unusedEnd = clock.after(
                    trouble.cutAt().plus(trouble.cutFor()), () -> cut.troubles().engineIsReachable());
        }
        if (!trouble.killedAt().isZero()) {
            VirtualClock.Timer unusedKill = clock.after(trouble.killedAt(), () -> killed = true);
        }
    }

    private void repair(FleetWorld.Trouble trouble) {
        clock.advance(trouble.cutFor().plus(trouble.cutAt()));
        killed = false;
        engines.forEach(engine -> {
            engine.meetingNoMoreFaults();
            engine.troubles().engineIsReachable();
        });
    }

    /** @return empty if it did not start */
    private Optional<FleetResult> deploy(int now, OnFailure onFailure) {
        revision = now;
        try {
            write("compose.base.yml", world.compose(now));
            return Optional.of(plan(onFailure).run(new Cancellation()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (EngineException outOfReach) {
            return Optional.empty();
        }
    }

    private FleetPlan plan(OnFailure onFailure) {
        return lab().fleet().plan(DeployRequest.of(List.of("all")).withOnFailure(onFailure));
    }

    private HomelabRuntime lab() {
        return Homelab.builder()
                .workingDirectory(folder)
                .environment(Map.of())
                .engine(provider())
                .timing(clock)
                .operator("ann@home")
                .build();
    }

    private EngineProvider provider() {
        return new EngineProvider() {
            @Override
            public String name() {
                return "fake hosts";
            }

            @Override
            public Engine open(EngineSettings settings) {
                int host = settings.hostName()
                        .map(name -> name.charAt(name.length() - 1) - '0')
                        .orElse(0);
                Engine engine = new WatchedEngine(hosts.open(settings), host, FleetStage.this);
                return undeploying || !bug.isOfUndeploys() ? bug.between(engine, host) : engine;
            }
        };
    }

    boolean isKilled() {
        return killed;
    }

    void violated(String what) {
        violations.add("seed " + world.seed() + ": " + what);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violated(otherwise);
        }
    }

    /** A container is stopped or removed by an undeploy: what needs it on other hosts has to be down. */
    void goes(String container, int host) {
        engines.get(host).containers().stream()
                .filter(one ->
                        undeploying && (one.id().equals(container) || one.name().equals(container)))
                .flatMap(one -> one.label(ComposeLabels.SERVICE).stream())
                .forEach(service -> world.services().stream()
                        .filter(other -> other.needs().contains(service) && other.host() != host)
                        .forEach(other -> require(
                                of(other).stream().noneMatch(one -> one.state() == ContainerState.RUNNING),
                                service + " goes, and " + other.name() + " on another host still runs")));
    }

    /** A container starts: what it needs on other hosts has to be there, and to be able to become healthy. */
    void starts(String container, int host) {
        Optional<ObservedContainer> starting = engines.get(host).containers().stream()
                .filter(one -> one.id().equals(container) || one.name().equals(container))
                .findFirst();
        starting.flatMap(one -> one.label(ComposeLabels.SERVICE))
                .map(world::service)
                .ifPresent(service -> {
                    boolean forward = starting.get().image().equals(service.image(revision));
                    for (String needed : service.needs()) {
                        FleetWorld.Service other = world.service(needed);
                        if (forward && service.changed() && other.host() != host) {
                            require(
                                    runs(other) && !other.isSick(revision),
                                    service.name() + " started, and " + needed + " on another host is not ready");
                        }
                    }
                });
    }

    private boolean runs(FleetWorld.Service service) {
        return of(service).stream()
                .anyMatch(one ->
                        one.state() == ContainerState.RUNNING && one.image().equals(service.image(revision)));
    }

    private List<ObservedContainer> of(FleetWorld.Service service) {
        return engines.get(service.host()).containers().stream()
                .filter(one -> one.label(ComposeLabels.SERVICE).equals(Optional.of(service.name())))
                .toList();
    }

    /** No service has containers on two hosts. */
    private void requireOnceEach() {
        for (int i = 0; i < engines.size(); i++) {
            int host = i;
            engines.get(i).containers().stream()
                    .filter(one -> !one.name().equals(OTHERS))
                    .forEach(one -> one.label(ComposeLabels.SERVICE)
                            .map(world::service)
                            .filter(service -> service.host() != host)
                            .ifPresent(service ->
                                    violated(service.name() + " is on " + FleetWorld.hostName(host) + ", too")));
        }
    }

    /** All is up, as the revision has it, and nothing else is. */
    private void requireThere(int now) {
        for (FleetWorld.Service service : world.services()) {
            List<ObservedContainer> there = of(service);
            require(
                    there.size() == 1
                            && there.get(0).state() == ContainerState.RUNNING
                            && there.get(0).image().equals(service.image(now)),
                    service.name() + " at revision " + now + ": "
                            + there.stream()
                                    .map(one -> one.name() + " " + one.state() + " " + one.image())
                                    .toList());
        }
    }

    /** The containers that run, with their images, by service. */
    private Map<String, String> up() {
        Map<String, String> up = new TreeMap<>();
        world.services().forEach(service -> of(service).stream()
                .filter(one -> one.state() == ContainerState.RUNNING)
                .forEach(one -> up.merge(service.name(), one.id(), (a, b) -> a + " " + b)));
        return up;
    }

    /** What the second deploy says of itself is so. */
    private void requireTold(Optional<FleetResult> result, Map<String, String> before) {
        if (killed || result.isEmpty()) {
            return; // nobody is there to be told
        }
        Ending ending = result.get().ending();
        if (ending.isSuccess()) {
            requireThere(2);
        } else if (ending == Ending.ROLLED_BACK) {
            require(up().equals(before), "rolled back, and up are " + up() + ", not " + before);
        }
        boolean sick = world.services().stream().anyMatch(service -> service.isSick(2));
        require(!(sick && ending.isSuccess()), "a success with something sick");
    }

    private static String text(Optional<FleetResult> result) {
        return result.map(one -> one.ending() + " " + one.failures()).orElse("did not start");
    }
}
