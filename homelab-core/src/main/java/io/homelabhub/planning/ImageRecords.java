package io.homelabhub.planning;

import io.homelabhub.observed.ImageHistory;
import io.homelabhub.observed.ImageRecord;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.Sha256;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.spelling.ImageName;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes down what image a service had, before it gets another one: see {@link ImageHistory}. */
final class ImageRecords {
    private static final String PREFIX = "homelab-history-";
    private static final int KEPT = 10;
    private static final int DIGEST = 8;

    private ImageRecords() {}

    /**
     * The record of a service, with the last few that there are already.
     *
     * @param live which has the image that is replaced
     * @param operation what replaces it
     */
    static VolumeSpec next(ObservedIndex observed, String service, ObservedContainer live, String operation) {
        ImageHistory history = observed.imageHistory();
        String project = ProjectContainers.projectOf(live).orElse("");
        String reference = LiveContainer.reference(live);
        ImageRecord last = new ImageRecord(
                history.nextDeploy(),
                service,
                reference,
                live.imageId(),
                digest(observed, reference, live.imageId()),
                Optional.empty(),
                operation.strip());
        Map<String, String> labels = new TreeMap<>();
        labels.put(HomelabLabels.PROJECT, project);
        labels.put(HomelabLabels.SERVICE, service);
        labels.put(HomelabLabels.HISTORY + last.deploy(), last.text());
        history.before(service).stream()
                .limit(KEPT - 1)
                .forEach(record -> labels.put(HomelabLabels.HISTORY + record.deploy(), record.text()));
        String mark =
                Sha256.hex(labels.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST);
        String name = PREFIX + project + "-" + service + "-" + last.deploy() + "-" + mark;
        return new VolumeSpec(name, labels, ApiObject.EMPTY);
    }

    /** That of its own repository, if there are several. */
    private static Optional<String> digest(ObservedIndex observed, String reference, String imageId) {
        String repository =
                ImageName.isId(reference) ? "" : ImageName.parse(reference).familiarRepository();
        return observed.digestsOf(imageId).stream()
                .filter(digest -> ImageName.parse(digest).familiarRepository().equals(repository))
                .findFirst();
    }
}
