package io.homelabhub.docker;

import io.homelabhub.engine.DiskUsage;
import io.homelabhub.engine.DiskUsage.ImageSize;
import io.homelabhub.resource.ApiObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** {@code GET /system/df}. */
final class DiskUsageReading {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String ITEMS = "Items";

    private final DockerApi api;

    DiskUsageReading(DockerApi api) {
        this.api = api;
    }

    DiskUsage read() {
        ApiObject answer = api.exchange(ApiCall.get("adding up what is on the engine's disk", "/system/df?verbose=1")
                        .within(LIMIT))
                .object();
        Map<String, ImageSize> images = new TreeMap<>();
        for (ApiObject image : items(answer, "Images", "ImageUsage")) {
            images.put(
                    ImageRows.withAlgorithm(image.string("Id").orElse("")),
                    new ImageSize(image.number("Size"), Math.max(0, image.number("SharedSize"))));
        }
        Map<String, Long> containers = new TreeMap<>();
        items(answer, "Containers", "ContainerUsage")
                .forEach(container -> containers.put(container.string("Id").orElse(""), container.number("SizeRw")));
        Map<String, Long> volumes = new TreeMap<>();
        items(answer, "Volumes", "VolumeUsage").stream()
                .filter(volume -> volume.object("UsageData").get("Size") instanceof Long)
                .filter(volume -> volume.object("UsageData").number("Size") >= 0)
                .forEach(volume -> volumes.put(
                        volume.string("Name").orElse(""),
                        volume.object("UsageData").number("Size")));
        return new DiskUsage(images, containers, volumes, buildCache(answer));
    }

    /** From API 1.52 on each kind is an object that has its rows among its sums. */
    private static List<ApiObject> items(ApiObject answer, String rows, String sums) {
        return answer.get(rows) == null ? answer.object(sums).objects(ITEMS) : answer.objects(rows);
    }

    private OptionalLong buildCache(ApiObject answer) {
        if (answer.object("BuildCacheUsage").get("TotalSize") instanceof Long size) {
            return OptionalLong.of(size);
        }
        return api.connector().connection().isPodman()
                ? OptionalLong.empty() // says 0 whatever there is
                : OptionalLong.of(items(answer, "BuildCache", "BuildCacheUsage").stream()
                        .filter(part -> !part.isTrue("Shared"))
                        .mapToLong(part -> part.number("Size"))
                        .sum());
    }
}
