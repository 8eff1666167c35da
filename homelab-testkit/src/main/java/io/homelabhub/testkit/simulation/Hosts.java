package io.homelabhub.testkit.simulation;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedNetwork;
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
    private final Map<String, String> ours;
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

    /** Name and life of each container by id. What died by itself since is the engine's business. */
    private static Map<String, String> ours(Stage stage) {
        Map<String, String> found = new TreeMap<>();
        for (ObservedContainer container : stage.containers()) {
            boolean up = container.state() == ContainerState.RUNNING || container.state() == ContainerState.RESTARTING;
            found.put(container.id(), container.name() + (up ? " up" : " down"));
        }
        stage.engine.networks().stream()
                .filter(network -> network.name().startsWith(Revision.PROJECT))
                .map(ObservedNetwork::id)
                .forEach(id -> found.put(id, "network"));
        return found;
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

    void requireStrangersUntouched() {
        Map<String, String> now = strangers(stage);
        Checks.require(4, now.equals(strangers), () -> "what belongs to others was " + strangers + ", is " + now);
        List<String> running = stage.engine.running();
        Checks.require(
                4,
                running.containsAll(Set.of("stranger", "other-a-1"))
                        || stage.world.trouble().kind() == World.Trouble.Mishap.ENGINE_RESTART,
                () -> "of others' containers only these run: " + running);
    }

    void requireVolumesKept() {
        Map<String, Object> now = volumes(stage);
        Checks.require(
                5, now.entrySet().containsAll(volumes.entrySet()), () -> "volumes were " + volumes + ", are " + now);
    }

    /** Networks and volumes that were made for the first time may stay: they are empty. */
    void requireRestored() {
        Map<String, String> now = ours(stage);
        now.values().removeIf("network"::equals);
        Map<String, String> then = new TreeMap<>(ours);
        then.values().removeIf("network"::equals);
        Checks.require(
                6, now.equals(then), () -> "before the run that was taken back there were " + then + ", now " + now);
    }
}
