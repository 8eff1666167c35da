package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.Part;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.backup.store.Verification;
import io.homelabhub.backup.tar.TarScan;
import io.homelabhub.backup.tar.TarSummary;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.sops.age.AgeKeys;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Restores a backup for trial: in containers of the same images, which have no network, and compares what comes of it. What a restore
 * would replace is not looked at here: a mistake there must not hide itself here.
 */
final class Drill {
    private static final String USER = "homelab_trial";

    private final Site site;
    private final StoredBackup backup;
    private final PartReader reader;
    private final List<String> proved = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int trials;

    Drill(Site site, StoredBackup backup, AgeKeys keys) {
        this.site = site;
        this.backup = backup;
        this.reader = new PartReader(site, backup, keys);
    }

    /** Something that may turn out not to be as it was. */
    @FunctionalInterface
    private interface Trial {
        String prove() throws IOException;
    }

    /** @param anyImage for containers that never run; empty if there is none */
    Verification run(String anyImage) {
        Duration begun = site.timing().elapsed();
        List<Part> parts = backup.manifest().parts();
        parts.forEach(part -> attempt(part.file(), () -> {
            reader.check(part);
            return "";
        }));
        if (problems.isEmpty()) {
            Set<String> servers = new TreeSet<>();
            parts.stream()
                    .filter(part -> part.kind() == Part.Kind.POSTGRES_DATABASE)
                    .forEach(part -> servers.add(part.service()));
            servers.forEach(service -> postgres(service, parts));
            parts.stream().filter(part -> part.kind() == Part.Kind.REDIS).forEach(this::redis);
            parts.stream().filter(part -> part.kind() == Part.Kind.VOLUME).forEach(part -> volume(part, anyImage));
        }
        try {
            return new Verification(
                    site.now(), site.timing().elapsed().minus(begun), Shelf.manifestSha256(backup), proved, problems);
        } catch (IOException unreadable) {
            throw new BackupException(
                    BackupException.Kind.DAMAGED, "the manifest cannot be read any more", "", unreadable);
        }
    }

    private void attempt(String subject, Trial trial) {
        site.goOn();
        try {
            String told = trial.prove();
            if (!told.isEmpty()) {
                proved.add(subject + ": " + told);
                site.tell(BackupEvent.Kind.DONE, subject + ": " + told);
            }
        } catch (HomelabException | IOException failure) {
            if (failure instanceof BackupException known && known.kind() == BackupException.Kind.CANCELLED) {
                throw known;
            }
            String problem = site.mask().mask(subject + ": " + failure.getMessage());
            problems.add(problem);
            site.tell(BackupEvent.Kind.FAILED, problem);
        }
    }

    private static Part only(List<Part> parts, Part.Kind kind, String service) {
        return parts.stream()
                .filter(part -> part.kind() == kind && part.service().equals(service))
                .findFirst()
                .orElseThrow(() -> new BackupException(
                        BackupException.Kind.DAMAGED, "the " + kind.text() + " of " + service + " are not there", ""));
    }

    private void postgres(String service, List<Part> parts) {
        try (Scratch scratch = new Scratch(site, backup.manifest().project())) {
            List<PostgresServer> started = new ArrayList<>();
            attempt("server of " + service, () -> {
                Part roles = only(parts, Part.Kind.POSTGRES_ROLES, service);
                PostgresServer server = start(scratch, roles);
                int made = new PostgresLoad(server)
                        .makeRoles(reader.text(roles).lines().toList())
                        .size();
                started.add(server);
                return "started from the same image, " + DumpContent.amount(made, "role") + " made";
            });
            started.forEach(server -> parts.stream()
                    .filter(part -> part.kind() == Part.Kind.POSTGRES_DATABASE)
                    .filter(part -> part.service().equals(service))
                    .forEach(part -> attempt(part.title(), () -> load(server, part, parts))));
        }
    }

    private PostgresServer start(Scratch scratch, Part roles) {
        Map<String, Object> config = Map.of(
                "Env",
                List.of(
                        "POSTGRES_USER=" + USER,
                        "POSTGRES_DB=" + USER,
                        "POSTGRES_PASSWORD=" + USER,
                        "POSTGRES_HOST_AUTH_METHOD=trust"));
        ObservedContainer container = scratch.start(image(roles), config, Map.of());
        PostgresServer server = new PostgresServer(site, "the trial", container);
        scratch.await(container, server::isReady);
        return server;
    }

    private static String image(Part part) {
        return part.property("imageId").orElseGet(() -> part.property("image").orElse(""));
    }

    private String load(PostgresServer server, Part part, List<Part> parts) {
        String name = "trial_" + trials++;
        PostgresLoad load = new PostgresLoad(server);
        load.create(name, "trial", PostgresLoad.options(part.properties()), part.property("owner"));
        server.restore(name, reader.source(part));
        Map<String, Long> found = server.count(name);
        PostgresLoad.compare(part.title(), part.counts(), found);
        parts.stream()
                .filter(one -> one.kind() == Part.Kind.POSTGRES_SETTINGS
                        && one.service().equals(part.service())
                        && one.subject().equals(part.subject()))
                .forEach(one -> server.applySettings(name, reader.source(one)));
        load.drop(name);
        return DumpContent.rows(found) + ", as counted when it was taken";
    }

    private void redis(Part part) {
        try (Scratch scratch = new Scratch(site, backup.manifest().project())) {
            attempt(part.title(), () -> {
                String unused = new RedisTrial(site, backup.manifest().project(), scratch)
                        .load(reader, part, image(part), false);
                long keys = part.counts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                return part.counts().isEmpty()
                        ? "loaded; how many there were was changing"
                        : DumpContent.amount(keys, "key") + " loaded";
            });
        }
    }

    /** Written into a volume of its own and read back. */
    private void volume(Part part, String image) {
        try (Scratch scratch = new Scratch(site, backup.manifest().project())) {
            attempt(part.title(), () -> {
                String volume = scratch.volume();
                TarScan scan = new TarScan();
                try (VolumeHelper helper = VolumeHelper.create(
                                site, backup.manifest().project(), image, List.of(volume), true, Map.of());
                        InputStream tar = reader.open(part)) {
                    helper.write(volume, tar);
                    try (InputStream back = helper.read(volume)) {
                        site.copy(back, scan);
                    }
                }
                return compared(part, scan.summary());
            });
        }
    }

    private static String compared(Part part, TarSummary found) {
        long entries = part.counts().getOrDefault("entries", -1L);
        if (found.entries() != entries
                || !part.property("digest").filter(found.digest()::equals).isPresent()) {
            throw new BackupException(
                    BackupException.Kind.DAMAGED,
                    "came back with " + found.entries() + " files of " + entries + ", or with other content",
                    "");
        }
        return DumpContent.amount(entries, "file") + " came back as before, with mode, owner and links";
    }
}
