package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.PostgresMajor;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** An upgrade that was killed, on its way there or back, when its data was another than its server's. */
final class UnfinishedUpgrade {
    private UnfinishedUpgrade() {}

    /**
     * Once the data that a note tells of is the old one again, nothing tells of the new one any more, and the version that the server is to go back to
     * has a note of its own. Can be done again: the note goes last.
     */
    static void dataIsBack(
            Site site, Services services, String project, ObservedContainer note, List<ObservedContainer> left) {
        List<ObservedContainer> versions = left.stream()
                .filter(one -> !one.equals(note) && one.labels().containsKey(HomelabLabels.UPGRADED))
                .toList();
        versions.forEach(one -> remove(site, one, left));
        note.label(HomelabLabels.UPGRADED).ifPresent(version -> {
            String name = VolumeHelper.note(site, project, note.imageId(), Map.of(HomelabLabels.UPGRADED, version))
                    .name();
            services.observe().container(name).ifPresent(left::add);
            remove(site, note, left);
        });
    }

    private static void remove(Site site, ObservedContainer note, List<ObservedContainer> left) {
        site.perform(new Action.RemoveContainer(note.id(), true));
        left.remove(note);
    }

    /**
     * Sees that the server has the version of its data by now.
     *
     * @throws BackupException {@code LEFT_HALF_WAY} if a deploy is still to come
     */
    static void requireDeployed(String project, ObservedState seen, List<ObservedContainer> left) {
        for (ObservedContainer note : left) {
            String[] said = note.label(HomelabLabels.UPGRADED).orElse("").split("=");
            if (said.length == 2 && !has(ProjectContainers.of(project, seen).of(said[0]), said[1])) {
                throw new BackupException(
                        Kind.LEFT_HALF_WAY,
                        "an upgrade of " + said[0] + " was cut short: its data is of PostgreSQL " + said[1]
                                + ", and its server is not",
                        "`homelab deploy " + said[0] + "` finishes it; then try again.");
            }
        }
    }

    private static boolean has(List<ObservedContainer> containers, String major) {
        return containers.stream().allMatch(container -> {
            ApiObject config = container.inspection().orElse(ApiObject.EMPTY).object("Config");
            OptionalInt own = PostgresMajor.ofConfig(config);
            OptionalInt named = PostgresMajor.ofReference(config.string("Image").orElse(container.image()));
            return (own.isPresent() ? own : named).equals(OptionalInt.of(Integer.parseInt(major)));
        });
    }
}
