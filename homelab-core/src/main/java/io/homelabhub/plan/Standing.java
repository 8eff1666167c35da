package io.homelabhub.plan;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A container that a plan leaves as it is, and that has to be well all the same when the plan is done.
 *
 * @param await what it has to be
 * @param doubtful whether it may not be well even now: the engine has restarted it, or its health test has not passed
 * @param neededBy the services that start only while it is what it has to be
 */
public record Standing(Await await, boolean doubtful, Set<String> neededBy) {
    public Standing {
        neededBy = Collections.unmodifiableSet(new TreeSet<>(neededBy));
    }

    /** One that no service waits for. */
    public Standing(Await await, boolean doubtful) {
        this(await, doubtful, Set.of());
    }

    /** The same, needed by these services. */
    public Standing withNeededBy(Set<String> services) {
        return new Standing(await, doubtful, services);
    }
}
