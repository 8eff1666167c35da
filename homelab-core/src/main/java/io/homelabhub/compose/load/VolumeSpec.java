package io.homelabhub.compose.load;

import org.jspecify.annotations.Nullable;

/**
 * The short form of a volume, {@code [source:]target[:options]}.
 *
 * @param source a path or the name of a volume; empty for an anonymous volume
 * @param target the path in the container
 * @param readOnly whether the option {@code ro} is given
 * @param noCopy whether the option that keeps the content of the image out is given
 * @param propagation the last propagation mode that is given, or null
 * @param selinux {@code z} or {@code Z}, or null
 * @param bare whether it is one or two characters long, which Compose takes for a target without looking closer
 */
record VolumeSpec(
        String source,
        String target,
        boolean readOnly,
        boolean noCopy,
        @Nullable String propagation,
        @Nullable String selinux,
        boolean bare) {

    /**
     * Reads {@code spec}. A colon behind a single letter belongs to a Windows path, one within <code>${...}</code> to a
     * variable. Unknown options are ignored, as Compose does.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static VolumeSpec parse(String spec) {
        if (spec.isEmpty()) {
            throw new IllegalArgumentException("the volume is empty");
        } else if (spec.length() <= 2) {
            return new VolumeSpec("", spec, false, false, null, null, true);
        }
        Reading reading = new Reading();
        int start = 0;
        int nested = 0;
        for (int i = 0; i < spec.length(); i++) {
            char c = spec.charAt(i);
            if (c == '$' && i + 1 < spec.length() && spec.charAt(i + 1) == '{') {
                nested++;
            } else if (c == '}' && nested > 0) {
                nested--;
            } else if (c == ':' && nested == 0 && !isDrive(spec, start, i)) {
                reading.section(spec.substring(start, i), false);
                start = i + 1;
            }
        }
        reading.section(spec.substring(start), true);
        return reading.result();
    }

    private static boolean isDrive(String spec, int start, int colon) {
        return spec.codePointCount(start, colon) == 1 && Character.isLetter(spec.codePointAt(start));
    }

    /** Whether the source is a path, so that the volume is a bind mount. */
    boolean isBind() {
        if (source.isEmpty()) {
            return false;
        }
        char first = source.charAt(0);
        if (first == '.' || first == '/' || first == '~' || source.startsWith("\\\\")) {
            return true;
        }
        int width = Character.charCount(source.codePointAt(0));
        return source.length() > width && source.charAt(width) == ':' && Character.isLetter(source.codePointAt(0));
    }

    private static final class Reading {
        private String source = "";
        private String target = "";
        private boolean readOnly;
        private boolean noCopy;
        private @Nullable String propagation;
        private @Nullable String selinux;

        void section(String text, boolean last) {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("there is nothing before or after a colon");
            } else if (source.isEmpty() && last) {
                target = text;
            } else if (source.isEmpty()) {
                source = text;
            } else if (target.isEmpty()) {
                target = text;
            } else if (!last) {
                throw new IllegalArgumentException("there are too many colons");
            } else {
                for (String option : text.split(",", -1)) {
                    option(option);
                }
            }
        }

        private void option(String option) {
            switch (option) {
                case "ro" -> readOnly = true;
                case "rw" -> readOnly = false;
                case "nocopy" -> noCopy = true;
                case "z", "Z" -> selinux = option;
                case "rprivate", "private", "rshared", "shared", "rslave", "slave" -> propagation = option;
                default -> {} // Compose ignores what it does not know
            }
        }

        VolumeSpec result() {
            return new VolumeSpec(source, target, readOnly, noCopy, propagation, selinux, false);
        }
    }
}
