package io.homelabhub.run;

import io.homelabhub.plan.Gate;
import io.homelabhub.run.RunGroup.Stage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One run's dealings with those on other hosts; a run that is alone agrees with itself. On the coordinator's thread. */
final class Others {
    private final RunGroup.Member member;
    private final EventLoop loop;
    private final boolean together;
    private final Set<GateWait> waits = new LinkedHashSet<>();

    /** @param together whether all runs are taken back if one fails, so that each waits for the others before there is no way back */
    Others(RunGroup.Member member, EventLoop loop, boolean together) {
        this.member = member;
        this.loop = loop;
        this.together = together;
    }

    /** @param stopped run each time something has moved once nothing more is to begin anywhere */
    void join(Runnable stopped) {
        Runnable look = () -> loop.post(() -> {
            List.copyOf(waits).forEach(GateWait::look);
            if (member.isStopped()) {
                stopped.run();
            }
        });
        member.join(look);
        look.run(); // what moved before is told by no bell
    }

    /** Waits at a gate; what it waits for may be there by now. */
    GateWait await(Gate gate, Consumer<Outcome> ended) {
        GateWait[] made = new GateWait[1];
        GateWait wait = new GateWait(gate, member, outcome -> {
            waits.remove(made[0]);
            ended.accept(outcome);
        });
        made[0] = wait;
        waits.add(wait);
        loop.post(wait::look);
        return wait;
    }

    void publish(RunContext run, Ledger ledger) {
        member.publish(run.plan(), ledger);
    }

    void stop() {
        member.stop();
    }

    void arrive(Stage stage) {
        member.arrive(stage);
    }

    void leave() {
        member.leave();
    }

    /** Whether the steps of every run have ended, as far as that matters to this one. */
    boolean areSettled() {
        return !together || member.areAllSettled();
    }

    /** Whether there is no way back any more. */
    boolean haveAgreed() {
        return !together || member.isCommitted();
    }

    /** Whether some run has failed, and this one is to be taken back for it. */
    boolean haveFailed() {
        return together && member.hasFailed();
    }
}
