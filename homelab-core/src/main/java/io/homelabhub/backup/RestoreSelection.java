package io.homelabhub.backup;

import io.homelabhub.backup.sql.DumpedDatabase;
import io.homelabhub.backup.sql.PlainDump;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Part;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.operation.DatabaseClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds what a restore replaces: which databases of which servers, and which volumes. */
final class RestoreSelection {
    private final Site site;
    private final RestoreRequest request;
    private final ObservedState observed;
    private final ProjectContainers ours;

    RestoreSelection(Site site, String project, RestoreRequest request, ObservedState observed) {
        this.site = site;
        this.request = request;
        this.observed = observed;
        this.ours = ProjectContainers.of(project, observed);
    }

    /** What is replaced. */
    record Found(List<DatabaseTarget> databases, List<Part> redis, List<Part> volumes, List<String> notes) {}

    Found find() {
        Found found = request.backup()
                .map(this::ofBackup)
                .orElseGet(() -> ofFile(request.file().orElseThrow()));
        requireServersElsewhere(found);
        return found;
    }

    /** A server of databases stays up, so nothing may happen to a volume of it meanwhile. */
    private void requireServersElsewhere(Found found) {
        Set<String> volumes = volumes(found);
        for (DatabaseTarget target : found.databases()) {
            if (Services.mounts(target.container(), volumes)) {
                throw new BackupException(
                        Kind.REFUSED,
                        target.service()
                                + " stays up while its databases are restored, and it uses a volume that would be"
                                + " replaced: one of " + String.join(", ", volumes) + ". Nothing was touched",
                        "Restore the one and then the other, as with --only " + target.database() + ".");
            }
        }
    }

    /** The volumes that are replaced. */
    Set<String> volumes(Found found) {
        Set<String> volumes = new TreeSet<>();
        found.volumes().forEach(part -> volumes.add(part.subject()));
        found.redis().forEach(part -> volumes.add(redisVolume(part.service())));
        return volumes;
    }

    // --- a file ---

    private Found ofFile(Path file) {
        List<String> notes = new ArrayList<>();
        if (PlainDump.isCustomFormat(file)) {
            ObservedContainer server = server();
            DatabaseTarget target = target(server, into(server), new DumpContent.OfCustomFile(site, file));
            return new Found(List.of(target), List.of(), List.of(), notes);
        }
        PlainDump dump = PlainDump.inspect(file);
        ObservedContainer server = server();
        String version = new PostgresServer(site, service(server), server)
                .databases().stream()
                        .findFirst()
                        .map(database -> database.properties().getOrDefault("serverVersion", ""))
                        .orElse("");
        DatabaseSwap.requireVersion(String.valueOf(file), dump.serverVersion(), version);
        List<DatabaseTarget> targets = new ArrayList<>();
        for (DumpedDatabase database : dump.databases()) {
            String name = database.name().orElseGet(() -> into(server));
            boolean template = name.equals("template0") || name.equals("template1");
            if (!isWanted(name, service(server)) || template || (database.empty() && dump.cluster())) {
                if (template && !database.empty()) {
                    notes.add(name + " of the dump is left out: new databases are made from it");
                }
                continue;
            }
            targets.add(new DatabaseTarget(
                    service(server),
                    server,
                    name,
                    database.options(),
                    Optional.empty(),
                    new DumpContent.OfPlainDump(site, dump, database)));
        }
        if (targets.isEmpty()) {
            throw new BackupException(
                    Kind.REFUSED,
                    file + " holds nothing"
                            + (request.only().isEmpty() ? "" : " of " + String.join(", ", request.only())),
                    "It has "
                            + dump.databases().stream()
                                    .map(one -> one.name().orElse("a database without a name"))
                                    .toList()
                            + ".");
        }
        if (!dump.roles().isEmpty()) {
            notes.add("roles that are there keep their passwords; those that are not are made");
        }
        return new Found(targets, List.of(), List.of(), notes);
    }

    private DatabaseTarget target(ObservedContainer server, String database, DatabaseTarget.Content content) {
        return new DatabaseTarget(service(server), server, database, Optional.empty(), Optional.empty(), content);
    }

