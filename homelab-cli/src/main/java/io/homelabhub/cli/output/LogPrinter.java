package io.homelabhub.cli.output;

import io.homelabhub.operation.LogEntry;
import java.util.function.Predicate;

/** Prints lines of logs in one form. */
public interface LogPrinter {
    /**
     * Prints a line, if it is wanted.
     *
     * @param isWanted asked about the text without colours
     */
    void print(LogEntry entry, Predicate<String> isWanted);
}
