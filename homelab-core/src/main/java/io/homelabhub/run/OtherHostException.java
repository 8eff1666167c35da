package io.homelabhub.run;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.plan.Gate;

/** What a step waits for on another host did not come about there; why, the run on that host tells. */
public final class OtherHostException extends HomelabException {
    private static final long serialVersionUID = 1L;

    OtherHostException(Gate gate, String how) {
        super(gate.service() + " on " + gate.host() + " " + how, "", null);
    }
}
