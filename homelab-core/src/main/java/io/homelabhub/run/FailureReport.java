package io.homelabhub.run;

import io.homelabhub.failure.Remedy;
import io.homelabhub.plan.Step;
import io.homelabhub.resource.ResourceId;
import java.util.List;

/**
 * One root cause: a step that failed by itself, with what helps to understand it.
 *
 * @param step the step
 * @param failure why it failed; its message says what was attempted on what
 * @param remedies what to do next
 * @param container its container as it was just after the failure; {@link ContainerDiagnosis#NONE} if it has none
 * @param dependencies the containers that its service had waited for, as they were then: what they wrote last may be the cause
 * @param services whose it is: the step's own, or those that what it is to fetch, build or create is for, in plan order
 * @param skipped what was not done because of it, in plan order, without doubles
 */
public record FailureReport(
        Step step,
        RuntimeException failure,
        List<Remedy> remedies,
        ContainerDiagnosis container,
        List<ContainerDiagnosis> dependencies,
        List<ResourceId> services,
        List<ResourceId> skipped) {
    public FailureReport {
        remedies = List.copyOf(remedies);
        dependencies = List.copyOf(dependencies);
        services = List.copyOf(services);
        skipped = List.copyOf(skipped);
    }

    /** What was attempted, on what, and what stood in the way. */
    public String problem() {
        return String.valueOf(failure.getMessage());
    }

    /** The same without what a health test has printed: that is for who looks on. */
    public String problemWithoutOutput() {
        String problem = problem();
        int said = problem.indexOf(Ends.SAID);
        return said < 0 ? problem : problem.substring(0, said);
    }

    /** What to do next, in words that fit where nothing is known of a front end. */
    public String remedy() {
        return Remedy.text(remedies, Remedy::toString);
    }
}
