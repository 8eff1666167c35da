package io.homelabhub.backup;

import io.homelabhub.backup.sql.SqlName;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.engine.EngineException;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.HomelabLabels;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names that databases of one server change, all at once. Whether they have is seen at the server: so a run that was killed is known to have
 * come to its end, or not, by the next one.
 */
final class SwappedNames {
    private static final int ATTEMPTS = 10;
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final String BEFORE = "before a restore: ";

    private final Site site;
    private final PostgresServer server;
    private final Names names;

    SwappedNames(Site site, PostgresServer server, Names names) {
        this.site = site;
        this.server = server;
        this.names = names;
    }

    /**
     * Which databases of a server.
     *
     * @param service the Compose service of the server
     * @param besides by database: what the new one is called until it gets its name
     */
    record Names(String service, Map<String, String> besides) {
        private static final String BETWEEN_NAMES = "=";

        /** {@code service=database=beside}, joined with commas. */
        static String written(List<Names> all) {
            List<String> words = new ArrayList<>();
            for (Names names : all) {
                names.besides.forEach((database, beside) -> words.add(names.service
                        + BETWEEN_NAMES
                        + PartWriter.fileName(database)
                        + BETWEEN_NAMES
                        + PartWriter.fileName(beside)));
            }
            return String.join(",", words);
        }

        /** Those that a note on the engine tells of. */
        static List<Names> of(ObservedContainer note) {
            Map<String, Map<String, String>> byService = new TreeMap<>();
            for (String word : Standstills.words(note, HomelabLabels.RENAMING)) {
                String[] parts = word.split(BETWEEN_NAMES);
                byService
                        .computeIfAbsent(parts[0], any -> new LinkedHashMap<>())
                        .put(plain(parts[1]), plain(parts[2]));
            }
            return byService.entrySet().stream()
                    .map(entry -> new Names(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private static String plain(String written) {
            return URLDecoder.decode(written, StandardCharsets.UTF_8);
        }
    }

    private Map<String, PostgresServer.Database> present() {
        Map<String, PostgresServer.Database> present = new LinkedHashMap<>();
        server.databases().forEach(database -> present.put(database.name(), database));
        return present;
    }

    /** Whether the new ones have got their names: as all of them do at once, none is beside any more. */
    boolean areSwapped() {
        Map<String, PostgresServer.Database> present = present();
        return names.besides().values().stream().noneMatch(present::containsKey);
    }

    /** The old ones get their names again, if the new ones have them. Can be done again. */
    void swapBack() {
        if (!areSwapped()) {
            return;
        }
        Map<String, PostgresServer.Database> present = present();
        StringBuilder sql = new StringBuilder();
        names.besides().forEach((database, beside) -> {
            PostgresServer.Database now = present.get(database);
            if (now == null) {
                return;
            }
            sql.append(leave(database))
                    .append(rename(database, beside))
                    .append(comment(beside, PostgresServer.MARK + DatabaseSwap.BEING_RESTORED));
            present.values().stream()
                    .filter(one -> one.name().equals(DatabaseSwap.before(database, beside)))
                    .findFirst()
                    .ifPresent(before ->
                            sql.append(rename(before.name(), database)).append(comment(database, now.mark())));
        });
        if (!sql.isEmpty()) {
            transaction("giving the databases of " + server.service() + " their names again", sql.toString());
        }
    }

    /** What was made beside goes. */
    void dropBesides() {
        PostgresLoad load = new PostgresLoad(server);
        names.besides().values().forEach(load::drop);
    }

    /** The comment on what was there before. */
    static String markOfBefore(String database) {
        return PostgresServer.MARK + BEFORE + database;
    }

    static String leave(String database) {
        return "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = " + SqlName.literal(database)
                + " AND pid <> pg_backend_pid();\n";
    }

    static String rename(String from, String to) {
        return "ALTER DATABASE " + SqlName.quoted(from) + " RENAME TO " + SqlName.quoted(to) + ";\n";
    }

    static String comment(String database, String mark) {
        return "COMMENT ON DATABASE " + SqlName.quoted(database) + " IS "
                + (mark.isEmpty() ? "NULL" : SqlName.literal(mark)) + ";\n";
    }

    /** Somebody may connect in between: then it is tried again. */
    void transaction(String attempt, String sql) {
        for (int tried = 1; ; tried++) {
            try {
                String unused = server.admin(attempt, "BEGIN;\n" + sql + "COMMIT;\n");
                return;
            } catch (BackupException failed) {
                if (tried == ATTEMPTS
                        || !String.valueOf(failed.getMessage()).contains("being accessed by other users")) {
                    throw failed;
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            site.timing().sleep(BETWEEN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.INTERRUPTED, "interrupted between two attempts");
        }
    }
}
