package io.homelabhub.testkit.contract;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.engine.TerminalSize;
import io.homelabhub.testkit.engine.Behaviour;
import io.homelabhub.testkit.engine.EngineProfile;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.FakeStreams;
import io.homelabhub.testkit.time.VirtualClock;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
            accessed(told(program));
            told(program).answers(List.of("sh", "-c", "echo no answer; exit 1"), Verdict.FAILED, "no answer\n");
        }
        told(Program.ENDS_WELL).exitsAfter(Duration.ofMillis(200), 0);
        told(Program.FAILS).exitsAfter(Duration.ofMillis(200), 3);
        told(Program.RUNS_ON).logs("ready");
        told(Program.IGNORES_STOP).ignoresStop().logs("ready");
        told(Program.WRITES).logs("one", "two", "three");
        told(Program.WRITES_LONG_LINES).logs("x".repeat(40_000), "end");
        told(Program.WRITES_AND_FAILS).logs("one", "two").exitsAfter(Duration.ofMillis(10), 3);
        told(Program.TICKS).logsEvery(Duration.ofMillis(100), "tick");
        told(Program.RUNS_OUT_OF_MEMORY).runsOutOfMemoryAfter(Duration.ofMillis(200));
        return engine;
    }

    private static void accessed(Behaviour behaviour) {
        behaviour
                .runs(AccessClauses.BOTH_STREAMS, streams -> {
                    streams.print("out\n");
                    streams.printError("err\n");
                    return 3;
                })
                .runs(AccessClauses.CAT, streams -> {
                    for (Optional<byte[]> read = streams.read(); read.isPresent(); read = streams.read()) {
                        streams.print(read.get());
                    }
                    return 0;
                })
                .runs(AccessClauses.SURROUNDINGS, streams -> {
                    ExecRequest request = streams.request();
                    streams.print(request.workingDirectory().orElse("/") + "\n"
                            + request.user().orElse("0").split(":", 2)[0] + "\n"
                            + request.environment().get("GREETING") + "\n");
                    return 0;
                })
                .runs(AccessClauses.ABSENT, streams -> 127)
                .runs(AccessClauses.TERMINAL_SIZE, FakeEngineContract::printsSize)
                .runs(AccessClauses.GROWN_TERMINAL, streams -> {
                    Optional<byte[]> unused = streams.read();
                    return printsSize(streams);
                })
                .runs(AccessClauses.WAITS, streams -> {
                    streams.print("begun\n");
                    Optional<byte[]> unused = streams.read();
                    return 0;
                });
    }

    private static int printsSize(FakeStreams streams) {
        TerminalSize size = streams.terminal().orElseThrow();
        streams.print(size.rows() + " " + size.columns() + "\r\n");
        return 0;
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
