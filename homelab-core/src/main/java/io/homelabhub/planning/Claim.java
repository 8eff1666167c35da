package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.resource.ContainerSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What a container needs one of when it starts, and keeps while it runs.
 *
 * @param taken the cause if there is none left
 * @param alternatives of which one is enough, at least one: the ports of a range, else just one
 */
record Claim(Cause.Kind taken, List<Single> alternatives) {
    /** All that a wanted container needs. */
    static List<Claim> of(ContainerSpec wanted) {
        List<Claim> claims = new ArrayList<>();
        HostPort.choices(wanted)
                .forEach(choice -> claims.add(new Claim(Cause.Kind.PORT_TAKEN, List.<Single>copyOf(choice))));
        NetworkAddress.of(wanted).forEach(address -> claims.add(new Claim(Cause.Kind.ADDRESS_TAKEN, List.of(address))));
        return claims;
    }

    /** Those of its alternatives that a live container has. */
    List<Single> heldBy(ObservedContainer live) {
        return alternatives.stream().filter(single -> single.isHeldBy(live)).toList();
    }
}
