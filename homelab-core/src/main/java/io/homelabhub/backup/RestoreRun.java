package io.homelabhub.backup;

import io.homelabhub.backup.RestoreSelection.Found;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Part;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.HomelabLabels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Restores: beside, checked, swapped. Whoever calls holds the lock. */
final class RestoreRun {
    private final Site site;
    private final Services services;
    private final String project;
    private final RestoreRequest request;
    private final RestoreSelection selection;
    private final Found found;
    private final String stamp;
    private final Undo undo = new Undo();

    RestoreRun(
            Site site,
            Services services,
            String project,
            RestoreRequest request,
            RestoreSelection selection,
            Found found) {
        this.site = site;
        this.services = services;
        this.project = project;
        this.request = request;
        this.selection = selection;
        this.found = found;
        this.stamp = Site.stamp(site.now());
    }

    /** The services that stand still meanwhile, of those that are up. */
    static Set<String> stopped(Services services, RestoreSelection selection, Found found) {
        Set<String> servers = new TreeSet<>();
        found.databases().forEach(target -> servers.add(target.service()));
        Set<String> stopped = new TreeSet<>(services.dependants(servers));
        Set<String> users = selection.users(selection.volumes(found));
        stopped.addAll(users);
        stopped.addAll(services.dependants(users));
        stopped.removeAll(servers);
        return services.up(stopped);
    }

    RestoreResult run() {
        List<String> told = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        request.backup().ifPresent(backup -> {
            PartReader reader = new PartReader(site, backup, request.keys());
            partsToCheck(backup).forEach(reader::check);
            site.tell(BackupEvent.Kind.DONE, "every part is as it was written");
        });
        try (Scratch scratch = new Scratch(site, project)) {
            try {
                replace(scratch, told, kept);
            } catch (RuntimeException failure) {
                throw undo.toldAfter(failure, site);
            }
        }
        return new RestoreResult(told, kept);
    }

    /** Whoever wants all of it learns of any damage, of parts too that nothing is restored from. */
    private List<Part> partsToCheck(StoredBackup backup) {
        return request.only().isEmpty() ? backup.manifest().parts() : RestoreSelection.read(backup, found);
    }

    private void replace(Scratch scratch, List<String> told, List<String> kept) {
        List<DatabaseSwap> swaps = databases();
        swaps.forEach(swap -> told.addAll(swap.prepare(undo)));
        Optional<VolumeSwap> volumes = volumes(scratch, told);
        Set<String> stopped = stopped(services, selection, found);
        Optional<VolumeHelper> note = note(stopped);
        undo.later("starting " + String.join(", ", stopped) + " again", () -> {
            services.start(stopped);
            note.ifPresent(VolumeHelper::close);
        });
        if (!stopped.isEmpty()) {
            site.tell(BackupEvent.Kind.BEGUN, "stopping " + String.join(", ", stopped));
            services.stop(stopped);
            site.tell(BackupEvent.Kind.DONE, "stopped " + String.join(", ", stopped));
        }
        volumes.ifPresent(swap -> swap.keep(undo));
        Optional<VolumeHelper> journal = journal(volumes, swaps);
        undo.later("removing the note that data is being replaced", () -> journal.ifPresent(VolumeHelper::close));
        volumes.ifPresent(swap -> swap.replace(undo, services));
        site.goOn();
        swaps.forEach(swap -> swap.swap(undo));
        services.start(stopped);
        if (!stopped.isEmpty()) {
            site.tell(BackupEvent.Kind.DONE, "started " + String.join(", ", stopped) + " again; all are ready");
        }
        found.redis().forEach(part -> requireKeys(scratch, part));
        journal.ifPresent(VolumeHelper::close);
        note.ifPresent(VolumeHelper::close);
        swaps.forEach(swap -> kept.addAll(swap.kept()));
        volumes.ifPresent(swap -> kept.addAll(swap.kept()));
    }

