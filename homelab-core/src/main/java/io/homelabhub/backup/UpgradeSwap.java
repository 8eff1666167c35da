package io.homelabhub.backup;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PlanMaking;
import io.homelabhub.observed.PostgresMajor;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.run.Cancellation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * New data and a new server in the place of the old ones. What the engine says meanwhile is enough for the next run: as long as data is noted to be
 * replaced, it becomes the old data; after that, a note tells of which version it is, and a deploy brings the server to that. Both are so on the
 * way there and on the way back.
 */
final class UpgradeSwap {
    private final Site site;
    private final Services services;
    private final String project;
    private final UpgradeTarget target;
    private final PlanMaking deployment;
    private Optional<VolumeHelper> replacing = Optional.empty();
    private Optional<VolumeHelper> version = Optional.empty();
    private boolean begun;

    UpgradeSwap(Site site, Services services, String project, UpgradeTarget target, PlanMaking deployment) {
        this.site = site;
        this.services = services;
        this.project = project;
        this.target = target;
        this.deployment = deployment;
    }

    /**
     * Up to the change of the files all of it can be put back by the next run; then by a deploy, which finishes it.
     *
     * @param undo gets what puts it back
     * @param fresh the volume with the new data
     * @param check what the new server has to show once it runs
     * @return where the old data is
     */
    String run(Undo undo, String fresh, int major, Runnable check) {
        String image = target.live().imageId();
        VolumeSwap swap = new VolumeSwap(site, project, image, Site.stamp(site.now()));
        swap.add(target.volume(), () -> {
            VolumeHelper helper = VolumeHelper.create(site, project, image, List.of(fresh), false, Map.of());
            return new ClosingStream(helper.read(fresh), helper);
        });
        swap.keep(undo);
        undo.must("deploying " + target.service() + " with " + target.from() + " again", this::deployBefore);
        replacing = Optional.of(note(Map.of(HomelabLabels.REPLACING, swap.pairs())));
        undo.later("removing the note that data is being replaced", this::dataIsBack);
        swap.replace(undo, services);
        site.goOn();
        begun = true;
        undo.must("naming " + target.from() + " in the files again", () -> target.edit()
                .ifPresent(ImageInFile::putBack));
        undo.decisive("noting that data is being put back", () -> dataGoesBack(swap.pairs()));
        target.edit().ifPresent(ImageInFile::write);
        version = Optional.of(note(version(major)));
        close(replacing);
        site.tell(BackupEvent.Kind.BEGUN, "deploying " + target.service() + " with " + target.to());
        deploy(site.cancellation());
        site.tell(BackupEvent.Kind.DONE, target.service() + " runs with " + target.to());
        check.run();
        close(version);
        return swap.kept().get(0);
    }

    private VolumeHelper note(Map<String, String> labels) {
        return VolumeHelper.note(site, project, target.live().imageId(), labels);
    }

    private static void close(Optional<VolumeHelper> note) {
        note.ifPresent(VolumeHelper::close);
    }

    private Map<String, String> version(int major) {
        return Map.of(HomelabLabels.UPGRADED, target.service() + "=" + major);
    }

    private Map<String, String> versionBefore() {
        OptionalInt told = PostgresMajor.ofConfig(
                target.live().inspection().orElse(ApiObject.EMPTY).object("Config"));
        OptionalInt major = told.isPresent() ? told : PostgresMajor.ofReference(target.from());
        return major.isPresent() ? version(major.getAsInt()) : Map.of();
    }

    /** One container says both: that the old data comes back, and what the server has to become then. */
    private void dataGoesBack(String pairs) {
        Map<String, String> labels = new LinkedHashMap<>(versionBefore());
        labels.put(HomelabLabels.REPLACING, pairs);
        VolumeHelper back = note(labels);
        Optional<VolumeHelper> there = replacing;
        replacing = Optional.of(back);
        close(there);
    }

    /** The content of the volume is the old one again: until the old server runs, the plan has to know of which version it is. */
    private void dataIsBack() {
        close(version);
        version = begun && !versionBefore().isEmpty() ? Optional.of(note(versionBefore())) : Optional.empty();
        close(replacing);
    }

    private void deployBefore() {
        boolean old = services.containers(target.service()).stream()
                .anyMatch(container -> container.imageId().equals(target.live().imageId()));
        if (begun && !old) {
            deploy(new Cancellation());
        }
        close(version);
    }

    private void deploy(Cancellation cancellation) {
        var unused = deployment
                .deployUnderLock(DeployRequest.of(List.of(target.service())).withDependencies(false), cancellation)
                .orThrow();
    }
}
