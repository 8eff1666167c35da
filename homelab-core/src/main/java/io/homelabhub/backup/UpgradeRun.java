package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Part;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.deployment.PlanMaking;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.PostgresMajor;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Brings a PostgreSQL to another major version: backup, a new server's volume, counted, swapped, deployed. Whoever calls holds the lock. What is under
 * way is written on the engine: a run that is killed before the files name the new image becomes what it was; after that, a deploy finishes it.
 */
final class UpgradeRun {
    private final Site site;
    private final Services services;
    private final String project;
    private final UpgradeTarget target;
    private final PlanMaking deployment;
    private final Supplier<BackupResult> backup;
    private final PostgresServer old;
    private final Undo undo = new Undo();
    private final List<String> told = new ArrayList<>();

    /** @param backup takes one of the database alone */
    UpgradeRun(
            Site site,
            Services services,
            String project,
            UpgradeTarget target,
            PlanMaking deployment,
            Supplier<BackupResult> backup) {
        this.site = site;
        this.services = services;
        this.project = project;
        this.target = target;
        this.deployment = deployment;
        this.backup = backup;
        this.old = new PostgresServer(site, target.service(), target.live());
    }

    UpgradeResult run() {
        ApiObject image = image();
        String place = target.place(image);
        OptionalInt major = PostgresMajor.ofConfig(image).isPresent()
                ? PostgresMajor.ofConfig(image)
                : PostgresMajor.ofReference(target.to());
        if (major.isEmpty()) {
            throw new BackupException(
                    Kind.REFUSED,
                    "neither the tag of " + target.to()
                            + " nor its PG_MAJOR tells its major version. Nothing was touched",
                    "Take an image that tells it.");
        }
        try (Scratch scratch = new Scratch(site, project)) {
            try {
                return replace(scratch, place, major.getAsInt());
            } catch (RuntimeException failure) {
                throw undo.toldAfter(failure, site);
            }
        }
    }

    /** The config of the new image, which is pulled if it is not there. */
    private ApiObject image() {
        ObserveRequest look = new ObserveRequest(project, Set.of(target.to()), true);
        Optional<ObservedImage> there =
                Optional.ofNullable(site.engine().observe(look).images().get(target.to()));
        if (there.isEmpty()) {
            site.tell(BackupEvent.Kind.BEGUN, "pulling " + target.to());
            site.perform(new Action.PullImage(target.to(), Optional.empty()));
            there = Optional.ofNullable(site.engine().observe(look).images().get(target.to()));
        }
        return there.flatMap(ObservedImage::inspection).orElse(ApiObject.EMPTY).object("Config");
    }

    private UpgradeResult replace(Scratch scratch, String place, int major) {
        Set<String> dependants = services.up(services.dependants(Set.of(target.service())));
        Set<String> all = new TreeSet<>(dependants);
        all.add(target.service());
        VolumeHelper note = VolumeHelper.note(
                site, project, target.live().imageId(), Map.of(HomelabLabels.STOPPED, String.join(",", all)));
        undo.later("starting " + String.join(", ", all) + " again", () -> {
            services.start(all);
            note.close();
        });
        services.stop(dependants);
        dependants.forEach(name -> site.tell(BackupEvent.Kind.DONE, "stopped " + name));
        Map<String, Long> written = requireAlone(Map.of());
        StoredBackup taken = backup();
        String fresh = new NewCluster(site, scratch, target, taken).load(old, place, told);
        Map<String, Long> unchanged = requireAlone(written);
        services.stop(Set.of(target.service()));
        String kept = new UpgradeSwap(site, services, project, target, deployment)
                .run(undo, fresh, major, () -> requireRows(taken));
        services.start(dependants);
        note.close();
        told.add(target.service() + " has " + target.to() + unless(unchanged.isEmpty()));
        return new UpgradeResult(told, taken.id(), kept);
    }

    private static String unless(boolean nothing) {
        return nothing ? ", with no database in it" : "";
    }

    /** Whatever was written after the backup would be lost. */
    private Map<String, Long> requireAlone(Map<String, Long> before) {
        Map<String, Long> written = new LinkedHashMap<>();
        Set<String> others = new TreeSet<>();
        old.databases().stream().filter(database -> !database.isOurs()).forEach(database -> {
            PostgresServer.Traffic traffic = old.traffic(database.name());
            others.addAll(traffic.others());
            written.put(database.name(), traffic.written());
        });
        if (!others.isEmpty()) {
            throw new BackupException(
                    Kind.FAILED,
                    "others are connected to " + target.service() + ", and what they write would be lost: "
                            + String.join("; ", others),
                    "Stop them; what is in `depends_on` is stopped by itself.");
        }
        if (!before.isEmpty() && !before.equals(written)) {
            throw new BackupException(
                    Kind.FAILED,
                    "somebody has written to " + target.service() + " since its backup was taken",
                    "Try again.");
        }
        return written;
    }

    private StoredBackup backup() {
        StoredBackup taken = backup.get().backup();
        if (!taken.manifest().isComplete()) {
            throw new BackupException(
                    Kind.FAILED,
                    "the backup " + taken.id() + " lacks " + taken.manifest().missing(),
                    "See to that first.");
        }
        requireAll(taken);
        site.tell(BackupEvent.Kind.DONE, "backup " + taken.id() + " taken");
        return taken;
    }

    /** What a backup leaves out because it was told to would be gone afterwards. */
    private void requireAll(StoredBackup taken) {
        Set<String> without = new TreeSet<>();
        old.databases().stream()
                .filter(database -> !database.isOurs())
                .forEach(database -> without.add(database.name()));
        taken.manifest().parts().stream()
                .filter(part -> part.kind() == Part.Kind.POSTGRES_DATABASE)
                .forEach(part -> without.remove(part.subject()));
        if (!without.isEmpty()) {
            throw new BackupException(
                    Kind.FAILED,
                    "the backup " + taken.id() + " leaves out " + String.join(", ", without) + ", which would be lost",
                    "Take it out of `exclude` under `x-homelab: backup:` of " + target.service() + " for the upgrade.");
        }
    }

    private void requireRows(StoredBackup taken) {
        PostgresServer now = services.containers(target.service()).stream()
                .findFirst()
                .map(container -> new PostgresServer(site, target.service(), container))
                .orElseThrow(() -> new BackupException(Kind.FAILED, target.service() + " has gone", ""));
        taken.manifest().parts().stream()
                .filter(part -> part.kind() == Part.Kind.POSTGRES_DATABASE)
                .forEach(part -> PostgresLoad.compare(part.title(), part.counts(), now.count(part.subject())));
    }
}
