package io.homelabhub.desired.translate;

import org.jspecify.annotations.Nullable;

/** Who owns a config or secret that is put into a container, and who may read it. What makes no sense is reported. */
final class FileOwnership {
    private static final int READABLE_BY_ALL = 0444;
    private static final long MOST = Integer.MAX_VALUE;

    private final FileReference reference;
    private final String path;
    private final Findings findings;

    /** @param path of the service's entry in the model */
    FileOwnership(FileReference reference, String path, Findings findings) {
        this.reference = reference;
        this.path = path;
        this.findings = findings;
    }

    /** The number under {@code key}, {@code uid} or {@code gid}; 0 if there is none. Names are not looked up, as in Compose. */
    long id(String key) {
        String text = text(reference.use().get(key));
        if (text.isEmpty()) {
            return 0;
        }
        if (text.matches("\\+?[0-9]{1,18}") && Long.parseLong(text) <= MOST) {
            return Long.parseLong(text);
        }
        findings.error(
                path + "." + key,
                "found \"" + text + "\", expected a number from 0 to " + MOST,
                "write the number that `id` shows in the container");
        return 0;
    }

    /** The permissions; strings are octal. */
    int mode() {
        Object mode = reference.use().get("mode");
        String octal = mode instanceof Number number ? Long.toOctalString(number.longValue()) : text(mode);
        if (octal.isEmpty()) {
            return READABLE_BY_ALL;
        }
        if (octal.matches("0*[0-7]{1,4}")) {
            return Integer.parseInt(octal, 8);
        }
        findings.error(
                path + ".mode",
                "found \"" + text(mode) + "\", expected octal permissions up to 07777",
                "write 0440, say");
        return READABLE_BY_ALL;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }
}
