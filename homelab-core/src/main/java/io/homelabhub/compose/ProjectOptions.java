package io.homelabhub.compose;

import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.time.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a project says to Homelab alone, under {@code x-homelab} at the top of its files:
 *
 * <pre>
 * x-homelab:
 *   compose-dialect: 5       # 2 or 5: the version of Docker Compose whose hashes a new project gets; default: 2
 *   backup:
 *     within: 2d             # how old the newest complete backup may be; default: 7d
 *     verified-within: 30d   # how long ago one may have been restored for trial; default: 30d
 * </pre>
 *
 * @param dialect that the files ask for; empty if they ask for none
 * @param backupWithin how old the newest complete backup may be, above zero
 * @param verifiedWithin how long ago a backup may last have been restored for trial and found as it was, above zero
 */
public record ProjectOptions(Optional<ComposeDialect> dialect, Duration backupWithin, Duration verifiedWithin) {
    private static final String KEY = "x-homelab";
    private static final String DIALECT = "compose-dialect";
    private static final String BACKUP = "backup";
    private static final String WITHIN = "within";
    private static final String VERIFIED = "verified-within";

    /** Of files that say nothing. */
    static final ProjectOptions USUAL = new ProjectOptions(Optional.empty(), Duration.ofDays(7), Duration.ofDays(30));

    /**
     * What the files say.
     *
     * @param problems gets what cannot be understood; it counts as not said
     */
    static ProjectOptions of(MapNode model, List<Problem> problems) {
        Node options = model.get(KEY);
        if (options == null || options.isNull()) {
            return USUAL;
        } else if (!(options instanceof MapNode map)) {
            problems.add(Problem.error(model.placeOf(KEY), KEY, "expected a map with " + DIALECT + ", " + BACKUP));
            return USUAL;
        } else {
            return in(map, problems);
        }
    }

    private static ProjectOptions in(MapNode map, List<Problem> problems) {
        refuseOthers(map, KEY, List.of(DIALECT, BACKUP), problems);
        Optional<ComposeDialect> dialect = map.has(DIALECT) ? dialectOf(map, problems) : Optional.empty();
        Node backup = map.get(BACKUP);
        if (!(backup instanceof MapNode said)) {
            if (backup != null && !backup.isNull()) {
                problems.add(Problem.error(
                        map.placeOf(BACKUP), KEY + "." + BACKUP, "expected a map with " + WITHIN + ", " + VERIFIED));
            }
            return new ProjectOptions(dialect, USUAL.backupWithin, USUAL.verifiedWithin);
        }
        String path = KEY + "." + BACKUP;
        refuseOthers(said, path, List.of(WITHIN, VERIFIED), problems);
        return new ProjectOptions(
                dialect,
                duration(said, path, WITHIN, problems).orElse(USUAL.backupWithin),
                duration(said, path, VERIFIED, problems).orElse(USUAL.verifiedWithin));
    }

    private static void refuseOthers(MapNode map, String path, List<String> known, List<Problem> problems) {
        map.keys().stream()
                .filter(key -> !known.contains(key) && !key.startsWith("x-"))
                .map(key -> Problem.error(map.placeOf(key), path + "." + key, "there is no such option")
                        .withSuggestion(Suggestion.didYouMean(key, known)))
                .forEach(problems::add);
    }

    private static Optional<Duration> duration(MapNode map, String path, String key, List<Problem> problems) {
        Node said = map.get(key);
        if (said == null) {
            return Optional.empty();
        }
        Optional<Duration> duration = Durations.parse(text(said)).filter(one -> one.compareTo(Duration.ZERO) > 0);
        if (duration.isEmpty()) {
            problems.add(
                    Problem.error(map.placeOf(key), path + "." + key, "found " + text(said) + ", expected a duration")
                            .withSuggestion("write it as 36h or 7d"));
        }
        return duration;
    }

    private static Optional<ComposeDialect> dialectOf(MapNode options, List<Problem> problems) {
        String text = text(Objects.requireNonNull(options.get(DIALECT)));
        Optional<ComposeDialect> dialect = Arrays.stream(ComposeDialect.values())
                .filter(each -> text.equals(String.valueOf(each.number())))
                .findFirst();
        if (dialect.isEmpty()) {
            problems.add(
                    Problem.error(options.placeOf(DIALECT), KEY + "." + DIALECT, "found " + text + ", expected 2 or 5")
                            .withSuggestion("write the major version of the docker compose that you use"));
        }
        return dialect;
    }

    private static String text(Node said) {
        return said instanceof ScalarNode scalar ? scalar.text() : said.describe();
    }
}
