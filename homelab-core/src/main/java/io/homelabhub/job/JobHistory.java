package io.homelabhub.job;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.resource.HomelabLabels;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an engine knows of a project's jobs. */
final class JobHistory {
    private static final Comparator<ObservedContainer> NEWEST_FIRST = Comparator.comparing(ObservedContainer::created)
            .thenComparing(ObservedContainer::name)
            .reversed();

    private final ProjectContainers ours;
    private final Set<String> armed;
    private final Set<String> paused;
    private final Set<String> heldByEngine;
    private final List<ObservedVolume> told;

    private JobHistory(
            ProjectContainers ours,
            Set<String> armed,
            Set<String> paused,
            Set<String> heldByEngine,
            List<ObservedVolume> told) {
        this.ours = ours;
        this.armed = armed;
        this.paused = paused;
        this.heldByEngine = heldByEngine;
        this.told = told;
    }

    static JobHistory of(String project, ObservedState observed) {
        return new JobHistory(
                ProjectContainers.of(project, observed),
                marked(HomelabLabels.JOB_ARMED, project, observed),
                marked(HomelabLabels.JOB_PAUSED, project, observed),
                observed.containers().stream()
                        .filter(ObservedContainer::isOfEnginesJob)
                        .filter(container -> ProjectContainers.projectOf(container)
                                .filter(project::equals)
                                .isPresent())
                        .map(ProjectContainers::serviceOf)
                        .collect(Collectors.toSet()),
                observed.volumes().stream()
                        .filter(volume -> project.equals(volume.labels().get(HomelabLabels.PROJECT)))
                        .filter(volume -> volume.labels().containsKey(HomelabLabels.JOB_TOLD))
                        .toList());
    }

    private static Set<String> marked(String label, String project, ObservedState observed) {
        return observed.volumes().stream()
                .map(ObservedVolume::labels)
                .filter(labels -> project.equals(labels.get(HomelabLabels.PROJECT)))
                .flatMap(labels -> Optional.ofNullable(labels.get(label)).stream())
                .collect(Collectors.toSet());
    }

    /** The runs of a job, the newest first. */
    List<ObservedContainer> of(String job) {
        return ours.jobRuns().stream()
                .filter(run -> run.label(HomelabLabels.JOB).filter(job::equals).isPresent())
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** The run for a time at which a job was due. */
    Optional<ObservedContainer> run(String job, Instant due) {
        return of(job).stream()
                .filter(run -> JobRun.dueOf(run).filter(due::equals).isPresent())
                .findFirst();
    }

    /** The run for the sake of another job, as {@link FireRequest#purpose} says it; the newest of several. */
    Optional<ObservedContainer> run(String job, String purpose) {
        return runs(job, purpose).stream().findFirst();
    }

    /** All such runs, the newest first. */
    List<ObservedContainer> runs(String job, String purpose) {
        return of(job).stream()
                .filter(run ->
                        run.label(HomelabLabels.JOB_FOR).filter(purpose::equals).isPresent())
                .toList();
    }

    /** The last time at which a job was due for which there is a run. */
    Optional<Instant> lastDue(String job) {
        return of(job).stream().flatMap(run -> JobRun.dueOf(run).stream()).max(Comparator.naturalOrder());
    }

    /** The runs of a job that are under way. */
    List<ObservedContainer> running(String job) {
        return of(job).stream().filter(run -> run.state().isUp()).toList();
    }

    /** Whether a deploy has armed a job, and no undeploy has disarmed it since. */
    boolean isArmed(String job) {
        return armed.contains(job);
    }

    /** Whether a job does not run by itself for the time being. */
    boolean isPaused(String job) {
        return paused.contains(job);
    }

    /** Whether the engine runs a job by itself, as one with Docker's extension for jobs can. */
    boolean isHeldByEngine(String job) {
        return heldByEngine.contains(job);
    }

    /** What says of runs of a job that somebody has told of their failure. */
    List<ObservedVolume> told(String job) {
        return told.stream()
                .filter(mark -> job.equals(mark.labels().get(HomelabLabels.JOB_TOLD)))
                .toList();
    }

    /** Who tells of the failure that a volume stands for; empty if it is not there. */
    Optional<String> teller(String volume) {
        return told.stream()
                .filter(mark -> mark.name().equals(volume))
                .findFirst()
                .map(mark -> mark.labels().getOrDefault(HomelabLabels.JOB_TOLD_BY, ""));
    }

    /** The containers that serve a service. */
    List<ObservedContainer> serving(String service) {
        return ours.of(service);
    }
}
