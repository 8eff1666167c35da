package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * How an image is built.
 *
 * @param context the absolute directory, or a URL
 * @param dockerfile the Dockerfile, relative to the context as written; empty if it is inline
 * @param dockerfileInline the content of the Dockerfile; empty if it is a file
 * @param args build arguments with a value
 * @param labels labels of the image
 * @param cacheFrom images to take layers from
 * @param noCache whether no layers are taken from earlier builds
 * @param pull whether base images are pulled anew
 * @param extraHosts entries for the hosts file, as {@code host=address}, sorted
 * @param network the network mode of build containers
 * @param target the stage to build; empty for the last
 * @param shmSizeBytes the size of {@code /dev/shm}; 0 for the default
 * @param tags more names for the image
 * @param platforms platforms to build for
 * @param ulimits limits of build processes
 * @param additionalContexts more contexts, by name: absolute directories, URLs or {@code service:x}
 * @param secrets secrets for the build
 * @param canonical the canonical form with everything else
 */
public record BuildSpec(
        String context,
        String dockerfile,
        String dockerfileInline,
        Map<String, String> args,
        Map<String, String> labels,
        List<String> cacheFrom,
        boolean noCache,
        boolean pull,
        List<String> extraHosts,
        String network,
        String target,
        long shmSizeBytes,
        List<String> tags,
        List<String> platforms,
        SortedMap<String, Ulimit> ulimits,
        Map<String, String> additionalContexts,
        List<FileMount> secrets,
        Map<String, Object> canonical) {

    static BuildSpec of(View view) {
        return new BuildSpec(
                view.text("context"),
                view.text("dockerfile"),
                view.text("dockerfile_inline"),
                view.textMap("args"),
                view.textMap("labels"),
                view.texts("cache_from"),
                view.flag("no_cache"),
                view.flag("pull"),
                view.texts("extra_hosts"),
                view.text("network"),
                view.text("target"),
                view.whole("shm_size"),
                view.texts("tags"),
                view.texts("platforms"),
                Ulimit.all(view),
                view.textMap("additional_contexts"),
                view.views("secrets").stream().map(FileMount::of).toList(),
                view.present());
    }

    /** The context alone; arguments may be secret. */
    @Override
    public String toString() {
        return "BuildSpec[" + context + "]";
    }
}
