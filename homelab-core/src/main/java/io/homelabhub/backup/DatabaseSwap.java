package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import java.nio.charset.StandardCharsets;
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
    static final String BEING_RESTORED = "being restored";

    private final Site site;
    private final PostgresServer server;
    private final PostgresLoad load;
    private final List<DatabaseTarget> targets;
    private final String stamp;
    private final Map<String, PostgresServer.Database> present = new LinkedHashMap<>();

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

    /** What {@code database} is called once the one that is called {@code beside} until then has got its name. */
    static String before(String database, String beside) {
        String word = "_restored_";
        return aside(database, "before", beside.substring(beside.lastIndexOf(word) + word.length()));
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
                sql.append(SwappedNames.leave(target.database()))
                        .append(SwappedNames.rename(target.database(), old(target)))
                        .append(SwappedNames.comment(old(target), SwappedNames.markOfBefore(target.database())));
            }
            sql.append(SwappedNames.rename(fresh(target), target.database()))
                    .append(SwappedNames.comment(target.database(), mark(target)));
        }
        undo.decisive(
                "giving the databases of " + server.service() + " their names again",
                () -> new SwappedNames(site, server, names()).swapBack());
        new SwappedNames(site, server, names())
                .transaction("changing the names of databases of " + server.service(), sql.toString());
    }

    private String mark(DatabaseTarget target) {
        return Optional.ofNullable(present.get(target.database()))
                .map(PostgresServer.Database::mark)
                .orElse("");
    }

    /** Those that change their names. */
    SwappedNames.Names names() {
        Map<String, String> besides = new LinkedHashMap<>();
        targets.forEach(target -> besides.put(target.database(), fresh(target)));
        return new SwappedNames.Names(server.service(), besides);
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
                .filter(database -> database.mark().startsWith(SwappedNames.markOfBefore(""))
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
