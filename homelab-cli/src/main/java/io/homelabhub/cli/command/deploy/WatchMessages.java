package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.develop.WatchEvent;
import io.homelabhub.develop.WatchListener;
import io.homelabhub.failure.HomelabException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells what a watch does, a line for each thing. */
final class WatchMessages implements WatchListener {
    private final Invocation invocation;

    WatchMessages(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void on(WatchEvent event) {
        invocation.messages().line(text(event));
        invocation.console().flush();
    }

    private static String text(WatchEvent event) {
        if (event instanceof WatchEvent.Synced synced) {
            return synced.service() + ": " + counted(synced) + (synced.initial() ? ", all that there is" : "");
        }
        if (event instanceof WatchEvent.Rebuilding rebuilding) {
            return list(rebuilding.services()) + ": building anew";
        }
        if (event instanceof WatchEvent.Rebuilt rebuilt) {
            return list(rebuilt.services()) + ": built anew and deployed";
        }
        if (event instanceof WatchEvent.Restarted restarted) {
            return restarted.service() + ": restarted";
        }
        if (event instanceof WatchEvent.Executed executed) {
            return executed.service() + ": ran its command, which ended with exit code " + executed.exitCode();
        }
        return failed((WatchEvent.Failed) event);
    }

    private static String counted(WatchEvent.Synced synced) {
        int all = synced.written() + synced.removed();
        String more = all > 1 ? " and " + (all - 1) + " more" : "";
        return (synced.written() > 0 ? "copied " : "removed ") + synced.first() + more;
    }

    private static String list(List<String> services) {
        return String.join(", ", services);
    }

    private static String failed(WatchEvent.Failed failed) {
        String remedy = failed.failure() instanceof HomelabException known
                        && !known.remedy().isEmpty()
                ? "\n" + known.remedy()
                : "";
        return failed.service() + ": " + failed.action() + " FAILED: "
                + failed.failure().getMessage() + remedy;
    }

    /** Commands write to where services do. */
    @Override
    public OutputStream output() {
        PrintWriter out = invocation.console().out();
        return new OutputStream() {
            @Override
            public void write(int one) {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                out.print(new String(bytes, from, length, StandardCharsets.UTF_8));
                out.flush();
            }
        };
    }
}
