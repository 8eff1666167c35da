package io.homelabhub.testkit.simulation;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.observed.Restarts;
import io.homelabhub.resource.ComposeLabels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the host was at one moment, to be held against how it is now. */
final class Hosts {
    private final Stage stage;
    private final Map<String, String> strangers;
    private final Map<String, Seen> ours;
    private final Map<String, Object> volumes;
    private final Map<String, Duration> waiting;

    private Hosts(Stage stage) {
        this.stage = stage;
        strangers = strangers(stage);
        ours = ours(stage);
        volumes = volumes(stage);
        waiting = waiting(stage);
    }

    static Hosts of(Stage stage) {
        return new Hosts(stage);
    }

    private static Map<String, String> strangers(Stage stage) {
        Map<String, String> found = new TreeMap<>();
        for (ObservedContainer container : stage.engine.containers()) {
            boolean ours = container.label(ComposeLabels.PROJECT).equals(Optional.of(Revision.PROJECT));
            if (!ours) {
                found.put(container.id(), container.name() + " " + container.labels() + container.networks());
            }
        }
        stage.engine.networks().stream()
                .filter(network -> network.name().startsWith("stranger"))
                .forEach(network -> found.put(network.id(), network.name()));
        return found;
    }

    /** How each container of the project's is, by id. What died by itself since is the engine's business. */
    private static Map<String, Seen> ours(Stage stage) {
        return stage.containers().stream()
                .collect(Collectors.toMap(ObservedContainer::id, Seen::of, (one, same) -> one, TreeMap::new));
    }

    private record Seen(String name, boolean up, Map<String, String> labels, String settings) {
        static Seen of(ObservedContainer container) {
            boolean up = container.state() == ContainerState.RUNNING || container.state() == ContainerState.RESTARTING;
            String settings = container
                    .inspection()
                    .map(all -> all.object("HostConfig").toString())
                    .orElse("");
            return new Seen(container.name(), up, container.labels(), settings);
        }

        String service() {
            return labels.getOrDefault(ComposeLabels.SERVICE, name);
        }

        @Override
        public String toString() {
            return name + (up ? " up" : " down");
        }
    }

    /** What only names a folder loses nothing by being made anew, and has another folder then. */
    private static Map<String, Object> volumes(Stage stage) {
        return stage.engine.volumes().stream()
                .collect(Collectors.toMap(
                        ObservedVolume::name,
                        volume -> String.valueOf(
                                volume.settings().get(isRemade(stage, volume) ? "Options" : "CreatedAt"))));
    }

    private static boolean isRemade(Stage stage, ObservedVolume volume) {
        return remade(stage).map(Revision::volumeName).anyMatch(volume.name()::equals);
    }

    private static Stream<Service> remade(Stage stage) {
        return Revision.second(stage.world).services().stream().filter(Revision.second(stage.world)::isRemade);
    }

    /** How long what waits to be started again was up, by service and number. */
    private static Map<String, Duration> waiting(Stage stage) {
        return stage.containers().stream()
                .filter(container -> container.state() == ContainerState.RESTARTING)
                .collect(Collectors.toMap(
                        Hosts::place,
                        container ->
                                Restarts.of(container).map(Restarts::lasted).orElse(Duration.ZERO),
                        (one, other) -> one));
    }

    private static String place(ObservedContainer container) {
        return container.label(ComposeLabels.SERVICE).orElse("")
                + container.label(ComposeLabels.CONTAINER_NUMBER).orElse("");
    }

    /** How long it was up that was there in a container's place, and waited to be started again. */
    Duration lasted(ObservedContainer container) {
        return waiting.getOrDefault(place(container), Duration.ZERO);
    }

    boolean hasContainer(String id) {
        return ours.containsKey(id);
    }

    /** Whether there was a container of this id that is not made again as it was if need be. */
    boolean hasContainerForGood(String id) {
        Set<String> again = madeAgain();
        return Optional.ofNullable(ours.get(id))
                .filter(seen -> !again.contains(seen.service()))
                .isPresent();
    }

    /** Whether there was a container of this id, and of this name already. */
    boolean knows(String id, String name) {
        return Optional.ofNullable(ours.get(id))
                .filter(seen -> seen.name().equals(name))
                .isPresent();
    }

    /** The services of which a container was up, and none is. */
    List<String> lost() {
        Map<String, Seen> now = ours(stage);
        Set<String> served =
                now.values().stream().filter(Seen::up).map(Seen::service).collect(Collectors.toSet());
        return ours.values().stream()
                .filter(Seen::up)
                .filter(seen -> !served.contains(seen.service()))
                .map(Seen::service)
                .toList();
    }

    void requireStrangersUntouched() {
        Map<String, String> now = strangers(stage);
        Checks.require(4, now.equals(strangers), () -> "what belongs to others was " + strangers + ", is " + now);
        List<String> running = stage.engine.running();
        Checks.require(
                4,
                running.containsAll(Set.of("stranger", "other-a-1"))
                        || stage.world.trouble().kind().isOfEngine(),
                () -> "of others' containers only these run: " + running);
    }

    void requireVolumesKept() {
        Map<String, Object> now = volumes(stage);
        Map<String, Object> kept = new TreeMap<>(volumes);
        remade(stage).map(Revision::volumeName).forEach(kept::remove);
        kept.keySet().removeIf(Guard::isRecord);
        Checks.require(5, now.entrySet().containsAll(kept.entrySet()), () -> "volumes were " + kept + ", are " + now);
    }

    /** Whether a container of the project's is not there any more. */
    boolean isAnyRemoved() {
        return !ours(stage).keySet().containsAll(ours.keySet());
    }

    /** Networks and volumes that were made for the first time may stay: they are empty. */
    void requireRestored() {
        Map<String, Seen> now = restored(ours(stage));
        Map<String, Seen> then = restored(ours);
        Checks.require(
                6, now.equals(then), () -> "before the run that was taken back there were " + then + ", now " + now);
        Map<String, Object> volumesNow = volumes(stage);
        Checks.require(
                6,
                volumesNow.entrySet().containsAll(volumes.entrySet()),
                () -> "before the run that was taken back volumes were " + volumes + ", are " + volumesNow);
    }

    private Set<String> madeAgain() {
        Revision second = Revision.second(stage.world);
        return second.services().stream()
                .filter(second::isMadeAgain)
                .map(Service::name)
                .collect(Collectors.toSet());
    }

    /** What held on to a volume that is made anew is itself made again: it has its name, and another id. */
    private Map<String, Seen> restored(Map<String, Seen> some) {
        Set<String> again = madeAgain();
        Map<String, Seen> restored = new TreeMap<>();
        some.forEach((id, seen) -> restored.put(again.contains(seen.service()) ? seen.name() : id, seen));
        return restored;
    }
}
