package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.PostgresMajor;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import java.util.List;
import java.util.OptionalInt;

/** An upgrade that was killed after its data had been put in place, and the files named the new image. */
final class UnfinishedUpgrade {
    private UnfinishedUpgrade() {}

    /**
     * Sees that the server has the version of its data by now. One whose data is still being replaced is put back, and has nothing to be deployed.
     *
     * @throws BackupException {@code LEFT_HALF_WAY} if a deploy is still to come
     */
    static void requireDeployed(String project, ObservedState seen, List<ObservedContainer> left) {
        boolean isPutBack = left.stream().anyMatch(note -> note.labels().containsKey(HomelabLabels.REPLACING));
        if (isPutBack) {
            return;
        }
        for (ObservedContainer note : left) {
            String[] said = note.label(HomelabLabels.UPGRADED).orElse("").split("=");
            if (said.length == 2 && !has(ProjectContainers.of(project, seen).of(said[0]), said[1])) {
                throw new BackupException(
                        Kind.LEFT_HALF_WAY,
                        "an upgrade of " + said[0] + " was cut short when its data had been replaced",
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
