package io.homelabhub.notification;

import io.homelabhub.catalog.NoticeKind;
import io.homelabhub.report.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides when trouble is worth telling of. A deploy takes services down for a moment, and a crash loop looks well between two crashes: so
 * trouble is told once when it is there and was there half a minute before, whatever was seen between; and it is over once none was seen
 * for half a minute. Pure; for one thread.
 */
final class ServiceVigil {
    static final Duration SETTLED = Duration.ofSeconds(30);
    /** The subject of the engine itself. */
    private static final String ENGINE = "engine";

    private static final Set<ServiceState> WELL =
            Set.of(ServiceState.HEALTHY, ServiceState.RUNNING, ServiceState.COMPLETED);
    private static final Set<ServiceState> GONE = Set.of(ServiceState.ABSENT, ServiceState.DISABLED);

    private final Map<String, Trouble> troubles = new TreeMap<>();

    /** Trouble with one subject, by a clock that never goes back. */
    private record Trouble(Duration since, Duration last, boolean told) {}

    /** How one subject stands. */
    private record Standing(boolean isTrouble, boolean isWell, boolean isGone, String word) {
        static Standing of(ServiceState state) {
            return new Standing(state.isTrouble(), WELL.contains(state), GONE.contains(state), words(state));
        }

        private static String words(ServiceState state) {
            return switch (state) {
                case LOOPING -> "ends again and again";
                case EXITED -> "has ended or was stopped";
                default -> "is " + state.code();
            };
        }
    }

    /** What is to be told, services being as {@code states} has them at {@code elapsed}. */
    List<Notice> services(Map<String, ServiceState> states, Duration elapsed, Instant now) {
        List<Notice> notices = new ArrayList<>();
        states.forEach((service, state) -> look("service:" + service, service, Standing.of(state), elapsed, now)
                .ifPresent(notices::add));
        troubles.keySet()
                .removeIf(subject ->
                        !subject.equals(ENGINE) && !states.containsKey(subject.substring(subject.indexOf(':') + 1)));
        return notices;
    }

    /** What is to be told of the engine. */
    Optional<Notice> engine(boolean answers, Duration elapsed, Instant now) {
        Standing standing = new Standing(!answers, answers, false, answers ? "answers" : "does not answer");
        return look(ENGINE, "the engine", standing, elapsed, now);
    }

    private Optional<Notice> look(String subject, String name, Standing standing, Duration elapsed, Instant now) {
        Optional<Trouble> before = Optional.ofNullable(troubles.get(subject));
        if (standing.isTrouble) {
            Trouble trouble = before.orElseGet(() -> new Trouble(elapsed, elapsed, false));
            return trouble(subject, name, standing, trouble, elapsed, now);
        }
        boolean settled = standing.isWell || standing.isGone;
        return before.filter(trouble -> settled && elapsed.minus(trouble.last).compareTo(SETTLED) >= 0)
                .flatMap(trouble -> over(subject, name, standing, trouble, now));
    }

    private Optional<Notice> over(String subject, String name, Standing standing, Trouble trouble, Instant now) {
        troubles.remove(subject);
        return trouble.told && standing.isWell
                ? Optional.of(new Notice(
                        NoticeKind.RECOVERY, subject, name + " is well again", name + " " + standing.word + ".", now))
                : Optional.empty();
    }

    private Optional<Notice> trouble(
            String subject, String name, Standing standing, Trouble trouble, Duration elapsed, Instant now) {
        boolean telling = !trouble.told && elapsed.minus(trouble.since).compareTo(SETTLED) >= 0;
        troubles.put(subject, new Trouble(trouble.since, elapsed, trouble.told || telling));
        return telling
                ? Optional.of(new Notice(NoticeKind.FAILURE, subject, name + " " + standing.word, "", now))
                : Optional.empty();
    }
}
