package io.homelabhub.backup;

import io.homelabhub.backup.sql.SqlName;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.engine.EngineException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The databases of one server that are replaced together: made and filled under other names first, then renamed in one transaction, so
 * that all of them are the old ones or all the new ones.
 */
final class DatabaseSwap {
    private static final int MOST_BYTES = 63;
    private static final int ATTEMPTS = 10;
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final String BEING_RESTORED = "being restored";

    private final Site site;
    private final PostgresServer server;
    private final PostgresLoad load;
    private final List<DatabaseTarget> targets;
    private final String stamp;
    private final Map<String, PostgresServer.Database> present = new LinkedHashMap<>();
    private boolean swapped;

    DatabaseSwap(Site site, List<DatabaseTarget> targets, String stamp) {
        this.site = site;
        this.targets = List.copyOf(targets);
        this.server = new PostgresServer(
                site, targets.get(0).service(), targets.get(0).container());
        this.load = new PostgresLoad(server);
        this.stamp = stamp.replace('-', '_');
    }

    /** {@code lab_restored_20261130_041523}, with as much of the name as fits. */
    static String aside(String database, String word, String stamp) {
        String end = "_" + word + "_" + stamp;
        String begin = database;
        while ((begin + end).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            begin = begin.substring(0, begin.offsetByCodePoints(begin.length(), -1));
        }
        return begin + end;
    }

    private String fresh(DatabaseTarget target) {
        return aside(target.database(), "restored", stamp);
    }

    private String old(DatabaseTarget target) {
        return aside(target.database(), "before", stamp);
    }

    /** Makes and fills the new ones, and tells of each what it holds. */
    List<String> prepare(Undo undo) {
        for (PostgresServer.Database database : server.databases()) {
            present.put(database.name(), database);
            if (database.mark().startsWith(PostgresServer.MARK + BEING_RESTORED)) {
                load.drop(database.name()); // of a restore that was killed
            }
        }
        List<String> told = new ArrayList<>();
        for (DatabaseTarget target : targets) {
            site.goOn();
            site.tell(BackupEvent.Kind.BEGUN, "restoring " + target.title() + " beside");
            Set<String> roles = load.makeRoles(target.content().roles());
            if (!roles.isEmpty()) {
                undo.later("removing roles " + String.join(", ", roles), () -> load.dropRoles(roles));
            }
            undo.later("removing database " + fresh(target), () -> load.drop(fresh(target)));
            load.create(fresh(target), BEING_RESTORED, options(target), owner(target));
            String holds = target.content().fill(server, fresh(target));
            setUp(target);
            site.tell(BackupEvent.Kind.DONE, target.title() + " is restored beside: " + holds);
            told.add(target.title() + ": " + holds);
        }
        return told;
    }

    private String options(DatabaseTarget target) {
        return target.options()
                .orElseGet(() -> PostgresLoad.options(Optional.ofNullable(present.get(target.database()))
                        .map(PostgresServer.Database::properties)
                        .orElse(Map.of())));
    }

    private Optional<String> owner(DatabaseTarget target) {
        return target.owner().or(() -> Optional.ofNullable(present.get(target.database()))
                .map(database -> database.properties().get("owner")));
    }

    private void setUp(DatabaseTarget target) {
        Optional<DatabaseShell.Source> settings = target.content().settings();
        if (settings.isPresent()) {
            server.applySettings(fresh(target), settings.get());
        } else if (present.containsKey(target.database())) {
            server.applySettings(fresh(target), PostgresServer.text(server.settings(target.database())));
        }
    }

    /** The names change, all at once. Whoever is connected is put out. */
    void swap(Undo undo) {
        StringBuilder sql = new StringBuilder();
        for (DatabaseTarget target : targets) {
            if (present.containsKey(target.database())) {
                sql.append(leave(target.database()))
                        .append(rename(target.database(), old(target)))
                        .append(comment(old(target), PostgresServer.MARK + "before a restore: " + target.database()));
            }
            sql.append(rename(fresh(target), target.database())).append(comment(target.database(), mark(target)));
        }
        undo.must("giving the databases of " + server.service() + " their names again", this::swapBack);
        transaction("changing the names of databases of " + server.service(), sql.toString());
        swapped = true;
    }

    private String mark(DatabaseTarget target) {
        return Optional.ofNullable(present.get(target.database()))
                .map(PostgresServer.Database::mark)
                .orElse("");
    }

    private void swapBack() {
        StringBuilder sql = new StringBuilder();
        Map<String, Boolean> there = new LinkedHashMap<>();
        server.databases().forEach(database -> there.put(database.name(), true));
        for (DatabaseTarget target : targets) {
            boolean isNew = swapped || !there.containsKey(fresh(target));
            if (isNew) {
                sql.append(leave(target.database()))
                        .append(rename(target.database(), fresh(target)))
                        .append(comment(fresh(target), PostgresServer.MARK + BEING_RESTORED));
                if (there.containsKey(old(target))) {
                    sql.append(rename(old(target), target.database())).append(comment(target.database(), mark(target)));
                }
            }
        }
        if (!sql.isEmpty()) {
            transaction("giving databases their names again", sql.toString());
        }
    }

    private static String leave(String database) {
        return "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = " + SqlName.literal(database)
                + " AND pid <> pg_backend_pid();\n";
    }

    private static String rename(String from, String to) {
        return "ALTER DATABASE " + SqlName.quoted(from) + " RENAME TO " + SqlName.quoted(to) + ";\n";
    }

    private static String comment(String database, String mark) {
        return "COMMENT ON DATABASE " + SqlName.quoted(database) + " IS "
                + (mark.isEmpty() ? "NULL" : SqlName.literal(mark)) + ";\n";
    }

    /** Somebody may connect in between: then it is tried again. */
    private void transaction(String attempt, String sql) {
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

    /** What was there before and stays. */
    List<String> kept() {
        return targets.stream()
                .filter(target -> present.containsKey(target.database()))
                .map(target -> "database " + old(target) + " of " + target.service())
                .toList();
    }

    /** The databases that restores have left: what was there before, and what a restore that was killed had begun. */
    static List<String> left(PostgresServer server) {
        return server.databases().stream()
                .filter(database -> database.mark().startsWith(PostgresServer.MARK + "before a restore")
                        || database.mark().startsWith(PostgresServer.MARK + BEING_RESTORED))
                .map(PostgresServer.Database::name)
                .toList();
    }

    /** Refuses what the server could not read. */
    static void requireVersion(String what, Optional<String> dumped, String server) {
        int from = major(dumped.orElse("0"));
        int to = major(server);
        if (from > to) {
            throw new BackupException(
                    Kind.REFUSED,
                    "restoring " + what + ": it was taken from PostgreSQL " + dumped.orElse("") + ", and the server is "
                            + server + ", which cannot read it. Nothing was touched",
                    "Deploy a server of version " + from + " or newer first.");
        }
    }

    private static int major(String version) {
        String digits = version.split("[^0-9]", 2)[0];
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }
}
