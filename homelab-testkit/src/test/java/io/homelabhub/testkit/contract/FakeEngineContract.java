package io.homelabhub.testkit.contract;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.testkit.engine.Behaviour;
import io.homelabhub.testkit.engine.EngineProfile;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.List;

/** The engine in memory keeps the contract, whomever it takes after. It cannot run commands, so it is told what each comes to. */
abstract class FakeEngineContract extends EngineContract {
    private static final String IMAGE = "busybox:1";

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1).like(profile());

    abstract EngineProfile profile();

    @Override
    protected Engine openEngine() {
        engine.has(IMAGE).lacksPath("/tmp").registry().lacks("homelab-contract-absent:1");
        for (Program program : Program.values()) {
            told(program).answers(List.of("sh", "-c", "echo no answer; exit 1"), Verdict.FAILED, "no answer\n");
        }
        told(Program.ENDS_WELL).exitsAfter(Duration.ofMillis(200), 0);
        told(Program.FAILS).exitsAfter(Duration.ofMillis(200), 3);
        told(Program.RUNS_ON).logs("ready");
        told(Program.IGNORES_STOP).ignoresStop().logs("ready");
        told(Program.WRITES).logs("one", "two", "three");
        told(Program.WRITES_LONG_LINES).logs("x".repeat(40_000), "end");
        told(Program.TICKS).logsEvery(Duration.ofMillis(100), "tick");
        told(Program.RUNS_OUT_OF_MEMORY).runsOutOfMemoryAfter(Duration.ofMillis(200));
        return engine;
    }

    private Behaviour told(Program program) {
        return engine.command(program.command());
    }

    @Override
    protected String image(Program program) {
        return IMAGE;
    }

    @Override
    protected String pullableImage() {
        return "alpine:3";
    }

    @Override
    protected Timing timing() {
        return clock;
    }
}
