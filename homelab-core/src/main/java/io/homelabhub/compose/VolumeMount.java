package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import java.util.Map;
import java.util.Optional;

/**
 * Something that is mounted into a container.
 *
 * @param type what it is
 * @param source the absolute path on the host, the key of a volume of the project, or an image; empty for an anonymous volume
 * @param target the path in the container
 * @param readOnly whether it cannot be written
 * @param bind options of a bind mount
 * @param volume options of a volume
 * @param tmpfs options of a file system in memory
 * @param imageSubpath the path within the image; empty for all of it
 * @param consistency how strict the view is kept; only for Docker Desktop
 */
public record VolumeMount(
        Type type,
        String source,
        String target,
        boolean readOnly,
        Optional<Bind> bind,
        Optional<Volume> volume,
        Optional<Tmpfs> tmpfs,
        String imageSubpath,
        String consistency) {

    /** What is mounted. */
    public enum Type {
        BIND,
        VOLUME,
        TMPFS,
        NPIPE,
        CLUSTER,
        IMAGE
    }

    /**
     * Options of a bind mount.
     *
     * @param propagation the propagation of mounts; empty for the default
     * @param selinux {@code z} or {@code Z}; empty for no relabelling
     * @param createHostPath whether a directory is made where the source is missing
     * @param recursive {@code enabled}, {@code disabled}, {@code writable} or {@code readonly}; empty for the default
     */
    public record Bind(String propagation, String selinux, boolean createHostPath, String recursive) {}

    /**
     * Options of a volume.
     *
     * @param labels labels of an anonymous volume
     * @param noCopy whether the content of the image is not copied into a new volume
     * @param subpath the path within the volume; empty for all of it
     */
    public record Volume(Map<String, String> labels, boolean noCopy, String subpath) {}

    /**
     * Options of a file system in memory.
     *
     * @param sizeBytes the size; 0 for no limit
     * @param mode the rights as a number, {@code 493} for {@code rwxr-xr-x}; 0 for the default
     */
    public record Tmpfs(long sizeBytes, int mode) {}

    static VolumeMount of(View view) {
        return new VolumeMount(
                type(view.text("type")),
                view.text("source"),
                view.text("target"),
                view.flag("read_only"),
                Optional.ofNullable(view.viewOrNull("bind")).map(VolumeMount::bind),
                Optional.ofNullable(view.viewOrNull("volume")).map(VolumeMount::volume),
                Optional.ofNullable(view.viewOrNull("tmpfs"))
                        .map(tmpfs -> new Tmpfs(tmpfs.whole("size"), (int) tmpfs.whole("mode"))),
                view.view("image").text("subpath"),
                view.text("consistency"));
    }

    private static Type type(String text) {
        return switch (text) {
            case "bind" -> Type.BIND;
            case "tmpfs" -> Type.TMPFS;
            case "npipe" -> Type.NPIPE;
            case "cluster" -> Type.CLUSTER;
            case "image" -> Type.IMAGE;
            default -> Type.VOLUME;
        };
    }

    private static Bind bind(View view) {
        return new Bind(
                view.text("propagation"), view.text("selinux"), view.flag("create_host_path"), view.text("recursive"));
    }

    private static Volume volume(View view) {
        return new Volume(view.textMap("labels"), view.flag("nocopy"), view.text("subpath"));
    }
}
