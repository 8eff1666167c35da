package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.Sha256;
import io.homelabhub.resource.VolumeSpec;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What containers have seen of their files since they were made. Labels of a container cannot change, and a container that
 * is restarted or signalled when a file has changed is not made anew: so what it has seen stands in the labels of a volume
 * that holds nothing and bears the container's id. Lost, it costs one restart or signal too many, and nothing else.
 */
final class ContentRecords {
    private static final String PREFIX = "homelab-content-";
    private static final int ID = 12;
    private static final int DIGEST = 8;

    private final List<ObservedVolume> records;

    ContentRecords(Collection<ObservedVolume> volumes) {
        this.records = volumes.stream()
                .filter(volume -> volume.labels().containsKey(HomelabLabels.CONTENT_OF))
                .toList();
    }

    /** The names of the records of a container. */
    List<String> of(ObservedContainer container) {
        return stream(container).map(ObservedVolume::name).toList();
    }

    private Stream<ObservedVolume> stream(ObservedContainer container) {
        return records.stream()
                .filter(record -> container.id().equals(record.labels().get(HomelabLabels.CONTENT_OF)));
    }

    /** The names of the records that containers of a service have left behind. */
    List<String> leftBehind(String project, String service, Set<String> containers) {
        return records.stream()
                .filter(record -> project.equals(record.labels().get(HomelabLabels.PROJECT)))
                .filter(record -> service.equals(record.labels().get(HomelabLabels.SERVICE)))
                .filter(record -> !containers.contains(record.labels().getOrDefault(HomelabLabels.CONTENT_OF, "")))
                .map(ObservedVolume::name)
                .toList();
    }

    /** The names of the records that containers of a project have left behind. */
    List<String> leftBehind(String project, Set<String> containers) {
        return records.stream()
                .filter(record -> project.equals(record.labels().get(HomelabLabels.PROJECT)))
                .filter(record -> !containers.contains(record.labels().getOrDefault(HomelabLabels.CONTENT_OF, "")))
                .map(ObservedVolume::name)
                .toList();
    }

    /**
     * What a container may have seen last, as values of its label: one as a rule; more if a run was cut off between writing one
     * record and removing another; none if nothing is known, as of a container that Docker Compose made.
     */
    Set<String> seenBy(ObservedContainer container) {
        Set<String> seen = stream(container)
                .map(record -> record.labels().getOrDefault(HomelabLabels.CONTENT, ""))
                .collect(Collectors.toSet());
        return seen.isEmpty()
                ? container.label(HomelabLabels.CONTENT).map(Set::of).orElse(Set.of())
                : seen;
    }

    /** The record that a container has seen {@code content}. */
    static VolumeSpec record(ObservedContainer container, String content) {
        Map<String, String> labels = Map.of(
                HomelabLabels.CONTENT_OF, container.id(),
                HomelabLabels.CONTENT, content,
                HomelabLabels.PROJECT, ProjectContainers.projectOf(container).orElse(""),
                HomelabLabels.SERVICE, ProjectContainers.serviceOf(container));
        String digest = Sha256.hex(content.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST);
        String id = container.id();
        String name = PREFIX + id.substring(0, Math.min(ID, id.length())) + "-" + digest;
        return new VolumeSpec(name, labels, ApiObject.EMPTY);
    }
}
