package io.homelabhub.planning;

import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ProjectContainers;
import java.util.List;
import java.util.Optional;

/** Tells whose a container is that stands in the way. */
final class Holders {
    private final DesiredState desired;
    private final ProjectContainers ours;
    private final List<ObservedContainer> orphans;

    Holders(DesiredState desired, ProjectContainers ours) {
        this.desired = desired;
        this.ours = ours;
        this.orphans = ours.orphans(desired.described());
    }

    /** As {@code container old, an orphan of service web, which --remove-orphans removes}. */
    String text(ObservedContainer container) {
        return "container " + container.name() + owner(container);
    }

    private String owner(ObservedContainer container) {
        Optional<String> project = ProjectContainers.projectOf(container);
        if (project.isEmpty()) {
            return ", which belongs to no project";
        }
        if (!project.get().equals(desired.project())) {
            return " of project " + project.get();
        }
        if (orphans.contains(container)) {
            return ", an orphan " + ours.origin(container) + ", which --remove-orphans removes";
        }
        return " " + ours.origin(container) + (isPlanned(container) ? "" : ", which this deploy leaves alone");
    }

    private boolean isPlanned(ObservedContainer container) {
        String service = ProjectContainers.serviceOf(container);
        return !container.isCompanion()
                && desired.services().stream()
                        .anyMatch(planned -> planned.name().equals(service));
    }
}
