package io.homelabhub.graph;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An edge: {@code from} must happen after {@code to}.
 *
 * @param from the dependant
 * @param to the dependency
 * @param reasons why; at least one, sorted
 */
public record Dependency(String from, String to, SortedSet<Reason> reasons) {
    public Dependency {
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("%s -> %s has no reason; give one or more".formatted(from, to));
        }
        reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
    }

    /** Whether the dependant names the other's container, whose namespace, volumes or link it shares: so both run on one engine. */
    public boolean bindsToContainer() {
        return reasons.stream().map(Reason::source).anyMatch(Reason.Source::bindsToContainer);
    }

    /** Whether the dependant cannot do without the dependency: one required reason is enough. */
    public boolean required() {
        return reasons.stream().anyMatch(Reason::required);
    }

    /** Whether the dependant is restarted after the dependency was replaced: one reason that says so is enough. */
    public boolean restart() {
        return reasons.stream().anyMatch(Reason::restart);
    }

    /** Everything the dependency must have reached, each condition once. */
    public Set<Condition> conditions() {
        Set<Condition> conditions = EnumSet.noneOf(Condition.class);
        reasons.forEach(reason -> conditions.add(reason.condition()));
        return Collections.unmodifiableSet(conditions);
    }

    /** From the ends alone: the graph hashes edges often, and records hash slowly when a process is young. */
    @Override
    public int hashCode() {
        return 31 * from.hashCode() + to.hashCode();
    }

    /** {@code discord-bot -> postgres}, or {@code dashboard ..> homeassistant} if it is optional. */
    @Override
    public String toString() {
        return from + (required() ? " -> " : " ..> ") + to;
    }
}
