package io.homelabhub.backup;

import io.homelabhub.backup.sql.SqlName;
import io.homelabhub.backup.store.Part;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.sops.age.AgeKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A backup of a PostgreSQL loaded by a server of another image, without a network, into a volume of its own. */
final class NewCluster {
    private static final Duration LONGEST_END = Duration.ofMinutes(2);
    /** Nobody can use it: there is no network, and it goes with the first statement. */
    private static final String UNTIL_ROLES_ARE_LOADED = "until-roles-are-loaded";

    private static final List<String> AT_SET_UP =
            List.of("PGDATA=", "POSTGRES_INITDB_ARGS=", "POSTGRES_HOST_AUTH_METHOD=", "LANG=", "TZ=");

    private final Site site;
    private final Scratch scratch;
    private final UpgradeTarget target;
    private final PartReader reader;
    private final List<Part> parts;

    NewCluster(Site site, Scratch scratch, UpgradeTarget target, StoredBackup backup) {
        this.site = site;
        this.scratch = scratch;
        this.target = target;
        this.reader = new PartReader(site, backup, AgeKeys.of());
        this.parts = backup.manifest().parts();
    }

    /**
     * Loads it, compares it with what was counted, and starts the server once more, with the old one's configuration.
     *
     * @param place where the volume is mounted
     * @param told for people
     * @return the volume
     */
    String load(PostgresServer old, String place, List<String> told) {
        String volume = scratch.volume();
        ObservedContainer container = scratch.start(target.to(), config(old), Map.of(volume, place));
        PostgresServer server = new PostgresServer(site, "the new server", container);
        scratch.await(container, server::isReady);
        roles(old.user(), server);
        databases().forEach(part -> told.add(load(server, part)));
        configure(old, server, told);
        site.perform(new Action.StopContainer(container.id(), Optional.of(LONGEST_END)));
        site.perform(new Action.StartContainer(container.id()));
        scratch.await(container, server::isReady);
        databases().forEach(part -> PostgresLoad.compare(part.title(), part.counts(), server.count(part.subject())));
        site.perform(new Action.StopContainer(container.id(), Optional.of(LONGEST_END)));
        return volume;
    }

    /** As the service is set up, but for what is secret: passwords come with the roles. */
    private Map<String, Object> config(PostgresServer old) {
        ApiObject wanted = target.wanted().config();
        List<String> environment = new ArrayList<>(List.of(
                "POSTGRES_USER=" + old.user(),
                "POSTGRES_DB=" + old.usualDatabase(),
                "POSTGRES_PASSWORD=" + UNTIL_ROLES_ARE_LOADED));
        wanted.strings("Env").stream()
                .filter(variable -> AT_SET_UP.stream().anyMatch(variable::startsWith))
                .forEach(environment::add);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("Env", environment);
        List<String> command = wanted.strings("Cmd");
        if (!command.isEmpty() && command.stream().noneMatch(word -> word.contains("/"))) {
            config.put("Cmd", command);
        }
        return config;
    }

    private List<Part> databases() {
        return parts.stream()
                .filter(part -> part.kind() == Part.Kind.POSTGRES_DATABASE)
                .toList();
    }

    /** All of them, and the one that is there by now gets the password that it had. */
    private void roles(String user, PostgresServer server) {
        Part roles = parts.stream()
                .filter(part -> part.kind() == Part.Kind.POSTGRES_ROLES)
                .findFirst()
                .orElseThrow();
        List<String> statements = reader.text(roles).lines().toList();
        Set<String> unused = new PostgresLoad(server).makeRoles(statements);
        List<String> own = new ArrayList<>(List.of("ALTER ROLE " + SqlName.quoted(user) + " PASSWORD NULL;"));
        statements.stream()
                .filter(statement -> statement.startsWith("ALTER ROLE " + SqlName.quoted(user) + " ")
                        || statement.startsWith("ALTER ROLE " + user + " "))
                .forEach(own::add);
        server.createRoles(own);
    }

    private String load(PostgresServer server, Part part) {
        site.goOn();
        site.tell(BackupEvent.Kind.BEGUN, "loading " + part.title() + " with " + target.to());
        PostgresLoad load = new PostgresLoad(server);
        String database = part.subject();
        load.drop(database);
        load.create(database, "", PostgresLoad.options(part.properties()), part.property("owner"));
        String unused = server.admin(
                "describing database " + database,
                "COMMENT ON DATABASE " + SqlName.quoted(database) + " IS "
                        + part.property("comment").map(SqlName::literal).orElse("NULL") + ";\n");
        server.restore(database, reader.source(part));
        Map<String, Long> found = server.count(database);
        PostgresLoad.compare(part.title(), part.counts(), found);
        parts.stream()
                .filter(one -> one.kind() == Part.Kind.POSTGRES_SETTINGS
                        && one.subject().equals(database))
                .forEach(one -> server.applySettings(database, reader.source(one)));
        server.analyze(database);
        String holds = part.title() + ": " + DumpContent.rows(found) + ", as counted in the old one";
        site.tell(BackupEvent.Kind.DONE, holds);
        return holds;
    }

    /** What was written into a configuration by hand stays behind: its settings may mean something else by now. */
    private void configure(PostgresServer old, PostgresServer server, List<String> told) {
        Set<String> behind =
                new TreeSet<>(old.read(Script.PG_CONFIGURED).lines().toList());
        server.read(Script.PG_CONFIGURED).lines().forEach(behind::remove);
        if (!behind.isEmpty()) {
            String text = "postgresql.conf in the old volume says " + String.join(", ", behind)
                    + ", and the new one does not; what it needs belongs into `command`, or into ALTER SYSTEM";
            site.tell(BackupEvent.Kind.NOTE, text);
            told.add(text);
        }
        String rules = old.read(Script.PG_RULES);
        if (!rules.isEmpty()) {
            server.take(Script.PG_TAKE_RULES, rules);
        }
        server.take(Script.PG_TAKE_SYSTEM, old.read(Script.PG_SYSTEM));
    }
}
