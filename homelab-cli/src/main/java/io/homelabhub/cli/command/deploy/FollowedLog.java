package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.output.TextLogPrinter;
import io.homelabhub.engine.EngineException;
import io.homelabhub.operation.LogEntry;
import io.homelabhub.operation.ServiceLog;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What services write, printed as it comes. */
final class FollowedLog {
    private final Invocation invocation;
    private final ServiceLog log;
    private final AtomicLong printed = new AtomicLong();

    FollowedLog(Invocation invocation, ServiceLog log) {
        this.invocation = invocation;
        this.log = log;
    }

    /** On a thread of its own, which is interrupted in the end. */
    void print() {
        PrintWriter out = invocation.console().out();
        boolean colored = invocation.colored(invocation.console().outIsTerminal());
        TextLogPrinter printer = new TextLogPrinter(out, log.containers(), colored, false, true);
        try {
            for (Optional<LogEntry> entry = log.next(); entry.isPresent(); entry = log.next()) {
                printer.print(entry.get(), text -> true);
                printed.incrementAndGet();
                if (!log.ready()) {
                    out.flush();
                }
            }
            out.flush();
        } catch (EngineException over) {
            out.flush();
        }
    }

    /** How many lines by now. */
    long printed() {
        return printed.get();
    }
}
