package io.homelabhub.cli.output;

import java.util.Map;

/** What a command has found out: once for people, once for programs. */
public interface Result {
    /** Prints it for people. */
    void print(Page page);

    /**
     * The same for programs: maps, lists, strings, numbers, booleans and nulls, in the order in which they are written.
     * {@link OutputFormat} puts the schema version before it.
     */
    Map<String, ?> document();
}
