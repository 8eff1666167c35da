package io.homelabhub.observed;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How often a container's restart policy has started it again, and what that says of it.
 *
 * @param count how often since somebody last started it
 * @param created when it was made; {@link Instant#EPOCH} if that is not known
 * @param startedAt its last start
 * @param finishedAt its last end; {@link Instant#EPOCH} before the first
 * @param exitCode of its last end; empty while it runs, as the engine has then forgotten it
 */
public record Restarts(int count, Instant created, Instant startedAt, Instant finishedAt, Optional<Integer> exitCode) {
    /** The least that has to pass after a bad end before anyone can call what comes next well. */
    public static final Duration SHORTEST_PROOF = Duration.ofSeconds(10);

    /** Nobody waits to see whether what was up for longer than this ends again. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(1);

    /** One restart is forgiven after this. */
    private static final Duration ONCE = Duration.ofMinutes(2);

    private static final Duration SHORTEST_TRUST = Duration.ofMinutes(5);
    private static final Duration LONGEST_TRUST = Duration.ofHours(1);
    /** Who ends every ten minutes is not well before half an hour without an end. */
    private static final int PERIODS = 3;

    /** What the engine says of a container; empty if it was not asked closely enough. */
    public static Optional<Restarts> of(ObservedContainer container) {
        return container.inspection().map(inspection -> {
            ApiObject state = inspection.object("State");
            boolean forgotten = state.isTrue("Running") && !state.isTrue("Restarting");
            return new Restarts(
                    (int) inspection.number("RestartCount"),
                    container.created(),
                    time(state, "StartedAt"),
                    time(state, "FinishedAt"),
                    forgotten ? Optional.empty() : Optional.of((int) state.number("ExitCode")));
        });
    }

    /** Whether a container was started again: it may be in a crash loop, and have been up just when it was looked at. */
    public static boolean any(ObservedContainer container) {
        return of(container).flatMap(Restarts::last).isPresent();
    }

    /** "Never" is the year 1 there, and the epoch here. */
    private static Instant time(ApiObject state, String name) {
        try {
            Instant time = OffsetDateTime.parse(state.string(name).orElse("")).toInstant();
            return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
        } catch (DateTimeParseException none) {
            return Instant.EPOCH;
        }
    }

    /** {@code restarted 4 times, last 12 s ago}; empty if it never was. */
    public String text(Instant now) {
        String times = count == 1 ? "once" : count + " times";
        return count == 0 ? "" : "restarted " + times + ", last " + TimeText.about(upSince(now)) + " ago";
    }

    /** Whether it ends again and again, as far as is known at {@code now}: restarted twice or more, and not long up since. */
    public boolean isLooping(Instant now) {
        return count > 1 && upSince(now).compareTo(trustedAfter()) < 0;
    }

    /** From when on it is not looping any more, if it does not end again. */
    public Instant trustedAt() {
        return startedAt.plus(trustedAfter());
    }

    /** Whether it was restarted so lately that nobody can call it well. */
    public boolean isUnsteady(Instant now) {
        return isLooping(now) || (count == 1 && upSince(now).compareTo(ONCE) < 0);
    }

    private Duration upSince(Instant now) {
        return Duration.between(startedAt, now);
    }

    private Duration trustedAfter() {
        if (created.equals(Instant.EPOCH)) {
            return SHORTEST_TRUST;
        }
        Duration periods = Duration.between(created, startedAt).dividedBy(count).multipliedBy(PERIODS);
        if (periods.compareTo(SHORTEST_TRUST) < 0) {
            return SHORTEST_TRUST;
        }
        return periods.compareTo(LONGEST_TRUST) < 0 ? periods : LONGEST_TRUST;
    }

    /**
     * How long what has ended badly has to be up before anyone can call it well: half as long again as it last was, {@link
     * #SHORTEST_PROOF} at least.
     */
    public Duration outlasted() {
        Duration lasted = lasted();
        Duration longer = lasted.multipliedBy(3).dividedBy(2);
        boolean tooLong = lasted.compareTo(LONGEST_LIFE) > 0;
        return tooLong || longer.compareTo(SHORTEST_PROOF) < 0 ? SHORTEST_PROOF : longer;
    }

    /** How long it was up before it last ended; while it runs again, about how long on average. */
    public Duration lasted() {
        if (finishedAt.isAfter(startedAt)) {
            return Duration.between(startedAt, finishedAt);
        }
        boolean known = count > 0 && !created.equals(Instant.EPOCH);
        return known ? Duration.between(created, startedAt).dividedBy(count) : Duration.ZERO;
    }

    /** When it was last started again; empty if it never was. */
    public Optional<Instant> last() {
        return count == 0 ? Optional.empty() : Optional.of(startedAt);
    }
}