    private List<DatabaseSwap> databases() {
        Map<String, List<DatabaseTarget>> byServer = new LinkedHashMap<>();
        found.databases().forEach(target -> byServer.computeIfAbsent(target.service(), any -> new ArrayList<>())
                .add(target));
        return byServer.values().stream()
                .map(targets -> new DatabaseSwap(site, targets, stamp))
                .toList();
    }

    private Optional<VolumeSwap> volumes(Scratch scratch, List<String> told) {
        if (found.volumes().isEmpty() && found.redis().isEmpty()) {
            return Optional.empty();
        }
        String image = VolumeSwap.imageWithShell(site, project, selection.images());
        VolumeSwap swap = new VolumeSwap(site, project, image, stamp);
        PartReader reader = new PartReader(site, request.backup().orElseThrow(), request.keys());
        for (Part part : found.redis()) {
            String loaded = redis(scratch, reader, part);
            swap.add(selection.redisVolume(part.service()), () -> {
                VolumeHelper helper = VolumeHelper.create(site, project, image, List.of(loaded), false, Map.of());
                return new ClosingStream(helper.read(loaded), helper);
            });
            told.add(part.title() + ": loaded by a server of the same image");
        }
        for (Part part : found.volumes()) {
            swap.add(part.subject(), () -> reader.open(part));
            told.add(part.title() + ": " + DumpContent.amount(part.counts().getOrDefault("entries", 0L), "file"));
        }
        return Optional.of(swap);
    }

    private String redis(Scratch scratch, PartReader reader, Part part) {
        RedisServer live = new RedisServer(site, part.service(), selection.server(part.service()));
        boolean append = live.facts().getOrDefault("aof_enabled", "0").equals("1");
        site.tell(BackupEvent.Kind.BEGUN, "loading " + part.title() + " beside");
        String volume = new RedisTrial(site, project, scratch)
                .load(reader, part, selection.server(part.service()).imageId(), append);
        site.tell(BackupEvent.Kind.DONE, part.title() + " are loaded beside");
        return volume;
    }

    /** A server that did not look at what it was given serves nothing, and is ready all the same. */
    private void requireKeys(Scratch scratch, Part part) {
        ObservedContainer container = selection.server(part.service());
        RedisServer live = new RedisServer(site, part.service(), container);
        scratch.await(container, live::isReady);
        if (RedisTrial.fewest(part) > 0 && live.keys().count() == 0) {
            throw new BackupException(
                    Kind.FAILED,
                    part.service() + " has no keys after it was started with those of the backup",
                    "Its command or configuration may say that it keeps its data elsewhere than in "
                            + selection.redisVolume(part.service()) + ".");
        }
    }

    /** What changes in more than one transaction is written on the engine: the next run has all of it new, or all of it as before. */
    private Optional<VolumeHelper> journal(Optional<VolumeSwap> volumes, List<DatabaseSwap> swaps) {
        if (volumes.isEmpty() && swaps.size() < 2) {
            return Optional.empty();
        }
        Map<String, String> labels = new LinkedHashMap<>();
        volumes.ifPresent(swap -> labels.put(HomelabLabels.REPLACING, swap.pairs()));
        if (!swaps.isEmpty()) {
            labels.put(
                    HomelabLabels.RENAMING,
                    SwappedNames.Names.written(
                            swaps.stream().map(DatabaseSwap::names).toList()));
        }
        return Optional.of(VolumeHelper.note(site, project, anyImage(), labels));
    }

    private String anyImage() {
        return selection.images().stream()
                .findFirst()
                .orElseThrow(() -> new BackupException(Kind.FAILED, "there is no image", ""));
    }

    /** Who has been stopped is written on the engine, for the next run if this one is killed. */
    private Optional<VolumeHelper> note(Set<String> stopped) {
        if (stopped.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                VolumeHelper.note(site, project, anyImage(), Map.of(HomelabLabels.STOPPED, String.join(",", stopped))));
    }
}
