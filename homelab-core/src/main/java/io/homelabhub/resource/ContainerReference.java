package io.homelabhub.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Another container that the body of {@code POST /containers/create} names. The engine resolves the name to an id when it
 * creates the container, and from then on knows the other by that id alone.
 *
 * @param kind what is shared with the other
 * @param container its id or name
 */
public record ContainerReference(Kind kind, String container) {
    private static final String PREFIX = "container:";

    /** By the members of a HostConfig. */
    private static final SortedMap<String, Kind> NAMESPACES =
            new TreeMap<>(Map.of("NetworkMode", Kind.NETWORK, "IpcMode", Kind.IPC, "PidMode", Kind.PID));

    /** What can be shared. */
    public enum Kind {
        NETWORK("network_mode", "network"),
        IPC("ipc", "IPC namespace"),
        PID("pid", "PID namespace"),
        VOLUMES("volumes_from", "volumes"),
        /** A link on the engine's default bridge; on any other network a link is only a name. */
        LINK("links", "link");

        private final String key;
        private final String text;

        Kind(String key, String text) {
            this.key = key;
            this.text = text;
        }

        /** The key of a Compose service. */
        public String key() {
            return key;
        }

        /** The thing itself, as people call it. */
        public String text() {
            return text;
        }

        /** Whether the other has to run for a container that names it to start. */
        public boolean needsItRunning() {
            return this != VOLUMES;
        }

        /** Whether it is lost when the other ends, and only a restart brings it back. */
        public boolean isLostWithAnEnd() {
            return this == NETWORK || this == IPC || this == PID;
        }
    }

    /** Those of a container that shall be. */
    public static List<ContainerReference> of(ContainerSpec spec) {
        return of(
                spec.networks().isEmpty()
                        ? spec.hostConfig()
                        : spec.hostConfig().without("Links"));
    }

    /** Those in a HostConfig, whether it is asked for or shown by an engine. */
    public static List<ContainerReference> of(ApiObject hostConfig) {
        List<ContainerReference> references = new ArrayList<>();
        NAMESPACES.forEach((member, kind) -> namespace(hostConfig, member, kind).ifPresent(references::add));
        hostConfig
                .strings("VolumesFrom")
                .forEach(from -> references.add(new ContainerReference(Kind.VOLUMES, upToColon(from))));
        hostConfig
                .strings("Links")
                .forEach(link ->
                        references.add(new ContainerReference(Kind.LINK, upToColon(link.replaceFirst("^/", "")))));
        return references;
    }

    /** The namespaces that a container with this HostConfig loses when those end whose they are. */
    public static List<ContainerReference> borrowed(ApiObject hostConfig) {
        return of(hostConfig).stream()
                .filter(reference -> reference.kind().isLostWithAnEnd())
                .toList();
    }

    private static Optional<ContainerReference> namespace(ApiObject hostConfig, String member, Kind kind) {
        return hostConfig
                .string(member)
                .filter(mode -> mode.startsWith(PREFIX))
                .map(mode -> new ContainerReference(kind, mode.substring(PREFIX.length())));
    }

    /**
     * A HostConfig whose VolumesFrom says ids, as Docker Compose writes it. The engine puts ids in the place of the names of
     * namespaces by itself, and not there; a name would stand for whatever container carries it later.
     *
     * @param idOf the id of a container by its name, or the name where there is none
     */
    public static ApiObject withVolumesById(ApiObject hostConfig, UnaryOperator<String> idOf) {
        return withVolumesFrom(hostConfig, idOf);
    }

    private static ApiObject withVolumesFrom(ApiObject hostConfig, UnaryOperator<String> other) {
        List<String> from = hostConfig.strings("VolumesFrom");
        return from.isEmpty()
                ? hostConfig
                : hostConfig.with(
                        "VolumesFrom",
                        from.stream().map(one -> from(one, other)).toList());
    }

    private static String from(String from, UnaryOperator<String> other) {
        String container = upToColon(from);
        return other.apply(container) + from.substring(container.length());
    }

    /**
     * A HostConfig that shares the namespaces and volumes of others. Links are by name as they are.
     *
     * @param other whom to name in the place of an id or a name
     */
    public static ApiObject withContainers(ApiObject hostConfig, UnaryOperator<String> other) {
        ApiObject with = withVolumesFrom(hostConfig, other);
        for (Map.Entry<String, Kind> namespace : NAMESPACES.entrySet()) {
            Optional<ContainerReference> shared = namespace(with, namespace.getKey(), namespace.getValue());
            if (shared.isPresent()) {
                with = with.with(
                        namespace.getKey(), PREFIX + other.apply(shared.get().container()));
            }
        }
        return with;
    }

    private static String upToColon(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }
}
