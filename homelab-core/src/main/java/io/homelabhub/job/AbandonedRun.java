package io.homelabhub.job;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.HomelabLabels;
import java.time.Duration;
import java.util.Optional;

/**
 * A run whose container was made and not started: because its maker is about to start it, or because its maker is gone.
 *
 * <p>Whoever takes it over gives the container another name first. That works once; and a maker that comes back late finds no
 * container by the name that it gave, and starts nothing.
 */
final class AbandonedRun {
    /** More than a maker that is alive needs from one call to the next. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final String SUFFIX = "-again";

    private final JobSite site;
    private final ObservedContainer container;

    AbandonedRun(JobSite site, ObservedContainer container) {
        this.site = site;
        this.container = container;
    }

    /**
     * Waits whether somebody starts it, and starts it if nobody does.
     *
     * @return whether it was started here
     */
    boolean startIfSo() throws InterruptedException {
        if (container.label(HomelabLabels.JOB_FAILURE).isPresent() || !isPending()) {
            return false;
        }
        site.timing().sleep(GRACE);
        if (!isPending() || !isTakenOver() || !isPending()) {
            return false;
        }
        return isStarted();
    }

    /** What cannot be started goes, so that the next try finds out why. */
    private boolean isStarted() {
        try {
            return site.engine().perform(new Action.StartContainer(container.id()), ActionProgress.NONE) == Effect.DONE;
        } catch (EngineException failure) {
            if (!failure.leavesOutcomeUnknown()) {
                Effect unused =
                        site.engine().perform(new Action.RemoveContainer(container.id(), true), ActionProgress.NONE);
            }
            throw failure;
        }
    }

    private boolean isPending() {
        Optional<ContainerStatus> status = site.engine().status(container.id());
        return status.filter(looked -> looked.state() == ContainerState.CREATED)
                .filter(looked -> looked.exitCode() == 0 && looked.error().isEmpty())
                .isPresent();
    }

    private boolean isTakenOver() {
        try {
            Effect unused = site.engine()
                    .perform(
                            new Action.RenameContainer(container.name(), container.name() + SUFFIX),
                            ActionProgress.NONE);
            return true;
        } catch (EngineException failure) {
            if (failure.leavesOutcomeUnknown()) {
                throw failure;
            }
            return false; // somebody else was faster
        }
    }
}
