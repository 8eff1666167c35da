package io.homelabhub.look;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.resource.ApiObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The image that a container was made from.
 *
 * @param service the service's name in the catalog, else in the Compose files
 * @param container the container's name
 * @param reference what it was made from; an id where the name stands for another image by now
 * @param id as {@code sha256:…}
 * @param digests by which registries know it, as {@code redis@sha256:…}; none for what was built here
 * @param platform as {@code linux/amd64}; empty if the image is gone
 * @param size in bytes; empty if the image is gone
 * @param created when it was made; empty if the image is gone, or does not tell
 */
public record ServiceImage(
        String service,
        String container,
        String reference,
        String id,
        List<String> digests,
        Optional<String> platform,
        OptionalLong size,
        Optional<Instant> created) {
    public ServiceImage {
        digests = List.copyOf(digests);
    }

    static ServiceImage of(String service, ObservedContainer container, Optional<ObservedImage> image) {
        Optional<ApiObject> inspection = image.flatMap(ObservedImage::inspection);
        return new ServiceImage(
                service,
                container.name(),
                container.image(),
                container.imageId(),
                inspection.map(known -> known.strings("RepoDigests")).orElse(List.of()),
                inspection.map(ServiceImage::platform).filter(text -> !text.isEmpty()),
                inspection.map(known -> OptionalLong.of(known.number("Size"))).orElse(OptionalLong.empty()),
                inspection.flatMap(known -> known.string("Created")).flatMap(ServiceImage::time));
    }

    private static String platform(ApiObject image) {
        return Stream.of("Os", "Architecture", "Variant")
                .flatMap(part -> image.string(part).stream())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("/"));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(Instant.EPOCH::isBefore);
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
