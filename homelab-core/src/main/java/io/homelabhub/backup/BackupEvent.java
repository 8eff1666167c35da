package io.homelabhub.backup;

import java.time.Instant;

/**
 * Something that happens while a backup is taken, restored or tried out.
 *
 * @param at when
 * @param kind what of
 * @param text for people, known secrets hidden
 */
public record BackupEvent(Instant at, Kind kind, String text) {
    /** What kind of thing happens. */
    public enum Kind {
        /** Something is being done. */
        BEGUN,
        /** It is done. */
        DONE,
        /** It failed. */
        FAILED,
        /** Something to know. */
        NOTE
    }
}
