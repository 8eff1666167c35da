package io.homelabhub.cli.command.logs;

import io.homelabhub.cli.output.LogPrinter;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.operation.LogEntry;
import io.homelabhub.report.ForeignText;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** One JSON object per line, the text as it was written. */
final class JsonLogPrinter implements LogPrinter {
    private final PrintWriter out;

    JsonLogPrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void print(LogEntry entry, Predicate<String> isWanted) {
        if (!isWanted.test(ForeignText.clean(entry.text(), false))) {
            return;
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("time", entry.time());
        entry.host().ifPresent(host -> document.put("host", host));
        document.put("service", entry.service());
        document.put("container", entry.container());
        document.put("stream", stream(entry));
        document.put("text", entry.text());
        out.print(OutputFormat.jsonLine(document));
        out.print('\n');
    }

    private static String stream(LogEntry entry) {
        return switch (entry.source()) {
            case OUTPUT -> "stdout";
            case ERROR -> "stderr";
            case TERMINAL -> "terminal";
        };
    }
}
