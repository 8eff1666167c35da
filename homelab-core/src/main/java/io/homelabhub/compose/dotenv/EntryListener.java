package io.homelabhub.compose.dotenv;

/** Told of each entry of a file of variables that gives a value, in their order. */
@FunctionalInterface
public interface EntryListener {
    /** Listens to nothing. */
    EntryListener NONE = (name, value, line) -> {};

    /**
     * An entry.
     *
     * @param value as it is read: quotes taken off, variables filled in
     * @param line where it begins, 1 and up
     */
    void read(String name, String value, int line);
}
