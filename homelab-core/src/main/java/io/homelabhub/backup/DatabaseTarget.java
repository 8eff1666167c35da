package io.homelabhub.backup;

import io.homelabhub.observed.ObservedContainer;
import java.util.List;
import java.util.Optional;

/**
 * A database that is to be replaced.
 *
 * @param service the Compose service of its server
 * @param container that of the server
 * @param database its name; it need not be there yet
 * @param options how the new one is made, as {@code TEMPLATE = template0}; empty for as the one that is there
 * @param owner of the new one; empty for that of the one that is there
 * @param content what fills it and sees that it is right
 */
record DatabaseTarget(
        String service,
        ObservedContainer container,
        String database,
        Optional<String> options,
        Optional<String> owner,
        Content content) {
    /** What fills a database. */
    interface Content {
        /** Statements that make roles, as {@code pg_dumpall} writes them. */
        List<String> roles();

        /** Fills an empty database and sees that it holds what it should; tells how much that is. */
        String fill(PostgresServer server, String database);

        /** SQL that sets up the database itself, with {@code :"db"} for its name; empty for as the one that is there. */
        Optional<DatabaseShell.Source> settings();
    }

    String title() {
        return "database " + database + " of " + service;
    }
}
