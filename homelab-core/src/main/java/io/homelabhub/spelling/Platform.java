package io.homelabhub.spelling;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The platform that an image is for.
 *
 * @param system the operating system, as {@code linux}
 * @param architecture as Go has it, as {@code arm64}; empty for any
 * @param variant as {@code v6}; empty for the usual one of the architecture, or any
 */
public record Platform(String system, String architecture, String variant) {
    private static final Set<String> SYSTEMS = Set.of("linux", "windows", "freebsd", "darwin");
    private static final Map<String, String> ARCHITECTURES =
            Map.of("x86_64", "amd64", "x86-64", "amd64", "aarch64", "arm64", "armhf", "arm", "i386", "386");
    private static final Map<String, String> USUAL = Map.of("amd64", "v1", "arm64", "v8", "arm", "v7");

    /** The platform, in small letters and the usual names. */
    public Platform {
        system = system.toLowerCase(Locale.ROOT);
        String given = architecture.toLowerCase(Locale.ROOT);
        architecture = ARCHITECTURES.getOrDefault(given, given);
        variant =
                variant.equalsIgnoreCase(USUAL.getOrDefault(architecture, "")) ? "" : variant.toLowerCase(Locale.ROOT);
    }

    /** What is written as {@code os/arch[/variant]}, or as one of the first two alone. */
    public static Platform parse(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length == 1) {
            return SYSTEMS.contains(text.toLowerCase(Locale.ROOT))
                    ? new Platform(text, "", "")
                    : new Platform("linux", text, "");
        }
        return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
    }

    /** Whether an image that is for {@code other} is one for this platform. */
    public boolean isOf(Platform other) {
        return system.equals(other.system)
                && (architecture.isEmpty() || architecture.equals(other.architecture))
                && (variant.isEmpty() || other.variant.isEmpty() || variant.equals(other.variant));
    }

    /** {@code os/arch[/variant]}. */
    @Override
    public String toString() {
        return system + (architecture.isEmpty() ? "" : "/" + architecture) + (variant.isEmpty() ? "" : "/" + variant);
    }
}
