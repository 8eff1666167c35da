package io.homelabhub.graph;

import io.homelabhub.failure.HomelabException;
import java.util.List;

/** Services depend on each other in a circle, so none of them can come first. */
public final class DependencyCycleException extends HomelabException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> cycle;

    /** @param cycle the path; its first and last names are the same */
    public DependencyCycleException(List<String> cycle) {
        super(
                "services depend on each other in a cycle: " + String.join(" -> ", cycle),
                "Remove one of these dependencies.",
                null);
        this.cycle = List.copyOf(cycle);
    }

    /** The path, as {@code [a, b, a]}. */
    public List<String> cycle() {
        return cycle;
    }
}
