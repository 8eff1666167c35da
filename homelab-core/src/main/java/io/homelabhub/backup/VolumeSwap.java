package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.engine.EngineException;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.VolumeSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Volumes whose content is replaced together, while nobody uses them: each is copied aside first, then emptied and filled. */
final class VolumeSwap {
    private static final String EMPTY = "rm -rf /homelab-0/..?* /homelab-0/.[!.]* /homelab-0/*";

    private final Site site;
    private final String project;
    private final String image;
    private final String stamp;
    private final Map<String, Content> contents = new LinkedHashMap<>();

    /** What a volume is filled with: a tar archive whose entries lie below {@code volume/}. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /** @param image has a shell */
    VolumeSwap(Site site, String project, String image, String stamp) {
        this.site = site;
        this.project = project;
        this.image = image;
        this.stamp = stamp;
    }

    void add(String volume, Content content) {
        contents.put(volume, content);
    }

    boolean isEmpty() {
        return contents.isEmpty();
    }

    private String before(String volume) {
        return volume + "_before_" + stamp;
    }

    /** An image that has a shell, of those that there are: volumes are emptied by one. */
    static String imageWithShell(Site site, String project, List<String> images) {
        for (String image : images) {
            try (Scratch scratch = new Scratch(site, project)) {
                scratch.shell(image, List.of(), "command -v rm >/dev/null");
                return image;
            } catch (EngineException | BackupException none) {
                // another may have one
            }
        }
        throw new BackupException(
                Kind.REFUSED,
                "no image of the project has a shell, which empties a volume before it is filled. Nothing was touched",
                "Stop the service and unpack the backup by the line that `homelab backups show` gives.");
    }

    /** Copies all of them aside. */
    void keep(Undo undo) {
        for (String volume : contents.keySet()) {
            site.goOn();
            site.tell(BackupEvent.Kind.BEGUN, "copying volume " + volume + " aside");
            String kept = before(volume);
            undo.later("removing volume " + kept, () -> site.perform(new Action.RemoveVolume(kept)));
            site.perform(new Action.CreateVolume(new VolumeSpec(
                    kept, Map.of(HomelabLabels.BACKUP_OF, project, HomelabLabels.BEFORE, volume), ApiObject.EMPTY)));
            copy(volume, kept);
        }
    }

    private void copy(String from, String to) {
        fill(to, () -> {
            VolumeHelper helper = VolumeHelper.create(site, project, image, List.of(from), false, Map.of());
            return new ClosingStream(helper.read(from), helper);
        });
    }

    private void fill(String volume, Content content) {
        try (InputStream tar = content.open();
                VolumeHelper helper = VolumeHelper.create(site, project, image, List.of(volume), true, Map.of())) {
            helper.write(volume, tar);
        } catch (IOException failure) {
            throw new BackupException(
                    Kind.FAILED, "filling volume " + volume + ": " + failure.getMessage(), "", failure);
        }
    }

    /** Each with the one that holds what it did before, for the note that they are being replaced. */
    String pairs() {
        List<String> pairs = new ArrayList<>();
        contents.keySet().forEach(volume -> pairs.add(volume + "=" + before(volume)));
        return String.join(",", pairs);
    }

    /** Replaces the content of all of them. Whoever calls has written on the engine that it is under way. */
    void replace(Undo undo, Services services) {
        contents.forEach((volume, content) -> {
            site.goOn();
            undo.must("putting back the content of volume " + volume, () -> {
                services.stopUsers(Set.of(volume));
                putBack(volume, before(volume));
            });
            site.tell(BackupEvent.Kind.BEGUN, "filling volume " + volume);
            empty(volume);
            fill(volume, content);
            site.tell(BackupEvent.Kind.DONE, "volume " + volume + " is filled");
        });
    }

    private void empty(String volume) {
        try (Scratch scratch = new Scratch(site, project)) {
            scratch.shell(image, List.of(volume), EMPTY);
        }
    }

    /** Can be done again: the copy stays. Nobody may use the volume. */
    void putBack(String volume, String kept) {
        empty(volume);
        copy(kept, volume);
    }

    List<String> kept() {
        return contents.keySet().stream()
                .map(volume -> "volume " + before(volume))
                .toList();
    }

    /** The volumes that restores have left of what was before. */
    static List<String> left(ObservedState observed, String project) {
        return observed.volumes().stream()
                .filter(volume -> project.equals(volume.labels().get(HomelabLabels.BACKUP_OF)))
                .filter(volume -> volume.labels().containsKey(HomelabLabels.BEFORE))
                .map(volume -> volume.name())
                .toList();
    }
}
