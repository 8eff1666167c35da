package io.homelabhub.planning;

import io.homelabhub.plan.Cause;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.resource.HomelabLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what the files behind a container held when it was made with what they hold now. */
final class ContentDigests {
    private ContentDigests() {}

    /**
     * The files whose content differs. Nothing differs if the container carries no digests: Docker Compose made it, and
     * what its files held is not known.
     */
    static Optional<Cause> difference(Map<String, String> before, Map<String, String> after) {
        String recorded = before.get(HomelabLabels.CONTENT);
        if (recorded == null) {
            return Optional.empty();
        }
        Map<String, String> old = parse(recorded);
        Map<String, String> now = parse(after.getOrDefault(HomelabLabels.CONTENT, ""));
        Set<String> paths = new TreeSet<>(old.keySet());
        paths.retainAll(now.keySet());
        List<FieldDifference> differences = new ArrayList<>();
        for (String path : paths) {
            String was = old.getOrDefault(path, "");
            String is = now.getOrDefault(path, "");
            if (!was.equals(is)) {
                differences.add(new FieldDifference("content of " + path, was, is));
            }
        }
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cause(Cause.Kind.CONTENT_CHANGED, "", differences));
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
