package io.homelabhub.compose;

import io.homelabhub.compose.BackupOptions.Keep;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.schedule.Schedule;
import io.homelabhub.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads {@link BackupOptions}; what cannot be understood is reported, and counts as not said. */
final class BackupOptionsReader {
    private static final String WITHIN = "within";
    private static final String VERIFIED = "verified-within";
    private static final String SCHEDULE = "schedule";
    private static final String ENCRYPT = "encrypt";
    private static final String KEEP = "keep";
    private static final String CRON = "cron";
    private static final String TIMEZONE = "timezone";
    private static final List<String> RULES = List.of("last", "daily", "weekly", "monthly");
    private static final int MOST_KEPT = 10_000;

    private final MapNode said;
    private final String path;
    private final List<Problem> problems;

    /** @param problems gets what is wrong */
    BackupOptionsReader(MapNode said, String path, List<Problem> problems) {
        this.said = said;
        this.path = path;
        this.problems = problems;
    }

    BackupOptions options() {
        refuseOthers(said, path, List.of(WITHIN, VERIFIED, SCHEDULE, ENCRYPT, KEEP), problems);
        return new BackupOptions(
                duration(WITHIN).orElse(BackupOptions.USUAL.within()),
                duration(VERIFIED).orElse(BackupOptions.USUAL.verifiedWithin()),
                schedule(),
                encrypt(),
                keep());
    }

    /** Reports keys of a map that mean nothing. */
    static void refuseOthers(MapNode map, String path, List<String> known, List<Problem> problems) {
        map.keys().stream()
                .filter(key -> !known.contains(key) && !key.startsWith("x-"))
                .map(key -> Problem.error(map.placeOf(key), path + "." + key, "there is no such option")
                        .withSuggestion(Suggestion.didYouMean(key, known)))
                .forEach(problems::add);
    }

    private Optional<Duration> duration(String key) {
        if (!said.has(key)) {
            return Optional.empty();
        }
        Optional<Duration> duration = Durations.parse(text(key)).filter(one -> one.compareTo(Duration.ZERO) > 0);
        if (duration.isEmpty()) {
            report(said, path, key, "found " + text(key) + ", expected a duration", "write it as 36h or 7d");
        }
        return duration;
    }

    private Optional<Schedule> schedule() {
        ScheduleReader reader = new ScheduleReader(problems);
        Node node = said.get(SCHEDULE);
        if (node instanceof MapNode map) {
            String below = path + "." + SCHEDULE;
            refuseOthers(map, below, List.of(CRON, TIMEZONE), problems);
            if (map.has(TIMEZONE) && map.text(TIMEZONE) == null) {
                report(map, below, TIMEZONE, "expected the name of a time zone", "write one as Europe/Berlin or UTC");
            }
            if (map.text(CRON) == null) {
                report(said, path, SCHEDULE, "found no cron in it", "write it as {cron: \"0 3 * * *\"}");
            }
            return reader.read(map, below);
        } else if (node == null || node.isNull()) {
            return Optional.empty();
        } else if (said.text(SCHEDULE) == null) {
            report(
                    said,
                    path,
                    SCHEDULE,
                    "found " + described(node) + ", expected the five fields of cron",
                    "write it as \"0 3 * * *\"");
            return Optional.empty();
        }
        return reader.cron(said, SCHEDULE, path + "." + SCHEDULE)
                .map(cron -> new Schedule(
                        cron, Schedule.DEFAULT_ZONE, Schedule.Concurrency.FORBID, Schedule.MissedFires.ONE));
    }

    private boolean encrypt() {
        if (!said.has(ENCRYPT)) {
            return false;
        }
        String text = text(ENCRYPT); // a variable's value is a string
        if (!text.equals("true") && !text.equals("false")) {
            report(said, path, ENCRYPT, "found " + text + ", expected true or false", "");
        }
        return text.equals("true");
    }

    private Optional<Keep> keep() {
        Node node = said.get(KEEP);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!(node instanceof MapNode map)) {
            report(
                    said,
                    path,
                    KEEP,
                    "found " + node.describe() + ", expected a map with " + String.join(", ", RULES),
                    "write it as {daily: 7}");
            return Optional.empty();
        }
        int before = problems.size();
        refuseOthers(map, path + "." + KEEP, RULES, problems);
        List<Integer> counts = new ArrayList<>();
        RULES.forEach(rule -> counts.add(count(map, rule)));
        if (problems.size() == before && counts.stream().allMatch(count -> count == 0)) {
            report(said, path, KEEP, "nothing would be kept", "write it as {daily: 7}");
        }
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(new Keep(counts.get(0), counts.get(1), counts.get(2), counts.get(3)));
    }

    private int count(MapNode map, String rule) {
        if (!map.has(rule)) {
            return 0;
        }
        String text = described(Objects.requireNonNull(map.get(rule))); // a variable's value is a string
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= MOST_KEPT) {
            return Integer.parseInt(text);
        }
        report(map, path + "." + KEEP, rule, "found " + text + ", expected a number from 0 to " + MOST_KEPT, "");
        return 0;
    }

    private String text(String key) {
        return described(Objects.requireNonNull(said.get(key)));
    }

    private static String described(Node node) {
        return node instanceof ScalarNode scalar ? scalar.text() : node.describe();
    }

    private void report(MapNode map, String above, String key, String message, String suggestion) {
        problems.add(Problem.error(map.placeOf(key), above + "." + key, message).withSuggestion(suggestion));
    }
}
