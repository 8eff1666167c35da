package io.homelabhub.backup;

import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HomelabLabels;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A container that is created and never started, through which the files of volumes are read and written. What its image holds does
 * not matter, as nothing of it runs. It goes when this is closed.
 */
final class VolumeHelper implements AutoCloseable {
    private static final String FOLDER = "volume";

    private final Site site;
    private final String name;
    private final List<String> volumes;

    private VolumeHelper(Site site, String name, List<String> volumes) {
        this.site = site;
        this.name = name;
        this.volumes = List.copyOf(volumes);
    }

    /**
     * Makes one.
     *
     * @param image its id, or a reference
     * @param writable whether anything can be written
     * @param labels what the next run has to know if this one does not come to its end
     */
    static VolumeHelper create(
            Site site,
            String project,
            String image,
            List<String> volumes,
            boolean writable,
            Map<String, String> labels) {
        String name = "homelab-backup-" + project + "-" + Site.stamp(site.now()) + "-"
                + Integer.toHexString(volumes.hashCode() ^ labels.hashCode() ^ Boolean.hashCode(writable));
        Map<String, String> all = new TreeMap<>(labels);
        all.put(HomelabLabels.BACKUP_OF, project);
        site.perform(new Action.CreateContainer(spec(name, image, volumes, writable, all)));
        return new VolumeHelper(site, name, volumes);
    }

    /** One without volumes, that only tells the next run what it has to know. */
    static VolumeHelper note(Site site, String project, String image, Map<String, String> labels) {
        return create(site, project, image, List.of(), false, labels);
    }

    private static ContainerSpec spec(
            String name, String image, List<String> volumes, boolean writable, Map<String, String> labels) {
        List<Map<String, Object>> mounts = new ArrayList<>();
        for (int i = 0; i < volumes.size(); i++) {
            Map<String, Object> mount = new LinkedHashMap<>();
            mount.put("Type", "volume");
            mount.put("Source", volumes.get(i));
            mount.put("Target", folder(i) + "/" + FOLDER);
            mount.put("ReadOnly", !writable);
            mounts.add(mount);
        }
        return new ContainerSpec(
                name,
                image,
                Optional.empty(),
                labels,
                ApiObject.of(Map.of("Entrypoint", List.of("never-started"), "Cmd", List.of())),
                ApiObject.of(Map.of("NetworkMode", "none", "Mounts", mounts)),
                List.of(),
                List.of());
    }

    String name() {
        return name;
    }

    private static String folder(int index) {
        return "/homelab-" + index;
    }

    /** All files of a volume, as tar, below {@code volume/}. */
    InputStream read(String volume) {
        return site.engine().archive(name, folder(volumes.indexOf(volume)) + "/" + FOLDER);
    }

    /** Writes what {@link #read} has given into a volume. */
    void write(String volume, InputStream tar) {
        site.engine().extract(name, folder(volumes.indexOf(volume)), tar, false);
    }

    @Override
    public void close() {
        site.perform(new Action.RemoveContainer(name, true));
    }
}