    private String into(ObservedContainer server) {
        return request.into().orElseGet(() -> new PostgresServer(site, service(server), server).usualDatabase());
    }

    private static String service(ObservedContainer container) {
        return ProjectContainers.serviceOf(container);
    }

    /** The one that is named, else the only one. */
    private ObservedContainer server() {
        if (request.service().isPresent()) {
            return running(request.service().get());
        }
        List<ObservedContainer> servers = new ArrayList<>();
        ours.byService().forEach((service, containers) -> containers.stream()
                .filter(container -> container.state() == ContainerState.RUNNING)
                .filter(container -> DatabaseClient.of(container).equals(Optional.of(DatabaseClient.PSQL)))
                .findFirst()
                .ifPresent(servers::add));
        if (servers.size() == 1) {
            return servers.get(0);
        }
        List<String> names = servers.stream().map(RestoreSelection::service).toList();
        throw new BackupException(
                Kind.REFUSED,
                servers.isEmpty()
                        ? "no PostgreSQL server of project " + ours.project() + " runs to restore into"
                        : "more than one PostgreSQL server runs: " + String.join(", ", names),
                servers.isEmpty()
                        ? "`homelab deploy` or `homelab start` brings one up; then restore."
                        : "Say which: --service " + names.get(0) + ".");
    }

    private ObservedContainer running(String service) {
        return ours.of(service).stream()
                .filter(container -> container.state() == ContainerState.RUNNING)
                .findFirst()
                .orElseThrow(() -> new BackupException(
                        Kind.REFUSED,
                        service + " does not run, so nothing can be restored into it. Nothing was touched",
                        "`homelab deploy " + service + "` brings it up; then restore."));
    }

    // --- a backup ---

    private boolean isWanted(String subject, String service) {
        return request.only().isEmpty()
                || request.only().contains(subject)
                || (!service.isEmpty() && request.only().contains(service));
    }

    private Found ofBackup(StoredBackup backup) {
        if (!backup.manifest().project().equals(ours.project())) {
            throw new BackupException(
                    Kind.REFUSED,
                    backup.id() + " is of project " + backup.manifest().project() + ", and this is " + ours.project()
                            + ". Nothing was touched",
                    "`homelab backups list` shows which there are; `homelab backups show " + backup.id()
                            + "` tells how to open its parts by hand.");
        }
        List<Part> parts = backup.manifest().parts();
        Set<String> unknown = new TreeSet<>(request.only());
        parts.forEach(part -> {
            unknown.remove(part.subject());
            unknown.remove(part.service());
        });
        if (!unknown.isEmpty()) {
            throw new BackupException(
                    Kind.UNKNOWN,
                    backup.id() + " does not hold " + String.join(", ", unknown),
                    "`homelab backups show " + backup.id() + "` shows what it holds.");
        }
        List<Part> wanted = parts.stream()
                .filter(part -> isWanted(part.subject(), part.service()))
                .toList();
        PartReader reader = new PartReader(site, backup, request.keys());
        List<DatabaseTarget> databases = new ArrayList<>();
        wanted.stream()
                .filter(part -> part.kind() == Part.Kind.POSTGRES_DATABASE)
                .filter(part ->
                        !(part.subject().equals("postgres") && part.counts().isEmpty()))
                .forEach(part -> databases.add(database(part, parts, reader)));
        List<Part> redis = of(wanted, Part.Kind.REDIS);
        List<Part> volumes = of(wanted, Part.Kind.VOLUME);
        volumes.forEach(this::requireVolume);
        redis.forEach(part -> requireAlone(redisVolume(part.service())));
        List<String> notes = new ArrayList<>();
        if (!databases.isEmpty()) {
            notes.add("roles that are there keep their passwords; those that are not are made");
        }
        backup.manifest().missing().forEach(omission -> notes.add("not in this backup: " + omission));
        return new Found(databases, redis, volumes, notes);
    }

