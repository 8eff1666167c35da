package io.homelabhub.engine;

import java.util.List;

/**
 * The processes of a container, as the engine's host sees them.
 *
 * @param titles what each column says, as {@code PID} and {@code CMD}; engines have different ones
 * @param rows a process each, with as many cells as there are titles; command lines are as they were typed, secrets included
 */
public record ProcessTable(List<String> titles, List<List<String>> rows) {
    /** No processes. */
    public static final ProcessTable EMPTY = new ProcessTable(List.of(), List.of());

    public ProcessTable {
        titles = List.copyOf(titles);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The titles alone: command lines can hold secrets. */
    @Override
    public String toString() {
        return "ProcessTable" + titles + " of " + rows.size();
    }
}
