package io.homelabhub.plan;

import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;

/**
 * One verdict on one resource. Resources that stay as they are have one too.
 *
 * @param resource what it is about
 * @param verdict what becomes of it
 * @param causes why, the weightiest first; at least one
 * @param downtime how long it will not answer; NONE for all but services
 * @param losesData whether data in a volume is lost
 * @param stopsFirst why the old container of a service has to stop before the new one starts, each as a sentence; empty
 *     if it need not, or if nothing is replaced
 */
public record Change(
        ResourceId resource,
        Verdict verdict,
        List<Cause> causes,
        Downtime downtime,
        boolean losesData,
        List<String> stopsFirst) {
    public Change {
        causes = List.copyOf(causes);
        stopsFirst = List.copyOf(stopsFirst);
        if (causes.isEmpty()) {
            throw new IllegalArgumentException("a verdict on " + resource + " without a cause");
        }
    }

    /** A verdict that replaces no container that would have to stop first. */
    public Change(ResourceId resource, Verdict verdict, List<Cause> causes, Downtime downtime, boolean losesData) {
        this(resource, verdict, causes, downtime, losesData, List.of());
    }

    /** A verdict without downtime or loss. */
    public static Change of(ResourceId resource, Verdict verdict, Cause cause) {
        return new Change(resource, verdict, List.of(cause), Downtime.NONE, false);
    }

    /** The same for one more cause, unless it is among its causes. */
    public Change because(Cause cause) {
        if (causes.contains(cause)) {
            return this;
        }
        List<Cause> more = new ArrayList<>(causes);
        more.add(cause);
        return new Change(resource, verdict, more, downtime, losesData, stopsFirst);
    }

    /** {@code RECREATE service:postgres (IMAGE_CHANGED)}. */
    @Override
    public String toString() {
        return verdict + " " + resource + " "
                + causes.stream().map(Cause::toString).toList();
    }
}
