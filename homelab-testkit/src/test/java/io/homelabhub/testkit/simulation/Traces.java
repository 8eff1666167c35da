package io.homelabhub.testkit.simulation;

import io.homelabhub.failure.StackTraces;
import io.homelabhub.run.ApplyResult;
import java.util.stream.Collectors;

/** Everything that a result says, as text. */
final class Traces {
    private Traces() {}

    static String of(ApplyResult result) {
        return result.ending()
                + result.failures().stream()
                        .map(report ->
                                "\n" + report.step() + "\n  " + report + "\n" + StackTraces.text(report.failure()))
                        .collect(Collectors.joining())
                + result.failedUndos().stream().map(undo -> "\n" + undo).collect(Collectors.joining());
    }
}
