package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.EngineEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.Watch;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.ImageName;
import io.homelabhub.testkit.time.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that is on the fake host. Only the thread that has the clock's turn touches it. */
final class Host {
    final VirtualClock clock;
    final Random random;
    final Ids ids;
    final Map<String, FakeContainer> containers = new LinkedHashMap<>();
    final Map<String, ObservedNetwork> networks = new LinkedHashMap<>();
    final Map<String, ObservedVolume> volumes = new TreeMap<>();
    final Map<String, FakeFiles> volumeFiles = new TreeMap<>();
    /** By id. */
    final Map<String, FakeImage> images = new LinkedHashMap<>();
    /** Image ids by canonical reference. */
    final Map<String, String> tags = new TreeMap<>();

    /** The projects for which images were built, by id. */
    final Map<String, String> built = new TreeMap<>();

    /** How often somebody has edited what is built under a name. */
    final Map<String, Integer> edits = new TreeMap<>();

    final Map<String, LockHolder> locks = new TreeMap<>();
    /** Of the newest image of each name, be it here or not. */
    private final Map<String, Behaviour> imageBehaviours = new TreeMap<>();
    /** Of each image that was ever here under a name. */
    private final Map<TaggedImage, Behaviour> behavioursHere = new HashMap<>();

    final Map<List<String>, Behaviour> commandBehaviours = new HashMap<>();
    final Map<String, Behaviour> containerBehaviours = new TreeMap<>();
    final List<ContainerEvent> events = new ArrayList<>();
    final List<FakeWatch> watches = new CopyOnWriteArrayList<>();
    final List<FakeSession> sessions = new CopyOnWriteArrayList<>();
    final List<FakeLogStream> logs = new CopyOnWriteArrayList<>();
    /** What tells of events and of what containers use. */
    final List<Watch> streams = new CopyOnWriteArrayList<>();
    /** All that has happened, in the engine's words. */
    final List<EngineEvent> history = new ArrayList<>();

    final Set<Path> absentPaths = new HashSet<>();
    final Ports ports = new Ports();
    final Addresses addresses = new Addresses(this);
    String apiVersion = "1.41";
    String endpoint = "fake://memory";
    /** By how much its clock is ahead of everybody else's. */
    Duration ahead = Duration.ZERO;

    EngineProfile profile = EngineProfile.DOCKER;
    /** Networks that keep the place of a container that is gone, by id. */
    final Set<String> placesLeft = new HashSet<>();

    EventFaults eventFaults = EventFaults.NONE;
    boolean diskIsFull;
    boolean isDown;

    private record TaggedImage(String reference, String id) {
        static TaggedImage of(String reference, String id) {
            return new TaggedImage(ImageName.canonical(reference), id);
        }
    }

    Host(VirtualClock clock, long seed) {
        this.clock = clock;
        random = new Random(seed);
        ids = new Ids(seed);
        for (String name : List.of("bridge", "host", "none")) {
            addNetwork(name, Map.of(), Api.object("Driver", name.equals("none") ? "null" : name));
        }
    }

    Optional<FakeContainer> find(String idOrName) {
        FakeContainer byId = containers.get(idOrName);
        if (byId != null) {
            return Optional.of(byId);
        }
        return containers.values().stream()
                .filter(container -> container.name.equals(idOrName))
                .findFirst();
    }

    FakeContainer container(String idOrName) {
        return find(idOrName).orElseThrow(() -> new EngineException(Kind.NOT_FOUND, "No such container: " + idOrName));
    }

    Optional<ObservedNetwork> network(String idOrName) {
        ObservedNetwork byId = networks.get(idOrName);
        if (byId != null) {
            return Optional.of(byId);
        }
        return networks.values().stream()
                .filter(network -> network.name().equals(idOrName))
                .findFirst();
    }

    ObservedNetwork addNetwork(String name, Map<String, String> labels, ApiObject given) {
        ApiObject defaults = Api.object(
                "Scope",
                "local",
                "Driver",
                "bridge",
                "EnableIPv6",
                false,
                "IPAM",
                Api.object("Driver", "default", "Options", null, "Config", List.of(subnet(networks.size()))),
                "Internal",
                false,
                "Attachable",
                false,
                "Options",
                ApiObject.EMPTY);
        ApiObject settings = Api.merged(defaults, given.without("CheckDuplicate"));
        ApiObject ipam = Api.merged(defaults.object("IPAM"), given.object("IPAM"));
        ObservedNetwork network = new ObservedNetwork(ids.next(), name, labels, settings.with("IPAM", ipam));
        networks.put(network.id(), network);
        return network;
    }

