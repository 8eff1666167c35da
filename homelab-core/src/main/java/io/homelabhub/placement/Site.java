package io.homelabhub.placement;

import io.homelabhub.host.Host;
import io.homelabhub.problem.SourceLocation;
import java.util.Optional;

/**
 * Where a service runs that does not run where the run goes.
 *
 * @param host the host; empty for this machine, which has no name
 * @param reason why there
 * @param location where that is said
 */
public record Site(Optional<Host> host, Reason reason, SourceLocation location) {
    /** Why a service runs where it does. */
    public enum Reason {
        /** The catalog names its host. */
        NAMED,
        /** It may only run on this machine. */
        LOCAL_ONLY,
        /** Nobody places it, and the run goes to several hosts. */
        UNPLACED
    }

    /** {@code server-a}; {@code this machine} if that has no name. */
    public String spoken() {
        return host.map(Host::name).orElse("this machine");
    }
}
