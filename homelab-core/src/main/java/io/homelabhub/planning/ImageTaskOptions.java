package io.homelabhub.planning;

import java.util.Map;

/**
 * What is done with images, and how.
 *
 * @param task what is done
 * @param onlyMissing for PULL: whether those that the engine has are left as they are
 * @param ignoreBuildable for PULL: whether those that can be built are left out
 * @param noCache for BUILD: whether earlier layers are left unused
 * @param pullBase for BUILD: whether base images are pulled even if present
 * @param arguments for BUILD: build arguments in place of those of the same name; may be secret, so never printed
 * @param push for BUILD: whether what has a name of its own is pushed once it is built
 */
public record ImageTaskOptions(
        ImageTask task,
        boolean onlyMissing,
        boolean ignoreBuildable,
        boolean noCache,
        boolean pullBase,
        Map<String, String> arguments,
        boolean push) {
    public ImageTaskOptions {
        arguments = Map.copyOf(arguments);
    }

    /** As usual. */
    public static ImageTaskOptions of(ImageTask task) {
        return new ImageTaskOptions(task, false, false, false, false, Map.of(), false);
    }

    /** Names of build arguments, never values. */
    @Override
    public String toString() {
        return "ImageTaskOptions[" + task.text() + ", arguments " + arguments.keySet() + "]";
    }
}