    private static ApiObject subnet(int number) {
        return Api.object("Subnet", "172." + (17 + number) + ".0.0/16", "Gateway", "172." + (17 + number) + ".0.1");
    }

    /** The files in a volume, whoever mounts it. */
    FakeFiles volumeFiles(String volume) {
        return volumeFiles.computeIfAbsent(volume, any -> new FakeFiles(List.of()));
    }

    static ObservedVolume volume(String name, Map<String, String> labels, ApiObject given, Instant created) {
        ApiObject defaults =
                Api.object("CreatedAt", created.toString(), "Driver", "local", "Options", null, "Scope", "local");
        ApiObject options = given.object("DriverOpts");
        ApiObject settings = Api.merged(defaults, given.without("DriverOpts"));
        return new ObservedVolume(name, labels, options.isEmpty() ? settings : settings.with("Options", options));
    }

    /** Images that were built for a project, and that no name stands for. */
    Set<String> unnamedImages(String project) {
        Set<String> unnamed = new TreeSet<>();
        built.forEach((id, owner) -> {
            if (owner.equals(project) && images.containsKey(id) && !tags.containsValue(id)) {
                unnamed.add(id);
            }
        });
        return unnamed;
    }

    Optional<FakeImage> image(String reference) {
        String id = reference.startsWith("sha256:") ? reference : tags.get(ImageName.canonical(reference));
        return Optional.ofNullable(id).map(images::get);
    }

    Behaviour imageBehaviour(String reference) {
        return imageBehaviours.computeIfAbsent(ImageName.canonical(reference), any -> new Behaviour());
    }

    /** From now on something else can be said of the image of this name; what is here under it goes on as it does. */
    void imageBehavesAnew(String reference) {
        imageBehaviours.computeIfPresent(reference, (same, before) -> before.copy());
    }

    /** Makes a reference stand for an image, which is here then. */
    void tag(String reference, String id) {
        Behaviour behaviour = imageBehaviour(reference);
        behavioursHere.putIfAbsent(TaggedImage.of(reference, id), behaviour);
        images.computeIfAbsent(id, any -> new FakeImage(id, behaviour.config()));
        tags.put(ImageName.canonical(reference), id);
    }

    /** What a container does: as said for itself, else for its command, else for its image. */
    Behaviour behaviour(FakeContainer container) {
        return Optional.ofNullable(containerBehaviours.get(container.name))
                .or(() -> Optional.ofNullable(commandBehaviours.get(container.config.strings("Cmd"))))
                .or(() -> Optional.ofNullable(behavioursHere.get(TaggedImage.of(container.image, container.imageId))))
                .orElseGet(() -> imageBehaviour(container.image));
    }

    /** The containers with an active place in a network. */
    List<FakeContainer> activeIn(String networkId) {
        return containers.values().stream()
                .filter(FakeContainer::isUp)
                .filter(container -> container.endpoints.values().stream()
                        .anyMatch(endpoint -> endpoint.networkId().equals(networkId)))
                .toList();
    }

    List<FakeContainer> using(String volume) {
        return containers.values().stream()
                .filter(container -> container.mounts.stream()
                        .anyMatch(mount ->
                                mount.type().equals("volume") && mount.source().equals(volume)))
                .toList();
    }

    void tell(ContainerEvent.Kind kind, FakeContainer container) {
        tell(kind, container, Optional.empty());
    }

    void tell(ContainerEvent.Kind kind, FakeContainer container, Optional<Integer> exitCode) {
        ContainerEvent event = new ContainerEvent(kind, container.id, container.name, exitCode, clock.now());
        events.add(event);
        watches.forEach(watch -> watch.tell(event, container.labels()));
        history.add(FakeEventStream.inWords(event, container));
    }

    boolean lacks(String path) {
        return absentPaths.stream().anyMatch(Path.of(path)::startsWith);
    }

    boolean startIntervalHonoured() {
        return Integer.parseInt(apiVersion.substring(apiVersion.indexOf('.') + 1)) >= 44;
    }

    /** Waits until the calling thread is interrupted. */
    void hang() {
        try {
            clock.mailbox().take();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Lets virtual time pass in a call, as the engine's work does. */
    void pause(Duration time) {
        try {
            clock.sleep(time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static EngineException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new EngineException(Kind.INTERRUPTED, "the calling thread was interrupted", "", cause);
    }
}
