package io.homelabhub.cli.line;

import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.engine.EngineException;
import java.util.function.Supplier;

/** Does what goes on without an end, until Ctrl-C or a signal to terminate, so that it can give back what it has taken. */
public final class UntilCancelled {
    private UntilCancelled() {}

    /**
     * Does {@code work} on this thread, which a signal interrupts.
     *
     * @return what the work returns, or {@code CANCELLED}
     */
    public static ExitCode run(Supplier<ExitCode> work) {
        Thread here = Thread.currentThread();
        Signals signals = Signals.handledBy(here::interrupt);
        try {
            return work.get();
        } catch (EngineException ended) {
            if (ended.kind() != EngineException.Kind.INTERRUPTED) {
                throw ended;
            }
            return ExitCode.CANCELLED;
        } finally {
            signals.close();
        }
    }
}
