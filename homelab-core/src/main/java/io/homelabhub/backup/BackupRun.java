package io.homelabhub.backup;

import io.homelabhub.backup.BackupEvent.Kind;
import io.homelabhub.backup.BackupPlan.Group;
import io.homelabhub.backup.BackupPlan.Hook;
import io.homelabhub.backup.BackupPlan.Server;
import io.homelabhub.backup.BackupPlan.Volume;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.Manifest;
import io.homelabhub.backup.store.Omission;
import io.homelabhub.backup.store.Part;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.backup.store.Standstill;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.backup.tar.TarScan;
import io.homelabhub.backup.tar.TarSummary;
import io.homelabhub.desired.BackupPolicy.Driver;
import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.Sha256;
import io.homelabhub.sops.age.AgeRecipient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Takes one backup as it was planned. What of it fails is named in the manifest; what is written down there was whole. */
final class BackupRun {
    private final Site site;
    private final Services services;
    private final BackupPlan plan;
    private final ObservedState observed;
    private final List<Omission> missing;
    private final List<Part> parts = new ArrayList<>();
    private final List<Standstill> standstills = new ArrayList<>();
    private final PartWriter writer;
    private final Path folder;
    private final Instant created;

    BackupRun(Site site, Services services, BackupPlan plan, ObservedState observed, List<AgeRecipient> recipients) {
        this.site = site;
        this.services = services;
        this.plan = plan;
        this.observed = observed;
        this.missing = new ArrayList<>(plan.missing());
        this.created = site.now();
        this.folder = plan.folder().resolve(plan.project() + "-backup-" + Site.stamp(created));
        this.writer = new PartWriter(folder, recipients);
    }

    /** @param engine who it said that it was */
    BackupResult take(String engine) {
        Duration begun = site.timing().elapsed();
        boolean finished = false;
        try {
            writer.begin();
            plan.databases().forEach(this::dump);
            plan.groups().forEach(this::read);
            site.goOn();
            if (parts.isEmpty()) {
                throw new BackupException(
                        BackupException.Kind.FAILED,
                        "nothing could be backed up: "
                                + String.join(
                                        "; ",
                                        missing.stream().map(Omission::toString).toList()),
                        "There is no backup of this run.");
            }
            Manifest manifest = new Manifest(
                    String.valueOf(folder.getFileName()),
                    plan.project(),
                    plan.names(),
                    created,
                    site.timing().elapsed().minus(begun),
                    engine,
                    modelHash(),
                    parts,
                    missing,
                    plan.notCovered(),
                    standstills);
            Shelf.finish(folder, manifest);
            finished = true;
            return new BackupResult(new StoredBackup(folder, manifest, Optional.empty()));
        } catch (IOException failure) {
            throw new BackupException(
                    BackupException.Kind.FAILED,
                    "writing to " + folder + ": " + failure.getMessage(),
                    "There is no backup of this run; make room, or give another folder with --to.",
                    failure);
        } finally {
            if (!finished) {
                writer.discard();
            }
        }
    }

