package io.homelabhub.docker;

import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerReference;
import io.homelabhub.spelling.ImageName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the host's state: four listings side by side, however many containers there are, then what shall be inspected.
 */
final class Observation {
    private static final String ATTEMPT = "observing the engine";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int LISTINGS = 4;
    private static final Set<String> NOT_SETTINGS_OF_NETWORK =
            Set.of("Id", "Name", "Labels", "Created", "Containers", "Peers", "Services", "Status");
    private static final Set<String> NOT_SETTINGS_OF_VOLUME =
            Set.of("Name", "Labels", "Mountpoint", "UsageData", "Status");

    private final DockerApi api;
    private final int parallelism;
    private final KnownImages known;
    private final ImageInspections read = new ImageInspections();

    Observation(DockerApi api, KnownImages known, int parallelism) {
        this.api = api;
        this.known = known;
        this.parallelism = parallelism;
    }

    ObservedState read(ObserveRequest request) {
        api.version(); // finds the engine first: once, not by four threads
        List<Callable<List<ApiObject>>> listings = List.of(
                () -> list(ApiCall.get("listing containers", "/containers/json?all=1")),
                () -> list(ApiCall.get("listing networks", "/networks")),
                () -> api.transfer(ApiCall.get("listing volumes", "/volumes"))
                        .object()
                        .objects("Volumes"),
                () -> request.images().isEmpty() ? List.of() : list(imagesByReference(request.images())));
        List<List<ApiObject>> rows = api.deadlines().all(listings, LISTINGS, LIMIT, ATTEMPT);
        Map<String, ApiObject> inspections = new HashMap<>();
        Map<String, String> imageIds = imageIds(rows.get(3), request.images(), inspections);
        if (request.inspect()) {
            inspect(containersOf(request.project(), rows.get(0)), rows.get(3), imageIds, inspections);
            inspectLenders(inspections);
        } else {
            inspections.clear();
        }
        return new ObservedState(
                containers(rows.get(0), request, inspections),
                rows.get(1).stream()
                        .map(Observation::network)
                        .sorted(Comparator.comparing(ObservedNetwork::name).thenComparing(ObservedNetwork::id))
                        .toList(),
                rows.get(2).stream()
                        .map(Observation::volume)
                        .sorted(Comparator.comparing(ObservedVolume::name))
                        .toList(),
                images(imageIds, inspections));
    }

    private List<ApiObject> list(ApiCall call) {
        return api.transfer(call).objects();
    }

    /**
     * What the listing leaves out may be there all the same: a store of manifests does not find them by their digest.
     *
     * @param inspections those that were looked at for that are put here, by their ids
     */
    private Map<String, String> imageIds(
            List<ApiObject> rows, Set<String> references, Map<String, ApiObject> inspections) {
        Map<String, String> ids = new TreeMap<>(ImageRows.idsByReference(rows, references));
        List<String> missed = references.stream()
                .filter(reference -> reference.contains("@") && !ids.containsKey(reference))
                .toList();
        List<Callable<Optional<ApiObject>>> calls = new ArrayList<>();
        missed.forEach(reference ->
                calls.add(() -> inspect(inspectImage(ImageName.parse(reference).familiar()))));
        List<Optional<ApiObject>> answers = api.deadlines().all(calls, parallelism, LIMIT, ATTEMPT);
        for (int i = 0; i < missed.size(); i++) {
            String reference = missed.get(i);
            answers.get(i).ifPresent(image -> image.string("Id").ifPresent(id -> {
                ids.put(reference, id);
                inspections.put(id, image);
            }));
        }
        return ids;
    }

