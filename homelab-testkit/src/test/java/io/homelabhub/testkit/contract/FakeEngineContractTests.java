package io.homelabhub.testkit.contract;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The fake engine keeps the contract. It cannot run commands, so each program is an image of its own. */
class FakeEngineContractTests extends EngineContract {
    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1);

    @Override
    protected Engine openEngine() {
        for (Program program : Program.values()) {
            engine.image(image(program))
                    .answers(List.of("sh", "-c", "echo no answer; exit 1"), Verdict.FAILED, "no answer\n");
            engine.has(image(program));
        }
        engine.image(image(Program.ENDS_WELL)).exitsAfter(Duration.ofMillis(200), 0);
        engine.image(image(Program.FAILS)).exitsAfter(Duration.ofMillis(200), 3);
        engine.image(image(Program.IGNORES_STOP)).ignoresStop();
        engine.image(image(Program.WRITES)).logs("one", "two", "three");
        engine.registry().lacks("homelab-contract-absent:1");
        return engine;
    }

    @Override
    protected String image(Program program) {
        return program.name().toLowerCase(Locale.ROOT) + ":1";
    }

    @Override
    protected String pullableImage() {
        return "busybox:1";
    }

    @Override
    protected Timing timing() {
        return clock;
    }
}
