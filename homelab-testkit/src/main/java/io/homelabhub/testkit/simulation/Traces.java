package io.homelabhub.testkit.simulation;

import io.homelabhub.run.ApplyResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;

/** Everything that a result or a failure says, as text. */
final class Traces {
    private Traces() {}

    static String of(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    static String of(ApplyResult result) {
        return result.ending()
                + result.failures().stream()
                        .map(report -> "\n" + report.step() + "\n  " + report + "\n" + of(report.failure()))
                        .collect(Collectors.joining())
                + result.failedUndos().stream().map(undo -> "\n" + undo).collect(Collectors.joining());
    }
}
