package io.homelabhub.yaml;

/**
 * How large a file may be. Beyond a limit it is refused, so that no file, however it was made, costs more than a second
 * or the memory of a small machine.
 *
 * @param bytes largest file
 * @param nodes most values, each alias counted with all that it stands for; long texts count for more than one
 * @param depth deepest nesting, aliases followed
 */
public record YamlLimits(int bytes, int nodes, int depth) {
    /** 8 MiB, 1,000,000 values, 100 levels: some 20,000 ordinary services. Compose itself has no limits. */
    public static final YamlLimits DEFAULT = new YamlLimits(8 << 20, 1_000_000, 100);

    public YamlLimits {
        if (bytes < 1 || nodes < 1 || depth < 1) {
            throw new IllegalArgumentException(
                    "bytes %d, nodes %d, depth %d: give 1 or more".formatted(bytes, nodes, depth));
        }
    }
}
