package io.homelabhub.observed;

import io.homelabhub.resource.HomelabLabels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the services of a project ran before, as the engine remembers it: in the labels of a volume for each service that holds
 * nothing. They cannot change, so each deploy that gives the service another image makes a new one of the old one. When the last
 * record was made is when the volume was.
 */
public final class ImageHistory {
    private final ProjectContainers ours;
    private final Map<String, List<ObservedVolume>> volumes;
    private final Map<String, List<ImageRecord>> records = new TreeMap<>();

    private ImageHistory(ProjectContainers ours, Map<String, List<ObservedVolume>> volumes) {
        this.ours = ours;
        this.volumes = volumes;
        volumes.forEach((service, ofService) -> records.put(service, records(service, ofService)));
    }

    /** That of {@code project} among all that an engine has. */
    public static ImageHistory of(String project, ObservedState observed) {
        return new ImageHistory(
                ProjectContainers.of(project, observed),
                observed.volumes().stream()
                        .filter(ImageHistory::isRecord)
                        .filter(volume -> project.equals(volume.labels().get(HomelabLabels.PROJECT)))
                        .collect(Collectors.groupingBy(
                                volume -> volume.labels().getOrDefault(HomelabLabels.SERVICE, ""),
                                TreeMap::new,
                                Collectors.toList())));
    }

    private static boolean isRecord(ObservedVolume volume) {
        return volume.labels().keySet().stream().anyMatch(key -> key.startsWith(HomelabLabels.HISTORY));
    }

    /** Several volumes are there if a run was cut off between writing one and removing another. */
    private static List<ImageRecord> records(String service, List<ObservedVolume> volumes) {
        Map<Integer, ImageRecord> byDeploy = new TreeMap<>(Collections.reverseOrder());
        for (ObservedVolume volume : volumes) {
            List<ImageRecord> own = new ArrayList<>();
            volume.labels().forEach((key, value) -> {
                if (key.startsWith(HomelabLabels.HISTORY)) {
                    ImageRecord.parse(key.substring(HomelabLabels.HISTORY.length()), service, value)
                            .ifPresent(own::add);
                }
            });
            own.stream()
                    .max(Comparator.comparingInt(ImageRecord::deploy))
                    .ifPresent(last -> own.set(own.indexOf(last), last.replacedAt(volume.created())));
            own.forEach(record -> byDeploy.merge(
                    record.deploy(), record, (one, other) -> one.replaced().isPresent() ? one : other));
        }
        return List.copyOf(byDeploy.values());
    }

    /** The services of which something is remembered, deployed or not; sorted. */
    public Set<String> services() {
        return Collections.unmodifiableSet(records.keySet());
    }

    /** The names of the volumes in which the history of a service stands. */
    public List<String> recordsOf(String service) {
        return volumes.getOrDefault(service, List.of()).stream()
                .map(ObservedVolume::name)
                .toList();
    }

    /**
     * What a service ran before what it runs now, the last first. An image that was followed by itself, as a deploy was taken back,
     * is there once.
     */
    public List<ImageRecord> before(String service) {
        Optional<String> after = running(service).map(ObservedContainer::imageId);
        List<ImageRecord> before = new ArrayList<>();
        for (ImageRecord record : records.getOrDefault(service, List.of())) {
            if (after.filter(record.id()::equals).isEmpty()) {
                before.add(record);
            }
            after = Optional.of(record.id());
        }
        return before;
    }

    /** The container whose image a service has now; empty if it has none. */
    public Optional<ObservedContainer> running(String service) {
        return ours.of(service).stream().min(Comparator.comparing(ObservedContainer::name));
    }

    /** The number of the deploy that comes next. */
    public int nextDeploy() {
        return 1
                + records.values().stream()
                        .flatMap(List::stream)
                        .mapToInt(ImageRecord::deploy)
                        .max()
                        .orElse(0);
    }
}
