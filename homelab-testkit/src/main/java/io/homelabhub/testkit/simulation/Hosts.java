package io.homelabhub.testkit.simulation;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.resource.ComposeLabels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the host was at one moment, to be held against how it is now. */
final class Hosts {
    private final Stage stage;
    private final Map<String, String> strangers;
    private final Map<String, Seen> ours;
    private final Map<String, Object> volumes;

    private Hosts(Stage stage) {
        this.stage = stage;
        strangers = strangers(stage);
        ours = ours(stage);
        volumes = volumes(stage);
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

    private static Map<String, Object> volumes(Stage stage) {
        return stage.engine.volumes().stream()
                .collect(Collectors.toMap(
                        ObservedVolume::name,
                        volume -> String.valueOf(volume.settings().get("CreatedAt"))));
    }

    boolean hasContainer(String id) {
        return ours.containsKey(id);
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
        Checks.require(
                5, now.entrySet().containsAll(volumes.entrySet()), () -> "volumes were " + volumes + ", are " + now);
    }

    /** Whether a container of the project's is not there any more. */
    boolean isAnyRemoved() {
        return !ours(stage).keySet().containsAll(ours.keySet());
    }

    /** Networks and volumes that were made for the first time may stay: they are empty. */
    void requireRestored() {
        Map<String, Seen> now = ours(stage);
        Checks.require(
                6, now.equals(ours), () -> "before the run that was taken back there were " + ours + ", now " + now);
    }
}
