package io.homelabhub.deployment;

import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Change;
import io.homelabhub.planning.RestoredImage;
import io.homelabhub.spelling.ImageName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A deploy by which names of images stand for what they stood for before.
 *
 * @param operation what it is called
 * @param images by canonical reference
 * @param notices what the reader should know
 * @param refused what cannot be had; then nothing is done
 */
record Restoration(String operation, Map<String, RestoredImage> images, List<String> notices, List<Change> refused) {
    Restoration {
        images = Map.copyOf(images);
        notices = List.copyOf(notices);
        refused = List.copyOf(refused);
    }

    /**
     * An engine as if that were so already.
     *
     * @param references under which images are looked for
     */
    ObservedState seen(ObservedState observed, Collection<String> references) {
        Map<String, ObservedImage> others = new TreeMap<>();
        for (String reference : references) {
            Optional.ofNullable(images.get(ImageName.canonical(reference)))
                    .ifPresent(image -> others.put(
                            reference,
                            new ObservedImage(
                                    reference,
                                    image.id(),
                                    Optional.ofNullable(observed.images().get(image.id()))
                                            .flatMap(ObservedImage::inspection))));
        }
        return observed.withImages(others);
    }
}