    /** Two backups with the same were taken of containers that were made alike. */
    private String modelHash() {
        Map<String, String> hashes = new TreeMap<>();
        for (ObservedContainer container : observed.containers()) {
            if (io.homelabhub.observed.ProjectContainers.projectOf(container)
                    .filter(plan.project()::equals)
                    .isPresent()) {
                hashes.put(
                        container.name(),
                        container.label(ComposeLabels.CONFIG_HASH).orElse("") + container.imageId());
            }
        }
        return Sha256.hex(hashes.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObservedContainer container(String id) {
        return observed.containers().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BackupException(
                        BackupException.Kind.FAILED, "container " + id + " has gone meanwhile", "Try again."));
    }

    /** Whatever cannot be had is missing; only the disk's own trouble and an end that was asked for end it all. */
    private void attempt(String subject, Task task) throws BackupException {
        site.goOn();
        Duration begun = site.timing().elapsed();
        site.tell(Kind.BEGUN, subject);
        int before = parts.size();
        try {
            task.run();
            long bytes = parts.subList(before, parts.size()).stream()
                    .mapToLong(Part::size)
                    .sum();
            site.tell(
                    Kind.DONE,
                    subject + " (" + bytes + " bytes, "
                            + io.homelabhub.time.TimeText.took(
                                    site.timing().elapsed().minus(begun)) + ")");
        } catch (HomelabException | IOException failure) {
            if (failure instanceof BackupException known && isTheEnd(known)) {
                throw known;
            }
            if (failure instanceof EngineException gone && gone.kind() == EngineException.Kind.INTERRUPTED) {
                throw gone;
            }
            while (parts.size() > before) {
                writer.remove(parts.remove(parts.size() - 1));
            }
            omit(subject, String.valueOf(failure.getMessage()));
        }
    }

    private boolean isTheEnd(BackupException failure) {
        return failure.kind() == BackupException.Kind.CANCELLED
                || (failure.kind() == BackupException.Kind.LEFT_HALF_WAY
                        && site.cancellation().isRequested());
    }

    private void omit(String subject, String problem) {
        String reason = site.mask().mask(problem);
        missing.add(new Omission(subject, reason));
        site.tell(Kind.FAILED, subject + ": " + reason);
    }

    /** Something that can fail by itself. */
    @FunctionalInterface
    private interface Task {
        void run() throws IOException;
    }

    // --- databases ---

    private void dump(Server server) {
        attempt("data of " + server.service(), () -> {
            try {
                server.before().ifPresent(line -> run(new Hook(server.service(), server.container(), line)));
                if (server.driver() == Driver.POSTGRES) {
                    dumpPostgres(server);
                } else {
                    dumpRedis(server);
                }
            } finally {
                server.after().ifPresent(line -> runAfter(new Hook(server.service(), server.container(), line)));
            }
        });
    }

    private void dumpPostgres(Server server) throws IOException {
        ObservedContainer container = container(server.container());
        PostgresServer postgres = new PostgresServer(site, server.service(), container);
        String base = "databases/" + server.service() + "/";
        Map<String, String> image = image(container);
        List<PostgresServer.Database> databases = postgres.databases().stream()
                .filter(database -> !database.isOurs() && !server.exclude().contains(database.name()))
                .toList();
        parts.add(
                writer.write(base + "roles.sql", Part.Kind.POSTGRES_ROLES, server.service(), server.service(), out -> {
                    postgres.writeRoles(out);
                    return new PartWriter.Facts(image, Map.of());
                }));
        for (PostgresServer.Database database : databases) {
            String file = base + PartWriter.fileName(database.name());
            parts.add(writer.write(
                    file + ".dump", Part.Kind.POSTGRES_DATABASE, server.service(), database.name(), out -> {
                        PostgresServer.Dumped dumped = postgres.dump(database.name(), out);
                        Map<String, String> properties = new TreeMap<>(database.properties());
                        properties.putAll(image);
                        if (!database.mark().isEmpty()) {
                            properties.put("comment", database.mark());
                        }
                        properties.put("extensions", String.join(", ", dumped.extensions()));
                        return new PartWriter.Facts(properties, dumped.rows());
                    }));
            parts.add(writer.write(
                    file + ".settings.sql", Part.Kind.POSTGRES_SETTINGS, server.service(), database.name(), out -> {
                        out.write(postgres.settings(database.name()).getBytes(StandardCharsets.UTF_8));
                        return new PartWriter.Facts(Map.of(), Map.of());
                    }));
        }
    }

    /** What made it: a trial takes the same. */
    private static Map<String, String> image(ObservedContainer container) {
        Map<String, String> image = new TreeMap<>();
        image.put(
                "image",
                container
                        .inspection()
                        .flatMap(inspection -> inspection.object("Config").string("Image"))
                        .orElse(container.image()));
        image.put("imageId", container.imageId());
        return image;
    }

    private void dumpRedis(Server server) throws IOException {
        ObservedContainer container = container(server.container());
        RedisServer redis = new RedisServer(site, server.service(), container);
        parts.add(writer.write(
                "databases/" + server.service() + "/dump.rdb",
                Part.Kind.REDIS,
                server.service(),
                server.service(),
                out -> {
                    Map<String, String> facts = redis.facts();
                    RedisServer.Keys before = redis.keys();
                    long bytes = redis.dump(out);
                    RedisServer.Keys after = redis.keys();
                    Map<String, String> properties = new TreeMap<>(image(container));
                    properties.put("serverVersion", facts.getOrDefault("redis_version", ""));
                    properties.put(
                            "appendOnly", facts.getOrDefault("aof_enabled", "0").equals("1") ? "yes" : "no");
                    properties.put("bytes", String.valueOf(bytes));
                    properties.put("expiring", String.valueOf(Math.max(before.expiring(), after.expiring())));
                    return new PartWriter.Facts(properties, before.all().equals(after.all()) ? before.all() : Map.of());
                }));
    }

    // --- volumes ---

    private void read(Group group) {
        List<String> names = group.volumes().stream().map(Volume::name).toList();
        String subject = (names.size() == 1 ? "volume " : "volumes ") + String.join(", ", names);
        attempt(subject, () -> {
            try {
                group.before().forEach(this::run);
                Standstills.Outcome outcome = new Standstills(site, services, plan.project())
                        .during(group, helper -> group.volumes().forEach(volume -> read(volume, helper)));
                outcome.standstill().ifPresent(standstills::add);
                outcome.still().forEach(one -> omit("going on after " + subject, one));
            } finally {
                group.after().forEach(this::runAfter);
            }
        });
    }

    private void read(Volume volume, VolumeHelper helper) {
        try {
            parts.add(writer.write(
                    "volumes/" + PartWriter.fileName(volume.name()) + ".tar",
                    Part.Kind.VOLUME,
                    volume.service(),
                    volume.name(),
                    out -> {
                        TarScan scan = new TarScan();
                        try (InputStream tar = helper.read(volume.name())) {
                            site.copy(tar, new BothStreams(out, scan));
                        }
                        return facts(volume, scan.summary());
                    }));
        } catch (IOException failure) {
            throw new BackupException(
                    BackupException.Kind.FAILED,
                    "reading volume " + volume.name() + ": " + failure.getMessage(),
                    "",
                    failure);
        }
    }

    private PartWriter.Facts facts(Volume volume, TarSummary summary) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("digest", summary.digest());
        observed.volume(volume.name()).ifPresent(found -> {
            properties.put("driver", found.settings().string("Driver").orElse("local"));
            properties.put("key", found.labels().getOrDefault(ComposeLabels.VOLUME, ""));
        });
        return new PartWriter.Facts(properties, Map.of("entries", summary.entries(), "bytes", summary.bytes()));
    }

    /** Runs whatever happened before; that it failed takes nothing away from what was read. */
    private void runAfter(Hook hook) {
        try {
            run(hook);
        } catch (HomelabException failure) {
            omit("`after` of " + hook.service(), String.valueOf(failure.getMessage()));
        }
    }

    private void run(Hook hook) {
        MessageLines said = new MessageLines(fact -> {});
        ExecRequest request = ExecRequest.of(List.of("sh", "-c", hook.line()));
        try (ContainerSession session = site.engine().exec(hook.container(), request)) {
            session.copyOutput(said, said);
            said.end();
            int code = session.exitCode().orElse(-1);
            if (code != 0) {
                throw new BackupException(
                        BackupException.Kind.FAILED,
                        "the hook of " + hook.service() + " ended with " + code + ": " + said.tail(),
                        "");
            }
        } catch (IOException impossible) {
            throw new BackupException(
                    BackupException.Kind.FAILED,
                    "the hook of " + hook.service() + ": " + Objects.requireNonNullElse(impossible.getMessage(), ""),
                    "",
                    impossible);
        }
    }
}
