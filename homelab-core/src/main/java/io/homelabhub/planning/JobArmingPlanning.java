package io.homelabhub.planning;

import io.homelabhub.desired.DesiredJob;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.plan.Action.CreateVolume;
import io.homelabhub.plan.Action.RemoveVolume;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.resource.VolumeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Arms jobs, so that they run when they are due, and disarms them. Which are armed stands in the labels of volumes that hold nothing;
 * the new one is there before an old one goes, so that a deploy that is cut off leaves no job disarmed.
 */
final class JobArmingPlanning {
    private final String project;
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;

    JobArmingPlanning(String project, ObservedIndex observed, StepDrafts steps, Verdicts verdicts) {
        this.project = project;
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
    }

    /** The volumes that say that a job is armed. */
    private List<ObservedVolume> marks() {
        return observed.volumes().stream()
                .filter(volume -> project.equals(volume.labels().get(HomelabLabels.PROJECT)))
                .filter(volume -> volume.labels().containsKey(HomelabLabels.JOB_ARMED))
                .toList();
    }

    private static String job(ObservedVolume mark) {
        return mark.labels().getOrDefault(HomelabLabels.JOB_ARMED, "");
    }

    /**
     * Plans a deploy.
     *
     * @param described the names of all jobs that the files describe, and others: any other job is disarmed
     */
    void plan(List<DesiredJob> jobs, Set<String> described) {
        jobs.forEach(job -> job.armed().ifPresentOrElse(mark -> arm(job.name(), mark), () -> disarm(job.name())));
        if (jobs.isEmpty()) {
            return; // not about jobs
        }
        marks().stream()
                .map(JobArmingPlanning::job)
                .filter(job -> !described.contains(job))
                .distinct()
                .forEach(job -> disarm(job, Cause.of(Cause.Kind.ORPHANED)));
    }

    private void arm(String job, VolumeSpec mark) {
        ResourceId resource = ResourceId.job(job);
        List<ObservedVolume> before =
                marks().stream().filter(each -> job(each).equals(job)).toList();
        boolean there = before.stream().anyMatch(each -> each.name().equals(mark.name()));
        List<ObservedVolume> others =
                before.stream().filter(each -> !each.name().equals(mark.name())).toList();
        Optional<Draft> create = there
                ? Optional.empty()
                : Optional.of(steps.add(new CreateVolume(mark), resource, new RemoveVolume(mark.name())));
        others.forEach(old -> remove(old, resource).after(create));
        if (before.isEmpty()) {
            verdicts.give(resource, Verdict.CREATE, Cause.of(Cause.Kind.NOT_FOUND));
        } else if (others.isEmpty()) {
            verdicts.keep(resource);
        } else {
            Cause changed = new Cause(Cause.Kind.CONFIGURATION_CHANGED, "", differences(others.get(0), mark));
            verdicts.give(new Change(resource, Verdict.UPDATE, List.of(changed), Downtime.NONE, false));
        }
    }

    private static List<FieldDifference> differences(ObservedVolume before, VolumeSpec after) {
        List<FieldDifference> differences = new ArrayList<>();
        String was = before.labels().getOrDefault(HomelabLabels.JOB_SCHEDULE, "");
        String is = after.labels().getOrDefault(HomelabLabels.JOB_SCHEDULE, "");
        if (!was.equals(is)) {
            differences.add(new FieldDifference("triggers.schedule", was, is));
        }
        return differences;
    }

    private Draft remove(ObservedVolume mark, ResourceId resource) {
        VolumeSpec again = new VolumeSpec(mark.name(), mark.labels(), ApiObject.EMPTY);
        return steps.add(new RemoveVolume(mark.name()), resource, new CreateVolume(again));
    }

    /** A job that has no schedule any more. */
    private void disarm(String job) {
        disarm(job, Cause.of(Cause.Kind.CONFIGURATION_CHANGED));
    }

    private void disarm(String job, Cause cause) {
        ResourceId resource = ResourceId.job(job);
        List<ObservedVolume> marks =
                marks().stream().filter(each -> job(each).equals(job)).toList();
        marks.forEach(mark -> remove(mark, resource));
        if (!marks.isEmpty()) {
            verdicts.give(resource, Verdict.REMOVE, cause);
        }
    }

    /** Plans that the whole project goes. */
    void disarmAll() {
        marks().stream()
                .map(JobArmingPlanning::job)
                .distinct()
                .forEach(job -> disarm(job, Cause.of(Cause.Kind.ASKED_FOR)));
    }
}
