package io.homelabhub.cli.command.storage;

import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.SizeText;
import io.homelabhub.look.Look;
import io.homelabhub.look.ServiceImage;
import io.homelabhub.spelling.ImageName;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What containers were made from.
 *
 * @param now when it was asked
 * @param digests whether the registries' digests are shown in place of ids
 */
record ImagesResult(Look<ServiceImage> look, Instant now, boolean digests) implements Listing {
    private static final String CONTAINER = "CONTAINER";
    private static final String PLATFORM = "PLATFORM";
    private static final String CREATED = "CREATED";
    private static final String NONE = "<none>";
    private static final int SHORT = 12;

    @Override
    public void print(Page page) {
        if (look.items().isEmpty()) {
            page.line("Nothing of project " + look.project() + " has a container.");
            return;
        }
        List<String> heading = List.of(
                "SERVICE", CONTAINER, "REPOSITORY", "TAG", digests ? "DIGEST" : "IMAGE ID", PLATFORM, "SIZE", CREATED);
        List<String> unused = page.fitting(
                heading,
                look.items().stream().map(this::cells).toList(),
                List.of(PLATFORM, CREATED, CONTAINER),
                (column, cell) -> cell);
    }

    private List<String> cells(ServiceImage image) {
        return List.of(
                image.service(),
                image.container(),
                repository(image),
                tag(image),
                digests ? digest(image) : hash(image.id(), SHORT),
                image.platform().orElse("-"),
                image.size().isPresent() ? SizeText.decimal(image.size().getAsLong()) : "-",
                image.created()
                        .map(time -> TimeText.about(Duration.between(time, now)) + " ago")
                        .orElse("-"));
    }

    /** Its name; none where the name stands for another image by now. */
    private static String repository(ServiceImage image) {
        return ImageName.isId(image.reference())
                ? NONE
                : ImageName.parse(image.reference()).familiarRepository();
    }

    private static String tag(ServiceImage image) {
        if (ImageName.isId(image.reference())) {
            return NONE;
        }
        ImageName name = ImageName.parse(image.reference());
        return name.tag().orElse(name.digest().isPresent() ? NONE : "latest");
    }

    private static String digest(ServiceImage image) {
        return image.digests().stream()
                .map(digest -> digest.substring(digest.indexOf('@') + 1))
                .distinct()
                .collect(Collectors.collectingAndThen(Collectors.joining(", "), text -> text.isEmpty() ? "-" : text));
    }

    private static String hash(String id, int length) {
        String hex = id.substring(id.indexOf(':') + 1);
        return hex.substring(0, Math.min(length, hex.length()));
    }

    @Override
    public List<String> ids() {
        return look.items().stream()
                .map(image -> hash(image.id(), Integer.MAX_VALUE))
                .distinct()
                .toList();
    }

    @Override
    public List<? extends Map<String, ?>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (ServiceImage image : look.items()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("service", image.service());
            row.put("container", image.container());
            row.put("reference", image.reference());
            row.put("repository", repository(image));
            row.put("tag", tag(image));
            row.put("id", image.id());
            row.put("digests", image.digests());
            row.put("platform", image.platform().orElse(null));
            row.put("size", image.size().isPresent() ? image.size().getAsLong() : null);
            row.put("created", image.created().map(Instant::toString).orElse(null));
            rows.add(row);
        }
        return rows;
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", look.project());
        document.put("images", rows());
        return document;
    }
}
