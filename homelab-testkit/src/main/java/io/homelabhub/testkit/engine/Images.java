package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ImageBuild;
import io.homelabhub.spelling.ImageName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings images onto the fake host. */
final class Images {
    private static final int LAYERS = 3;
    private static final long LAYER_BYTES = 10_000_000;
    private static final Duration LAYER_TIME = Duration.ofMillis(300);

    private final Host host;
    private final FakeRegistry registry;

    Images(Host host, FakeRegistry registry) {
        this.host = host;
        this.registry = registry;
    }

    Effect pull(String reference, ActionProgress progress) {
        String id = registry.pull(reference);
        boolean present = host.images.containsKey(id);
        if (!present) {
            for (int layer = 0; layer < LAYERS; layer++) {
                pullLayer(Ids.of(id + layer).substring(0, 12), progress);
            }
        }
        Effect effect = id.equals(host.tags.get(ImageName.canonical(reference))) ? Effect.ALREADY_SO : Effect.DONE;
        host.tag(reference, id);
        return effect;
    }

    private void pullLayer(String layer, ActionProgress progress) {
        progress.on(layer, "Pulling fs layer", 0, 0);
        host.pause(LAYER_TIME.dividedBy(2));
        progress.on(layer, "Downloading", LAYER_BYTES / 2, LAYER_BYTES);
        host.pause(LAYER_TIME.dividedBy(2));
        progress.on(layer, "Pull complete", LAYER_BYTES, LAYER_BYTES);
    }

    Effect build(ImageBuild build, ActionProgress progress) {
        progress.on("", "Step 1/1 : FROM scratch", 0, 0);
        host.pause(LAYER_TIME);
        String id = "sha256:"
                + Ids.of("build " + host.edits.getOrDefault(ImageName.canonical(build.tag()), 0) + build.context()
                        + build.dockerfile() + build.inlineDockerfile() + build.arguments() + build.target()
                        + build.platform());
        Effect effect = id.equals(host.tags.get(ImageName.canonical(build.tag()))) ? Effect.ALREADY_SO : Effect.DONE;
        List<String> tags = new ArrayList<>(build.moreTags());
        tags.add(build.tag());
        tags.forEach(tag -> host.tag(tag, id));
        host.built.put(id, build.labels().getOrDefault(ComposeLabels.PROJECT, ""));
        return effect;
    }

    Effect tag(String image, String reference) {
        FakeImage tagged =
                host.image(image).orElseThrow(() -> new EngineException(Kind.NOT_FOUND, "No such image: " + image));
        host.tag(reference, tagged.id());
        return Effect.DONE;
    }

    Effect push(String reference, ActionProgress progress) {
        if (host.image(reference).isEmpty()) {
            throw new EngineException(Kind.NOT_FOUND, "An image does not exist locally with the tag: " + reference);
        }
        registry.receive(reference);
        progress.on("", "Pushed", 0, 0);
        return Effect.DONE;
    }

    /** The last reference to an image that a container uses stays. */
    Effect remove(String reference) {
        Optional<FakeImage> image = host.image(reference);
        if (image.isEmpty()) {
            return Effect.ALREADY_SO;
        }
        String id = image.get().id();
        long references = host.tags.values().stream().filter(id::equals).count();
        Optional<FakeContainer> user = host.containers.values().stream()
                .filter(container -> container.imageId.equals(id))
                .findFirst();
        if (references <= 1 && user.isPresent()) {
            throw new EngineException(
                    Kind.CONFLICT,
                    "conflict: unable to remove repository reference \"" + reference + "\" (must force) - container "
                            + user.get().id + " is using its referenced image " + id);
        }
        host.tags.remove(ImageName.canonical(reference));
        if (references <= 1) {
            host.images.remove(id);
        }
        return Effect.DONE;
    }

    /** Has the image that the registry would give, if nothing stands under that name yet. */
    void have(String reference) {
        if (host.image(reference).isEmpty()) {
            host.tag(reference, registry.pull(reference));
        }
    }
}
