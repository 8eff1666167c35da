package io.homelabhub.engine;

/**
 * How much a terminal shows.
 *
 * @param rows 1 and up
 * @param columns 1 and up
 */
public record TerminalSize(int rows, int columns) {
    /** What is taken where nothing tells. */
    public static final TerminalSize USUAL = new TerminalSize(24, 80);

    /**
     * As given.
     *
     * @throws IllegalArgumentException for a terminal that shows nothing
     */
    public TerminalSize {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "a terminal of " + rows + " rows and " + columns + " columns; give 1 or more of each");
        }
    }
}
