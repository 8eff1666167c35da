package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.engine.EngineException;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.resource.HomelabLabels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A restore that was killed while data was being replaced. If its databases have changed their names, which is the last that it does, all is new
 * and stays so; else all of it becomes what it was before. Either can be done again.
 */
final class UnfinishedRestore {
    private static final int LOOKS = 240;
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final Site site;
    private final Services services;
    private final String project;
    private final ObservedState seen;

    UnfinishedRestore(Site site, Services services, String project, ObservedState seen) {
        this.site = site;
        this.services = services;
        this.project = project;
        this.seen = seen;
    }

    /**
     * Settles it.
     *
     * @param left the containers that were left; if somebody has to be started again for it, a note is added
     * @param told what was done, for people
     * @throws BackupException {@code LEFT_HALF_WAY} if it could not be settled
     */
    void settle(List<ObservedContainer> left, List<String> told) {
        List<ObservedContainer> notes = left.stream()
                .filter(note -> note.labels().containsKey(HomelabLabels.REPLACING)
                        || note.labels().containsKey(HomelabLabels.RENAMING))
                .toList();
        for (ObservedContainer note : notes) {
            List<SwappedNames> swaps = SwappedNames.Names.of(note).stream()
                    .map(names -> new SwappedNames(site, server(names.service()), names))
                    .toList();
            if (!swaps.isEmpty() && swaps.stream().allMatch(SwappedNames::areSwapped)) {
                told.add("an earlier restore was cut short when all data had been replaced; it stays replaced");
            } else {
                swaps.forEach(SwappedNames::swapBack);
                putBack(note, left, told);
                swaps.forEach(SwappedNames::dropBesides);
                UnfinishedUpgrade.dataIsBack(site, services, project, note, left);
            }
        }
    }

    /** One that is down is started: it alone knows what its databases are called. */
    private PostgresServer server(String service) {
        for (int look = 0; look < LOOKS; look++) {
            if (look == 0) {
                Standstills.failureOf(() -> services.start(Set.of(service))).ifPresent(failure -> {
                    throw unanswered(service, Undo.words(failure));
                });
            }
            for (ObservedContainer container :
                    ProjectContainers.of(project, services.observe()).of(service)) {
                PostgresServer server = new PostgresServer(site, service, container);
                if (container.state() == ContainerState.RUNNING && isReady(server)) {
                    return server;
                }
            }
            pause();
        }
        throw unanswered(service, "it is not ready");
    }

    private static boolean isReady(PostgresServer server) {
        try {
            return server.isReady();
        } catch (BackupException | EngineException notYet) {
            return false;
        }
    }

    private void pause() {
        try {
            site.timing().sleep(BETWEEN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.INTERRUPTED, "interrupted while a server started");
        }
    }

    private static BackupException unanswered(String service, String why) {
        return new BackupException(
                Kind.LEFT_HALF_WAY,
                "an earlier restore was cut short, and " + service + ", which knows how far it came, does not answer: "
                        + why + ". Nothing was touched",
                "`homelab logs " + service + "` tells why; then try again.");
    }

    /** Volumes hold what they did before again, while nobody uses them. The copies stay until they are forgotten: this may have to be done again. */
    private void putBack(ObservedContainer note, List<ObservedContainer> left, List<String> told) {
        Map<String, String> copies = new TreeMap<>();
        for (String pair : Standstills.words(note, HomelabLabels.REPLACING)) {
            int equals = pair.lastIndexOf('=');
            copies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        if (copies.isEmpty()) {
            return;
        }
        requireCopies(copies);
        String image = note.imageId();
        Set<String> users = services.up(Services.users(ProjectContainers.of(project, seen), copies.keySet()));
        if (!users.isEmpty()) {
            String stopped = VolumeHelper.note(
                            site, project, image, Map.of(HomelabLabels.STOPPED, String.join(",", users)))
                    .name();
            services.observe().container(stopped).ifPresent(left::add);
            services.stopAnyway(users);
        }
        VolumeSwap swap = new VolumeSwap(site, project, image, "");
        List<String> still = new ArrayList<>();
        copies.forEach((volume, kept) -> Standstills.failureOf(() -> swap.putBack(volume, kept))
                .ifPresentOrElse(
                        failure -> still.add("volume " + volume + " from " + kept + ": " + Undo.words(failure)),
                        () -> told.add("an earlier restore was cut short: volume " + volume
                                + " holds what it did before again; the copy " + kept
                                + " stays until `homelab restore --forget`")));
        if (!still.isEmpty()) {
            throw Standstills.halfWay("an earlier restore was cut short, and not all could be put back", still, null);
        }
    }

    private void requireCopies(Map<String, String> copies) {
        List<String> gone = new ArrayList<>();
        copies.forEach((volume, kept) -> {
            if (seen.volume(volume).isEmpty() || seen.volume(kept).isEmpty()) {
                gone.add("volume " + volume + " from " + kept);
            }
        });
        if (!gone.isEmpty()) {
            throw new BackupException(
                    Kind.LEFT_HALF_WAY,
                    "an earlier restore was cut short, and what it was to be put back from is gone: "
                            + String.join("; ", gone) + ". Nothing was touched",
                    "Look at the volumes; if they may stay as they are, remove the container with the label "
                            + HomelabLabels.REPLACING + " and restore a backup.");
        }
    }
}
