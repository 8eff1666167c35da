package io.homelabhub.operation;

import io.homelabhub.failure.HomelabException;

/** A service is not known to be a database. */
public final class UnknownDatabaseException extends HomelabException {
    private static final long serialVersionUID = 1L;

    UnknownDatabaseException(String service, String image) {
        super(
                "no client is known for " + service + ", whose image is " + image
                        + "; known are PostgreSQL, MySQL, MariaDB, Redis, Valkey and MongoDB",
                "`homelab exec " + service + " COMMAND` runs any client that its container has.",
                null);
    }
}
