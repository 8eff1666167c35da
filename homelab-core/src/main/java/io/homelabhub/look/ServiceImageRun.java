package io.homelabhub.look;

import io.homelabhub.observed.ImageHistory;
import io.homelabhub.observed.ImageRecord;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.ImageName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image that a service runs, or ran before.
 *
 * @param service the service's name in the catalog, else in the Compose files
 * @param back how many images back it is, for a rollback of the service; 0 for what it runs
 * @param deploy the number of the deploy that has replaced it; 0 for what it runs
 * @param reference what its container was made from; an id where nobody knows its name any more
 * @param id as {@code sha256:…}
 * @param digest by which its registry knows it, as {@code redis@sha256:…}; empty for what was built
 * @param present whether the engine still has the image
 * @param replaced when it was replaced; empty for what it runs, or if nobody knows
 * @param operation what has replaced it, as {@code deploy bots}; empty for what it runs
 */
public record ServiceImageRun(
        String service,
        int back,
        int deploy,
        String reference,
        String id,
        Optional<String> digest,
        boolean present,
        Optional<Instant> replaced,
        String operation) {
    static List<ServiceImageRun> of(
            String name, String service, ImageHistory history, Map<String, ObservedImage> images) {
        List<ServiceImageRun> runs = new ArrayList<>();
        history.running(service).ifPresent(live -> runs.add(now(name, live, images)));
        List<ImageRecord> before = history.before(service);
        for (int i = 0; i < before.size(); i++) {
            ImageRecord record = before.get(i);
            runs.add(new ServiceImageRun(
                    name,
                    i + 1,
                    record.deploy(),
                    record.reference(),
                    record.id(),
                    record.digest(),
                    images.containsKey(record.id()),
                    record.replaced(),
                    record.operation()));
        }
        return runs;
    }

    private static ServiceImageRun now(String name, ObservedContainer live, Map<String, ObservedImage> images) {
        Optional<ObservedImage> image = Optional.ofNullable(images.get(live.imageId()));
        return new ServiceImageRun(
                name,
                0,
                0,
                live.image(),
                live.imageId(),
                image.flatMap(ObservedImage::inspection).flatMap(inspection -> digest(live.image(), inspection)),
                image.isPresent(),
                Optional.empty(),
                "");
    }

    /** That of its own repository. */
    private static Optional<String> digest(String reference, ApiObject inspection) {
        String repository =
                ImageName.isId(reference) ? "" : ImageName.parse(reference).familiarRepository();
        return inspection.strings("RepoDigests").stream()
                .filter(digest -> ImageName.parse(digest).familiarRepository().equals(repository))
                .sorted()
                .findFirst();
    }
}
