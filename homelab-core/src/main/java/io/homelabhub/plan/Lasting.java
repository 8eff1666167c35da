package io.homelabhub.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a container has to be from when it was ready until a run ends that vouches for it.
 *
 * @param settlesWithin how long it must have stayed up before the run may end; empty for what its past suggests
 * @param networks the names of the networks that it has to be in at the end; it may be in others as well
 * @param end what it means if it ends with exit code 0; any other is a failure
 */
public record Lasting(Optional<Duration> settlesWithin, Set<String> networks, End end) {
    /** Nobody says how long it takes to settle, where it has to be, or whether it may end. */
    public static final Lasting USUAL = new Lasting(Optional.empty(), Set.of(), End.TOLD);

    /** What an end with exit code 0 means of a container that has no health test and for whose end nobody waits. */
    public enum End {
        /** It is a job, and has done its work. */
        ACCEPTED,
        /** It may have been a job, or a server that gave up: the report names it. */
        TOLD,
        /** It is no job, and failed. */
        FAILS
    }

    public Lasting {
        networks = Collections.unmodifiableSet(new TreeSet<>(networks));
    }
}
