package io.homelabhub.cli.command.logs;

import io.homelabhub.operation.LogEntry;
import java.util.function.Predicate;

/** Prints lines of logs in one form. */
interface LogPrinter {
    /** @param isWanted asked about the text without colours; a line that is not wanted is left out */
    void print(LogEntry entry, Predicate<String> isWanted);
}