    private DatabaseTarget database(Part part, List<Part> parts, PartReader reader) {
        ObservedContainer server = running(part.service());
        return new DatabaseTarget(
                part.service(),
                server,
                part.subject(),
                Optional.of(PostgresLoad.options(part.properties())),
                part.property("owner"),
                new DumpContent.OfBackup(
                        reader,
                        part,
                        of(parts, Part.Kind.POSTGRES_ROLES).stream()
                                .filter(roles -> roles.service().equals(part.service()))
                                .findFirst(),
                        of(parts, Part.Kind.POSTGRES_SETTINGS).stream()
                                .filter(one -> one.service().equals(part.service())
                                        && one.subject().equals(part.subject()))
                                .findFirst()));
    }

    private static List<Part> of(List<Part> parts, Part.Kind kind) {
        return parts.stream().filter(part -> part.kind() == kind).toList();
    }

    private void requireVolume(Part part) {
        if (observed.volume(part.subject()).isEmpty()) {
            throw new BackupException(
                    Kind.REFUSED,
                    "there is no volume " + part.subject() + " to restore into. Nothing was touched",
                    "`homelab deploy" + (part.service().isEmpty() ? "" : " " + part.service())
                            + "` makes it; then restore.");
        }
        boolean ofOurs = observed.volume(part.subject())
                .filter(volume -> volume.isOf(ours.project()))
                .isPresent();
        if (!ofOurs && users(Set.of(part.subject())).isEmpty()) {
            throw new BackupException(
                    Kind.REFUSED,
                    "volume " + part.subject() + " is not of project " + ours.project()
                            + ", and none of its services uses it. Nothing was touched",
                    "Leave it out with --only, or deploy the service that uses it.");
        }
        requireAlone(part.subject());
    }

    /** Whoever is not stopped for it must not use it. */
    private void requireAlone(String volume) {
        Set<String> serving = new TreeSet<>();
        ours.byService().values().forEach(containers -> containers.forEach(one -> serving.add(one.id())));
        List<String> strangers = observed.containers().stream()
                .filter(container -> container.state().isUp())
                .filter(container -> !serving.contains(container.id()))
                .filter(container -> Services.mounts(container, Set.of(volume)))
                .map(ObservedContainer::name)
                .toList();
        if (!strangers.isEmpty()) {
            throw new BackupException(
                    Kind.REFUSED,
                    "volume " + volume + " is used by " + String.join(", ", strangers)
                            + ", which a restore does not stop. Nothing was touched",
                    "Stop that first, or leave the volume out with --only.");
        }
    }

    /** The parts that have to be as they were written. */
    static List<Part> read(StoredBackup backup, Found found) {
        Set<String> files = new TreeSet<>();
        found.redis().forEach(part -> files.add(part.file()));
        found.volumes().forEach(part -> files.add(part.file()));
        for (DatabaseTarget target : found.databases()) {
            if (target.content() instanceof DumpContent.OfBackup content) {
                files.add(content.dump().file());
                content.rolesPart().ifPresent(part -> files.add(part.file()));
                content.setup().ifPresent(part -> files.add(part.file()));
            }
        }
        return backup.manifest().parts().stream()
                .filter(part -> files.contains(part.file()))
                .toList();
    }

    /** The named volume in which a Redis service keeps its data. */
    String redisVolume(String service) {
        return running(service).mounts().stream()
                .filter(mount -> mount.type().equals("volume"))
                .filter(mount -> BackupPlanner.REDIS_DATA.contains(mount.target()))
                .map(mount -> mount.source())
                .findFirst()
                .orElseThrow(() -> new BackupException(
                        Kind.REFUSED,
                        service
                                + " keeps its data in no volume, so nothing can be restored into it. Nothing was touched",
                        "Give it a volume at /data and deploy it; then restore."));
    }

    /** Compose services that mount one of these volumes. */
    Set<String> users(Set<String> volumes) {
        return Services.users(ours, volumes);
    }

    /** The images of all containers, those of a volume's users first. */
    List<String> images() {
        return ours.all().stream().map(ObservedContainer::imageId).distinct().toList();
    }

    ObservedContainer server(String service) {
        return running(service);
    }
}
