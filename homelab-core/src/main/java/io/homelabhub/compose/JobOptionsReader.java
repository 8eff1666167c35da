package io.homelabhub.compose;

import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.time.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads {@code x-homelab} of one job; what cannot be understood is reported and counts as not said. */
final class JobOptionsReader {
    private static final String KEY = "x-homelab";
    private static final List<String> KEYS = List.of("timeout", "dependencies", "keep");
    private static final Map<String, JobOptions.Dependencies> DEPENDENCIES = Map.of(
            "start", JobOptions.Dependencies.START,
            "require", JobOptions.Dependencies.REQUIRE,
            "ignore", JobOptions.Dependencies.IGNORE);
    private static final List<String> KEPT = List.of("succeeded", "failed");

    private final String path;
    private final List<Problem> problems;

    /** @param problems gets what is wrong */
    JobOptionsReader(String job, List<Problem> problems) {
        this.path = "jobs." + job + "." + KEY;
        this.problems = problems;
    }

    JobOptions options(MapNode job) {
        Node given = job.get(KEY);
        if (given == null || given.isNull()) {
            return JobOptions.DEFAULT;
        } else if (!(given instanceof MapNode map)) {
            report(given, path, "expected a map of " + String.join(", ", KEYS), "");
            return JobOptions.DEFAULT;
        } else {
            requireKnown(map, KEYS, path);
            return kept(map, timeout(map, dependencies(map, JobOptions.DEFAULT)));
        }
    }

    private void requireKnown(MapNode map, Collection<String> known, String where) {
        map.keys().stream()
                .filter(key -> !known.contains(key) && !key.startsWith("x-"))
                .forEach(key -> problems.add(
                        Problem.error(map.placeOf(key), where + "." + key, "there is no such option for a job")
                                .withSuggestion(Suggestion.didYouMean(key, known))));
    }

    private JobOptions timeout(MapNode map, JobOptions options) {
        Node node = map.get("timeout");
        if (node == null) {
            return options;
        }
        String text = text(node);
        Optional<Duration> timeout = Durations.parse(text).filter(time -> !time.isNegative() && !time.isZero());
        if (timeout.isEmpty()) {
            report(node, path + ".timeout", "\"" + text + "\" is no duration", "write one as 90s, 5m or 1h30m");
        }
        return timeout.map(options::withTimeout).orElse(options);
    }

    private JobOptions dependencies(MapNode map, JobOptions options) {
        Node node = map.get("dependencies");
        if (node == null) {
            return options;
        }
        JobOptions.Dependencies known = DEPENDENCIES.get(text(node));
        if (known == null) {
            report(
                    node,
                    path + ".dependencies",
                    "\"" + text(node) + "\" is none of start, require and ignore",
                    Suggestion.didYouMean(text(node), DEPENDENCIES.keySet()));
            return options;
        }
        return options.withDependencies(known);
    }

    private JobOptions kept(MapNode map, JobOptions options) {
        Node node = map.get("keep");
        if (node == null) {
            return options;
        } else if (!(node instanceof MapNode keep)) {
            report(node, path + ".keep", "expected a map of succeeded and failed", "");
            return options;
        } else {
            requireKnown(keep, KEPT, path + ".keep");
            return options.withKept(
                    count(keep, "succeeded", options.keepSucceeded()), count(keep, "failed", options.keepFailed()));
        }
    }

    private int count(MapNode keep, String key, int otherwise) {
        if (!keep.has(key)) {
            return otherwise;
        }
        Node node = Objects.requireNonNull(keep.get(key));
        String text = text(node);
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= JobOptions.MOST_KEPT) {
            return Integer.parseInt(text);
        }
        report(
                node,
                path + ".keep." + key,
                "found \"" + text + "\", expected a number from 0 to " + JobOptions.MOST_KEPT,
                "");
        return otherwise;
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.text() : node.describe();
    }

    private void report(Node node, String where, String message, String suggestion) {
        problems.add(Problem.error(node.location(), where, message).withSuggestion(suggestion));
    }
}
