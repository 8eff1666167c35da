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
 * container by the name that it gave, and starts nothing. A container that is given files between its creation and its start may
 * lack them, so that another is made in its place.
 */
final class AbandonedRun {
    /** More than a maker that is alive needs from one call to the next. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final String SUFFIX = "-again";

    private final JobSite site;
    private final ObservedContainer container;
    private final Remaking remaking;

    /** Makes a container for the same run. */
    interface Remaking {
        /**
         * Makes it, and does not start it.
         *
         * @param name the new container's
         */
        void make(String name);
    }

    AbandonedRun(JobSite site, ObservedContainer container, Remaking remaking) {
        this.site = site;
        this.container = container;
        this.remaking = remaking;
    }

    /**
     * Waits whether somebody starts it, and starts it if nobody does.
     *
     * @return the container that was started here, by its name; empty if none was
     */
    Optional<String> startIfSo() throws InterruptedException {
        if (container.label(HomelabLabels.JOB_FAILURE).isPresent() || !isPending()) {
            return Optional.empty();
        }
        site.timing().sleep(GRACE);
        String taken = container.name() + SUFFIX;
        if (!isPending() || !isTakenOver(taken) || !isPending()) {
            return Optional.empty();
        }
        String complete = container.label(HomelabLabels.FILES).isPresent() ? remade(taken) : taken;
        return start(complete) ? Optional.of(complete) : Optional.empty();
    }

    /** Who takes over in turn, as this took too long, has given the old one another name: then nobody starts the new one. */
    private String remade(String old) {
        String name = old + SUFFIX;
        remaking.make(name);
        perform(new Action.RemoveContainer(site.engine().status(old).isEmpty() ? name : old, true));
        return name;
    }

    /** What cannot be started goes, so that the next try finds out why. */
    private boolean start(String name) {
        try {
            return site.engine().perform(new Action.StartContainer(name), ActionProgress.NONE) == Effect.DONE;
        } catch (EngineException failure) {
            if (failure.kind() == EngineException.Kind.NOT_FOUND) {
                return false; // somebody else has taken it over
            } else if (!failure.leavesOutcomeUnknown()) {
                perform(new Action.RemoveContainer(name, true));
            }
            throw failure;
        }
    }

    private void perform(Action action) {
        Effect unused = site.engine().perform(action, ActionProgress.NONE);
    }

    private boolean isPending() {
        Optional<ContainerStatus> status = site.engine().status(container.id());
        return status.filter(looked -> looked.state() == ContainerState.CREATED)
                .filter(looked -> looked.exitCode() == 0 && looked.error().isEmpty())
                .isPresent();
    }

    private boolean isTakenOver(String name) {
        try {
            perform(new Action.RenameContainer(container.name(), name));
            return true;
        } catch (EngineException failure) {
            if (failure.leavesOutcomeUnknown()) {
                throw failure;
            }
            return false; // somebody else was faster
        }
    }
}
