package io.homelabhub.look;

import io.homelabhub.engine.DiskUsage;
import io.homelabhub.engine.DiskUsage.ImageSize;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a project holds on the engine's disk.
 *
 * @param project the Compose project
 * @param items images, containers, volumes, each by name
 * @param buildCache of all builds of the engine together, in bytes; empty if the engine does not tell
 * @param problems why the files could not be used, so that labels alone say what there is; none if they could
 */
public record ProjectDiskUsage(String project, List<Item> items, OptionalLong buildCache, List<Problem> problems) {
    public ProjectDiskUsage {
        items = List.copyOf(items);
        problems = List.copyOf(problems);
    }

    /** What takes room. */
    public enum Kind {
        IMAGE,
        CONTAINER,
        VOLUME
    }

    /**
     * Something that takes room.
     *
     * @param kind what it is
     * @param name the image's reference, the container's or the volume's name
     * @param services whose it is, by their names in the catalog, sorted; none for a volume that nobody mounts
     * @param bytes how much; empty if the engine does not tell
     * @param shared how much of that other images have as well; 0 for what is no image
     */
    public record Item(Kind kind, String name, List<String> services, OptionalLong bytes, long shared) {
        public Item {
            services = List.copyOf(services);
        }
    }

    static ProjectDiskUsage of(Scope scope, DiskUsage usage) {
        List<Item> items = new ArrayList<>();
        items.addAll(images(scope, usage));
        for (ObservedContainer container : scope.ours().all()) {
            OptionalLong bytes = known(usage.containers().get(container.id()));
            items.add(new Item(Kind.CONTAINER, container.name(), List.of(scope.service(container)), bytes, 0));
        }
        for (ProjectVolume volume : ProjectVolume.of(scope, scope.ours().all())) {
            OptionalLong bytes = known(usage.volumes().get(volume.name()));
            items.add(new Item(Kind.VOLUME, volume.name(), volume.services(), bytes, 0));
        }
        return new ProjectDiskUsage(
                scope.view().project(), items, usage.buildCache(), scope.view().problems());
    }

    private static List<Item> images(Scope scope, DiskUsage usage) {
        Map<String, String> references = new TreeMap<>();
        Map<String, TreeSet<String>> services = new TreeMap<>();
        for (ObservedContainer container : scope.ours().all()) {
            references.putIfAbsent(container.imageId(), container.image());
            services.computeIfAbsent(container.imageId(), id -> new TreeSet<>()).add(scope.service(container));
        }
        List<Item> images = new ArrayList<>();
        references.forEach((id, reference) -> {
            ImageSize size = usage.images().get(id);
            images.add(new Item(
                    Kind.IMAGE,
                    reference,
                    List.copyOf(services.getOrDefault(id, new TreeSet<>())),
                    size == null ? OptionalLong.empty() : OptionalLong.of(size.total()),
                    size == null ? 0 : size.shared()));
        });
        images.sort((a, b) -> a.name().compareTo(b.name()));
        return images;
    }

    private static OptionalLong known(@Nullable Long bytes) {
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }
}
