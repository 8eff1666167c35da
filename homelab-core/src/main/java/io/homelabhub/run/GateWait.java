package io.homelabhub.run;

import io.homelabhub.engine.Effect;
import io.homelabhub.plan.Gate;
import java.util.function.Consumer;

/** A wait for what the run on another host brings about. On the coordinator's thread. */
final class GateWait implements RunningStep {
    private final Gate gate;
    private final RunGroup.Member others;
    private final Consumer<Outcome> ended;
    private boolean over;

    /** @param ended told once */
    GateWait(Gate gate, RunGroup.Member others, Consumer<Outcome> ended) {
        this.gate = gate;
        this.others = others;
        this.ended = ended;
    }

    /** Looks whether the other host has come so far. */
    void look() {
        switch (others.look(gate)) {
            case OPEN -> end(new Outcome.Succeeded(Effect.ALREADY_SO, ""));
            case BARRED -> fail("did not become " + gate.condition());
            case SHUT -> {}
        }
    }

    @Override
    public void cancel() {
        end(new Outcome.Cancelled());
    }

    @Override
    public void interrupt(String reason) {
        fail("was waited for until " + reason);
    }

    private void fail(String how) {
        end(new Outcome.Failed(new OtherHostException(gate, how), false));
    }

    private void end(Outcome outcome) {
        if (!over) {
            over = true;
            ended.accept(outcome);
        }
    }
}
