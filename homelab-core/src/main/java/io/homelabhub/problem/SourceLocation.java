package io.homelabhub.problem;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * A place in a file.
 *
 * @param file the file as it was named or found; printed as given
 * @param line 1 and up; 0 if only the file is known
 * @param column 1 and up, counted in Unicode code points; 0 if only the line is known
 */
public record SourceLocation(Path file, int line, int column) implements Comparable<SourceLocation> {
    private static final Comparator<SourceLocation> ORDER = Comparator.comparing(SourceLocation::file)
            .thenComparingInt(SourceLocation::line)
            .thenComparingInt(SourceLocation::column);

    public SourceLocation {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line %d, column %d: give 0 or more".formatted(line, column));
        }
    }

    /** The whole of {@code file}, where no line is known. */
    public static SourceLocation of(Path file) {
        return new SourceLocation(file, 0, 0);
    }

    @Override
    public int compareTo(SourceLocation other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, or as much of it as is known. */
    @Override
    public String toString() {
        if (line == 0) {
            return file.toString();
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
