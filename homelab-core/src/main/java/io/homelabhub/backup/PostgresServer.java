package io.homelabhub.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homelabhub.backup.sql.SqlName;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.operation.DatabaseClient;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A PostgreSQL server in a container, asked by its own programs: those of another version would refuse it, or be refused. */
final class PostgresServer {
    /** What Homelab has made and nobody uses: how its databases are marked. */
    static final String MARK = "homelab: ";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String service;
    private final DatabaseShell shell;

    PostgresServer(Site site, String service, ObservedContainer container) {
        this.service = service;
        this.shell = new DatabaseShell(site, container, DatabaseClient.PSQL);
    }

    String service() {
        return service;
    }

    /**
     * A database.
     *
     * @param name its name
     * @param mark the comment on it; of ours it begins with {@link #MARK}
     * @param properties owner, encoding, collate, ctype, version of its server
     */
    record Database(String name, String mark, Map<String, String> properties) {
        boolean isOurs() {
            return mark.startsWith(MARK);
        }
    }

    /** What was found out while a database was dumped. */
    record Dumped(Map<String, Long> rows, List<String> extensions) {}

    List<Database> databases() {
        List<Database> databases = new ArrayList<>();
        for (JsonNode node : objects(shell.ask("asking " + service + " for its databases", Script.PG_DATABASES))) {
            Map<String, String> properties = new TreeMap<>();
            for (String key : List.of("owner", "encoding", "collate", "ctype")) {
                properties.put(key, node.path(key).asText());
            }
            properties.put("serverVersion", node.path("version").asText());
            databases.add(
                    new Database(node.path("name").asText(), node.path("mark").asText(), properties));
        }
        return databases;
    }

    private static List<JsonNode> objects(String lines) {
        List<JsonNode> nodes = new ArrayList<>();
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> nodes.add(node(line)));
        return nodes;
    }

    private static JsonNode node(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException broken) {
            throw new BackupException(
                    Kind.FAILED, "the server's answer cannot be read: " + broken.getOriginalMessage(), "", broken);
        }
    }

    /** The database that the container was set up with. */
    String usualDatabase() {
        return shell.ask("asking " + service + " for its database", Script.PG_USUAL)
                .strip();
    }

    void writeRoles(OutputStream to) {
        shell.run("reading the roles of " + service, Script.PG_ROLES, List.of(), to, fact -> {});
    }

    Set<String> roles() {
        Set<String> roles = new TreeSet<>();
        objects(shell.ask("asking " + service + " for its roles", Script.PG_ROLE_NAMES))
                .forEach(node -> roles.add(node.asText()));
        return roles;
    }

    String settings(String database) {
        return shell.ask("reading the settings of database " + database, Script.PG_SETTINGS, database);
    }

    /** @throws BackupException {@code FAILED} unless all of it was written */
    Dumped dump(String database, OutputStream to) {
        Counts counts = new Counts();
        String attempt = "dumping database " + database + " of " + service;
        shell.run(attempt, Script.PG_DUMP, List.of(database), to, counts);
        if (counts.dumpEnded != 0) {
            throw new BackupException(Kind.FAILED, attempt + ": pg_dump ended with exit code " + counts.dumpEnded, "");
        }
        return new Dumped(counts.rows, counts.extensions);
    }

    private static final class Counts implements Consumer<String> {
        private final Map<String, Long> rows = new LinkedHashMap<>();
        private final List<String> extensions = new ArrayList<>();
        private int dumpEnded = -1;

        @Override
        public void accept(String fact) {
            JsonNode node = node(fact);
            if (node.has("table")) {
                rows.put(node.path("table").asText(), node.path("rows").asLong());
            } else if (node.has("extension")) {
                extensions.add(node.path("extension").asText() + " "
                        + node.path("version").asText());
            } else if (node.has("dump")) {
                dumpEnded = node.path("dump").asInt(-1);
            }
        }
    }

    /** How many rows each table has. */
    Map<String, Long> count(String database) {
        Counts counts = new Counts();
        shell.run(
                "counting in database " + database,
                Script.PG_COUNT,
                List.of(database),
                OutputStream.nullOutputStream(),
                counts);
        return counts.rows;
    }

    /** How many rows these have, by their names as SQL writes them. */
    Map<String, Long> count(String database, Collection<String> tables) {
        StringBuilder sql = new StringBuilder();
        tables.forEach(table -> sql.append("SELECT json_build_object('table', ")
                .append(SqlName.literal(table))
                .append(", 'rows', count(*)) FROM ")
                .append(table)
                .append(";\n"));
        Counts counts = new Counts();
        shell.feed("counting in database " + database, Script.PG_COUNT_THESE, List.of(database), text(sql.toString()))
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(counts);
        return counts.rows;
    }

    static DatabaseShell.Source text(String text) {
        return to -> to.write(text.getBytes(StandardCharsets.UTF_8));
    }

    String user() {
        return shell.ask("asking " + service + " for its user", Script.PG_USER).strip();
    }

    /**
     * What goes on at a database.
     *
     * @param others who else is connected to the server, for people
     * @param written how many rows of tables have ever been written
     */
    record Traffic(List<String> others, long written) {}

    Traffic traffic(String database) {
        JsonNode node = node(
                shell.ask("asking " + service + " who is connected", Script.PG_TRAFFIC, SqlName.connection(database)));
        List<String> others = new ArrayList<>();
        node.path("others").forEach(one -> others.add(one.asText()));
        return new Traffic(others, node.path("written").asLong());
    }

    /** What of the server's own files is not in any dump. */
    String read(Script file) {
        return shell.ask("reading the configuration of " + service, file);
    }

    void take(Script file, String content) {
        String unused = shell.feed("configuring the new server", file, List.of(), text(content));
    }

    void analyze(String database) {
        String unused = shell.ask("analyzing " + database, Script.PG_ANALYZE, SqlName.connection(database));
    }

    // --- changing ---

    /** Runs SQL where nobody else is. */
    String admin(String attempt, String sql) {
        return shell.feed(attempt, Script.PG_ADMIN, List.of(""), text(sql));
    }

    /** Runs the settings of a database, which its dump does not hold. */
    void applySettings(String database, DatabaseShell.Source sql) {
        String unused = shell.feed("setting up database " + database, Script.PG_ADMIN, List.of(database), sql);
    }

    void restore(String database, DatabaseShell.Source dump) {
        String unused = shell.feed(
                "restoring into " + database, Script.PG_RESTORE, List.of(SqlName.connection(database)), dump);
    }

    void restoreSql(String database, DatabaseShell.Source sql) {
        String unused = shell.feed("restoring into " + database, Script.PG_SQL, List.of(database), sql);
    }

    boolean knowsRestrict() {
        return shell.ask("asking " + service + " what its psql knows", Script.PG_KNOWS_RESTRICT)
                .strip()
                .equals("yes");
    }

    boolean isReady() {
        return shell.ask("asking " + service + " whether it is ready", Script.PG_READY)
                .strip()
                .equals("yes");
    }

    /** All of them or none. */
    void createRoles(List<String> statements) {
        String unused = shell.feed(
                "making roles of " + service,
                Script.PG_SQL,
                List.of("template1"),
                text("BEGIN;\n" + String.join("\n", statements) + "\nCOMMIT;\n"));
    }
}
