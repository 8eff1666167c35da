package io.homelabhub.resource;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An image to build from a folder of this machine.
 *
 * @param tag the reference the image gets
 * @param moreTags further references
 * @param context the folder that is sent to the engine, less what its {@code .dockerignore} names
 * @param dockerfile the Dockerfile, relative to the context or absolute; ignored if {@code inlineDockerfile} is given
 * @param inlineDockerfile the Dockerfile's text
 * @param arguments build arguments; may be secret, so never printed
 * @param target the stage to build; empty for the last
 * @param platform {@code os/arch[/variant]}; empty for the engine's own
 * @param labels the image's labels, sorted
 * @param noCache whether earlier layers are left unused
 * @param pull whether base images are pulled even if present
 * @param settings further query parameters of {@code POST /build} by their API names: networkmode, shmsize, extrahosts,
 *     cachefrom …
 */
public record ImageBuild(
        String tag,
        List<String> moreTags,
        Path context,
        String dockerfile,
        Optional<String> inlineDockerfile,
        Map<String, String> arguments,
        Optional<String> target,
        Optional<String> platform,
        Map<String, String> labels,
        boolean noCache,
        boolean pull,
        ApiObject settings) {
    public ImageBuild {
        moreTags = List.copyOf(moreTags);
        arguments = Collections.unmodifiableMap(new TreeMap<>(arguments));
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** From the {@code Dockerfile} in {@code context}, with no further wish. */
    public static ImageBuild of(String tag, Path context) {
        return new ImageBuild(
                tag,
                List.of(),
                context,
                "Dockerfile",
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                false,
                ApiObject.EMPTY);
    }

    /** These settings with the Dockerfile's text. */
    public ImageBuild withDockerfile(String text) {
        return new ImageBuild(
                tag,
                moreTags,
                context,
                dockerfile,
                Optional.of(text),
                arguments,
                target,
                platform,
                labels,
                noCache,
                pull,
                settings);
    }

    /**
     * The same, built anew.
     *
     * @param noCache whether earlier layers are left unused, here as well
     * @param pull whether base images are pulled even if present, here as well
     * @param more build arguments, in place of those of the same name
     */
    public ImageBuild anew(boolean noCache, boolean pull, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(arguments);
        all.putAll(more);
        return new ImageBuild(
                tag,
                moreTags,
                context,
                dockerfile,
                inlineDockerfile,
                all,
                target,
                platform,
                labels,
                this.noCache || noCache,
                this.pull || pull,
                settings);
    }

    /** Tag and context; arguments can hold secrets. */
    @Override
    public String toString() {
        return "ImageBuild[" + tag + " from " + context + "]";
    }
}
