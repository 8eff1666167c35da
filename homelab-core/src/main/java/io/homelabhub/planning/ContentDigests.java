package io.homelabhub.planning;

import io.homelabhub.plan.FieldDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what the files behind a container held when it last saw them with what they hold now. */
final class ContentDigests {
    private static final String CONTENT_OF = "content of ";

    private ContentDigests() {}

    /**
     * A file, or a config or secret that is no file, whose content differs.
     *
     * @param path an absolute path, or the place in the model of what is no file
     * @param before its digest when the container last saw it
     * @param now its digest
     * @param replaced whether another file has taken its name since
     */
    record Changed(String path, String before, String now, boolean replaced) {
        /** Whether a container can see it without being made anew: what is no file is put into it when it is made. */
        boolean isBound() {
            return path.startsWith("/");
        }

        FieldDifference difference() {
            return new FieldDifference(CONTENT_OF + path, before, now);
        }
    }

    /** Whether {@code difference} is one of the content of {@code path}. */
    static boolean isOf(String path, FieldDifference difference) {
        return difference.path().equals(CONTENT_OF + path);
    }

    /** What differs between two values of the label, among what is in both; sorted by path. */
    static List<Changed> changed(String before, String now) {
        Map<String, String> old = parse(before);
        List<Changed> changed = new ArrayList<>();
        parse(now).forEach((path, is) -> {
            String was = old.getOrDefault(path, is);
            if (!digest(was).equals(digest(is))) {
                changed.add(new Changed(
                        path, digest(was), digest(is), !identity(was).equals(identity(is))));
            }
        });
        return changed;
    }

    private static String digest(String value) {
        return value.replaceFirst("@.*", "");
    }

    private static String identity(String value) {
        return value.contains("@") ? value.substring(value.indexOf('@')) : "";
    }

    private static Map<String, String> parse(String label) {
        Map<String, String> digests = new TreeMap<>();
        for (String pair : label.split(";", -1)) {
            int equals = pair.lastIndexOf('=');
            if (equals > 0) {
                digests.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return digests;
    }
}
