package io.homelabhub.schedule;

import io.homelabhub.failure.HomelabException;

/** A text is no cron expression of five fields. */
public final class CronSyntaxException extends HomelabException {
    private static final long serialVersionUID = 1L;

    CronSyntaxException(String problem, String remedy) {
        super(problem, remedy, null);
    }
}
