package io.homelabhub.observed;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * An image that a service had until a deploy gave it another one.
 *
 * @param deploy the number of that deploy, counting up; those that a deploy has replaced together bear the same
 * @param service the Compose service
 * @param reference what its container was made from, as {@code postgres:15.4}
 * @param id as {@code sha256:…}
 * @param digest by which its registry knows it, as {@code postgres@sha256:…}; empty for what was built
 * @param replaced when it was; empty if nobody knows
 * @param operation what has replaced it, as {@code deploy bots}
 */
public record ImageRecord(
        int deploy,
        String service,
        String reference,
        String id,
        Optional<String> digest,
        Optional<Instant> replaced,
        String operation) {
    private static final String NONE = "-";
    private static final int PARTS = 5;

    /** The same, replaced at {@code time}, unless it says when. */
    ImageRecord replacedAt(Optional<Instant> time) {
        return replaced.isPresent() ? this : new ImageRecord(deploy, service, reference, id, digest, time, operation);
    }

    /** One line, for a label. */
    public String text() {
        return String.join(
                " ",
                id,
                reference,
                digest.orElse(NONE),
                replaced.map(Instant::toString).orElse(NONE),
                operation);
    }

    /** What {@link #text} has written; empty for anything else. */
    static Optional<ImageRecord> parse(String deploy, String service, String text) {
        String[] parts = text.split(" ", PARTS);
        if (parts.length < PARTS || !deploy.matches("[1-9]\\d{0,8}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ImageRecord(
                    Integer.parseInt(deploy),
                    service,
                    parts[1],
                    parts[0],
                    Optional.of(parts[2]).filter(digest -> !digest.equals(NONE)),
                    Optional.of(parts[3]).filter(time -> !time.equals(NONE)).map(Instant::parse),
                    parts[4]));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
