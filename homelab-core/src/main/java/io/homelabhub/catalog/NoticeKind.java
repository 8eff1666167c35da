package io.homelabhub.catalog;

import java.util.Locale;

/** What an owner can ask to be told of. */
public enum NoticeKind {
    /** Something has failed and stays so: a deploy, a service, a job. */
    FAILURE,
    /** What was told as failed is well again. */
    RECOVERY,
    /** A registry has something newer than what runs. */
    UPDATE,
    /** The newest complete backup is older than asked for, or there is none. */
    BACKUP;

    /** For the catalog and for programs, as {@code failure}; never changes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
