package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import java.time.Duration;
import java.util.function.Consumer;

/** Says what goes wrong with certain calls. Ends with the fault; what has to happen and does not is told by the test. */
public final class FaultScript {
    private final Host host;
    private final Faults faults;
    private final Calls calls;

    FaultScript(Host host, Faults faults, Calls calls) {
        this.host = host;
        this.faults = faults;
        this.calls = calls;
    }

    /** The host refuses and does nothing. */
    public void fails(Kind kind, Times times) {
        before("fails with " + kind, times, (call, effect) -> {
            throw failure(kind, call);
        });
    }

    /** The host does it and tells of a failure all the same. */
    public void failsAfterwards(Kind kind, Times times) {
        Fault.After fault = call -> {
            throw failure(kind, call);
        };
        faults.add(calls, "fails afterwards with " + kind, times, fault);
    }

    /** The host does it, and the connection breaks before it can say so. */
    public void losesTheAnswer(Times times) {
        failsAfterwards(Kind.UNREACHABLE, times);
    }

    /** The connection breaks before the host has heard of it. */
    public void losesTheRequest(Times times) {
        fails(Kind.UNREACHABLE, times);
    }

    /** It takes this much longer. */
    public void takes(Duration more, Times times) {
        before("takes " + more, times, (call, effect) -> host.pause(more));
    }

    /** The host never answers; only an interrupt ends the call. */
    public void hangs(Times times) {
        before("hangs", times, (call, effect) -> host.hang());
    }

    /** The caller gives up after a while, and the host does it a while after that. */
    public void timesOutAndHappensLater(Duration givenUp, Duration later, Times times) {
        before("times out and happens later", times, (call, effect) -> {
            host.clock.after(givenUp.plus(later), () -> happenLate(host, effect));
            host.pause(givenUp);
            throw failure(Kind.TIMED_OUT, call);
        });
    }

    /** On a thread of the engine's, as the effect may take time. */
    static void happenLate(Host host, Runnable effect) {
        host.clock.start("fake-engine-late", () -> {
            try {
                effect.run();
            } catch (EngineException e) {
                // nobody hears of it any more
            }
        });
    }

    /** Something else happens just before: a cancellation, a container that dies, a port that is taken. */
    public void isPrecededBy(Times times, Consumer<Call> what) {
        before("is preceded by something", times, (call, effect) -> what.accept(call));
    }

    private void before(String description, Times times, Fault.Before what) {
        faults.add(calls, description, times, what);
    }

    static EngineException failure(Kind kind, Call call) {
        return new EngineException(kind, "a scripted failure of " + call + ": " + kind);
    }
}