    /** By the label that docker compose gives to what it builds. */
    Set<String> unnamedImages(String project) {
        Map<String, List<String>> filters =
                Map.of("dangling", List.of("true"), "label", List.of(ComposeLabels.PROJECT + "=" + project));
        return list(ApiCall.get("listing images without a name", "/images/json").query("filters", Json.text(filters)))
                .stream()
                .filter(row -> row.strings("RepoDigests").stream().allMatch(digest -> digest.startsWith("<none>")))
                .flatMap(row -> row.string("Id").stream())
                .map(ImageRows::withAlgorithm)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private ApiCall imagesByReference(Set<String> references) {
        return ApiCall.get("listing images", "/images/json")
                .query(
                        "filters",
                        ImageRows.filter(
                                references, api.connector().connection().isPodman()));
    }

    private static List<String> containersOf(String project, List<ApiObject> rows) {
        return rows.stream()
                .filter(row -> row.object("Labels")
                        .string(ComposeLabels.PROJECT)
                        .filter(project::equals)
                        .isPresent())
                .flatMap(row -> row.string("Id").stream())
                .toList();
    }

    /**
     * Looks at containers and images. What has gone since the listing is left out.
     *
     * @param inspections what is found, by id; what is there already is not looked at
     */
    private void inspect(
            List<String> containers,
            List<ApiObject> imageRows,
            Map<String, String> imageIds,
            Map<String, ApiObject> inspections) {
        inspections.putAll(read.known(imageRows));
        List<String> ids = Stream.concat(containers.stream(), imageIds.values().stream())
                .distinct()
                .filter(id -> !inspections.containsKey(id))
                .toList();
        Set<String> images = Set.copyOf(imageIds.values());
        List<Callable<Optional<ApiObject>>> calls = new ArrayList<>();
        for (String id : ids) {
            ApiCall call = images.contains(id) ? inspectImage(id) : DockerApi.inspectContainer(id);
            calls.add(() -> inspect(call));
        }
        List<Optional<ApiObject>> answers = api.deadlines().all(calls, parallelism, LIMIT, ATTEMPT);
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            answers.get(i).ifPresent(inspection -> inspections.put(id, inspection));
        }
        read.keep(imageRows, inspections);
        Map<String, ApiObject> seen = new HashMap<>();
        imageIds.forEach((reference, id) ->
                Optional.ofNullable(inspections.get(id)).ifPresent(image -> seen.put(reference, image)));
        known.seen(seen);
    }

    /** Whose namespaces the project's containers live in: one of somebody else may have been started after them. */
    private void inspectLenders(Map<String, ApiObject> inspections) {
        List<String> lenders = inspections.values().stream()
                .flatMap(inspection -> ContainerReference.borrowed(inspection.object("HostConfig")).stream())
                .map(ContainerReference::container)
                .distinct()
                .filter(lender -> !inspections.containsKey(lender))
                .toList();
        List<Callable<Optional<ApiObject>>> calls = new ArrayList<>();
        lenders.forEach(lender -> calls.add(() -> inspect(DockerApi.inspectContainer(lender))));
        api.deadlines().all(calls, parallelism, LIMIT, ATTEMPT).stream()
                .flatMap(Optional::stream)
                .forEach(lender -> lender.string("Id").ifPresent(id -> inspections.put(id, lender)));
    }

    private ApiCall inspectImage(String image) {
        return ImageIds.inspection(image, api.version());
    }

    private Optional<ApiObject> inspect(ApiCall call) {
        Answer answer = api.transfer(call);
        return answer.is(Answer.NOT_FOUND) ? Optional.empty() : Optional.of(answer.object());
    }

    private static List<ObservedContainer> containers(
            List<ApiObject> rows, ObserveRequest request, Map<String, ApiObject> inspections) {
        Set<String> gone = new LinkedHashSet<>();
        if (request.inspect()) {
            gone.addAll(containersOf(request.project(), rows));
            gone.removeAll(inspections.keySet());
        }
        return rows.stream()
                .filter(row -> !gone.contains(row.string("Id").orElse("")))
                .map(row -> ContainerRow.read(
                        row,
                        Optional.ofNullable(inspections.get(row.string("Id").orElse("")))))
                .sorted(Comparator.comparing(ObservedContainer::name).thenComparing(ObservedContainer::id))
                .toList();
    }

    private static Map<String, ObservedImage> images(
            Map<String, String> idsByReference, Map<String, ApiObject> inspections) {
        Map<String, ObservedImage> images = new TreeMap<>();
        idsByReference.forEach((reference, id) ->
                images.put(reference, new ObservedImage(reference, id, Optional.ofNullable(inspections.get(id)))));
        return images;
    }

    private static ObservedNetwork network(ApiObject row) {
        return new ObservedNetwork(
                row.string("Id").orElse(""),
                row.string("Name").orElse(""),
                ContainerRow.strings(row.object("Labels")),
                without(row, NOT_SETTINGS_OF_NETWORK));
    }

    private static ObservedVolume volume(ApiObject row) {
        return new ObservedVolume(
                row.string("Name").orElse(""),
                ContainerRow.strings(row.object("Labels")),
                without(row, NOT_SETTINGS_OF_VOLUME));
    }

    private static ApiObject without(ApiObject row, Set<String> members) {
        ApiObject rest = row;
        for (String member : members) {
            rest = rest.without(member);
        }
        return rest;
    }
}
