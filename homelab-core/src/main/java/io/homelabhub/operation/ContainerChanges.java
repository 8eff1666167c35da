package io.homelabhub.operation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a one-off container has in place of, or besides, what its service's files say.
 *
 * @param name its name; empty for {@code PROJECT-SERVICE-run-} and twelve hexadecimal digits
 * @param entrypoint in place of the service's, whose command then counts no more; split into words as a shell does, and a text without
 *     any takes the image's own away
 * @param environment variables besides, or in place of, the service's
 * @param labels labels besides, or in place of, the service's
 * @param user a name or a number, as {@code user[:group]}; empty for the service's
 * @param workingDirectory absolute; empty for the service's
 * @param volumes mounts besides the service's, as Compose files have them in short: {@code SOURCE:TARGET[:MODE]}; a source that begins
 *     with a dot is relative to the runtime's working directory
 * @param publish ports in place of the service's, as Compose files have them in short: {@code 8080:80}
 * @param servicePorts whether the service's own ports are published; else none but {@code publish}
 * @param addedCapabilities those it has besides the service's, as {@code NET_ADMIN}
 * @param droppedCapabilities those it has not though the service has them
 * @param aliases whether it is found by the service's names in its networks, as the service's containers are
 */
public record ContainerChanges(
        Optional<String> name,
        Optional<String> entrypoint,
        Map<String, String> environment,
        Map<String, String> labels,
        Optional<String> user,
        Optional<String> workingDirectory,
        List<String> volumes,
        List<String> publish,
        boolean servicePorts,
        List<String> addedCapabilities,
        List<String> droppedCapabilities,
        boolean aliases) {
    /** As the service, with no ports and no names of its own. */
    public static final ContainerChanges NONE = new ContainerChanges(
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            false,
            List.of(),
            List.of(),
            false);

    /**
     * As given.
     *
     * @throws IllegalArgumentException for ports of its own beside the service's
     */
    public ContainerChanges {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        volumes = List.copyOf(volumes);
        publish = List.copyOf(publish);
        addedCapabilities = List.copyOf(addedCapabilities);
        droppedCapabilities = List.copyOf(droppedCapabilities);
        if (servicePorts && !publish.isEmpty()) {
            throw new IllegalArgumentException("the service's ports and " + String.join(", ", publish)
                    + " cannot both be published; give one or the other");
        }
    }

    /** Names alone: values can be secret. */
    @Override
    public String toString() {
        return "ContainerChanges[name=" + name + ", environment=" + environment.keySet() + "]";
    }
}
