package io.homelabhub.plan;

import io.homelabhub.resource.ResourceId;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What shall be done to one project, as data: verdicts for people, steps for the runner. Holds no engine and no clock.
 *
 * @param project the Compose project
 * @param operation as {@code deploy bots}
 * @param changes a verdict for every resource concerned, sorted by kind; services in the order of their dependencies
 * @param steps what is done, each after those it waits for
 * @param notices what the reader should know and no verdict says, as a disabled service that is left out
 * @param optional what the rest can do without: nobody asked for it by name, and whoever waits for it goes on if it fails
 * @param standing the containers that stay as they are, and that the deploy vouches for like those that it starts
 * @param oldData databases that may have another password than their containers' variables say: why a login may fail
 */
public record Plan(
        String project,
        String operation,
        List<Change> changes,
        List<Step> steps,
        List<String> notices,
        Set<ResourceId> optional,
        List<Standing> standing,
        List<OldData> oldData) {
    public Plan {
        oldData = List.copyOf(oldData);
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
        notices = List.copyOf(notices);
        standing = List.copyOf(standing);
        optional = Collections.unmodifiableSet(new TreeSet<>(optional));
        requireOrdered(steps);
    }

    /** A plan that can do without nothing. */
    public Plan(String project, String operation, List<Change> changes, List<Step> steps, List<String> notices) {
        this(project, operation, changes, steps, notices, Set.of());
    }

    /** A plan that vouches for nothing but what it starts. */
    public Plan(
            String project,
            String operation,
            List<Change> changes,
            List<Step> steps,
            List<String> notices,
            Set<ResourceId> optional) {
        this(project, operation, changes, steps, notices, optional, List.of());
    }

    /** A plan that suspects no database. */
    public Plan(
            String project,
            String operation,
            List<Change> changes,
            List<Step> steps,
            List<String> notices,
            Set<ResourceId> optional,
            List<Standing> standing) {
        this(project, operation, changes, steps, notices, optional, standing, List.of());
    }

    private static void requireOrdered(List<Step> steps) {
        Set<Integer> seen = new HashSet<>();
        for (Step step : steps) {
            boolean ordered = seen.containsAll(step.after())
                    && seen.containsAll(step.afterEnd())
                    && step.after().containsAll(step.onlyIf());
            if (!ordered || !seen.add(step.id())) {
                throw new IllegalArgumentException("step #" + step.id() + " waits for " + step.after() + " and "
                        + step.afterEnd() + ", not all of which come before it, or is there twice");
            }
        }
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Whether something that stays as it is may not be well. */
    public boolean isDoubtful() {
        return standing.stream().anyMatch(Standing::doubtful);
    }

    /** Whether something that ought to be done is refused. */
    public boolean isRefused() {
        return changes.stream().anyMatch(change -> change.verdict() == Verdict.REFUSE);
    }

    /** The containers that are gone in the end though the plan creates them: in them hooks run before a service starts. */
    public Set<String> passingContainers() {
        Set<String> removed = new TreeSet<>();
        Set<String> passing = new TreeSet<>();
        for (Step step : steps) {
            step.work().container(Verb.REMOVE).ifPresent(removed::add);
            step.work().container(Verb.CREATE).ifPresent(passing::add);
        }
        passing.retainAll(removed);
        return Collections.unmodifiableSet(passing);
    }

    /** Whether data in a volume is lost. */
    public boolean losesData() {
        return changes.stream().anyMatch(Change::losesData);
    }

    /**
     * The plan's golden form, one step a line: {@code #7 CreateContainer service:discord-bot after #3 #6}. An await names
     * its condition: {@code #4 Await healthy service:postgres after #3}; a gate the other host as well: {@code #5 Gate healthy
     * postgres@server-a service:discord-bot}. What must only have ended, however, follows in
     * brackets: {@code after #3 (#2)}. What is done only if a fetch has brought another image ends with {@code if #1}.
     */
    @Override
    public String toString() {
        return steps.stream().map(Plan::line).collect(Collectors.joining("\n"));
    }

    private static String line(Step step) {
        String work = step.work().accept(action -> action.getClass().getSimpleName(), Await::toString, Gate::toString);
        StringBuilder line = new StringBuilder("#" + step.id() + " " + work + " " + step.resource());
        if (!step.after().isEmpty() || !step.afterEnd().isEmpty()) {
            line.append(" after");
        }
        step.after().forEach(id -> line.append(" #").append(id));
        step.afterEnd().forEach(id -> line.append(" (#").append(id).append(')'));
        if (!step.onlyIf().isEmpty()) {
            line.append(" if");
            step.onlyIf().forEach(id -> line.append(" #").append(id));
        }
        return line.toString();
    }
}
