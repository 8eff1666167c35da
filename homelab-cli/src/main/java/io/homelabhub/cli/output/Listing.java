package io.homelabhub.cli.output;

import java.util.List;
import java.util.Map;

/** A result that is a list, one row a thing. */
public interface Listing extends Result {
    /** What names each thing for a shell, in the order of the rows. */
    List<String> ids();

    /** The rows for programs that read line by line, each as {@link #document} has it. */
    List<? extends Map<String, ?>> rows();
}
