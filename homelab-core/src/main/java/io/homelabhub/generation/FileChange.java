package io.homelabhub.generation;

import io.homelabhub.problem.SourceLocation;
import java.util.List;

/**
 * What becomes of one generated file. Holds names, and no value.
 *
 * @param name its name in the folder
 * @param kind what becomes of it
 * @param variables which of its variables change, by name; none for a file as a whole
 * @param byHand whether somebody changed it since it was generated, or made it without Homelab, so that it is replaced on request only
 */
public record FileChange(String name, Kind kind, List<VariableChange> variables, boolean byHand) {
    /** What becomes of a file or a variable. */
    public enum Kind {
        NEW,
        CHANGED,
        /** Only who may read it. */
        RIGHTS,
        GONE,
        UNCHANGED
    }

    public FileChange {
        variables = List.copyOf(variables);
    }

    /**
     * What becomes of one variable.
     *
     * @param name its name
     * @param kind what becomes of its value: {@code NEW}, {@code CHANGED} or {@code GONE}
     * @param origins where its value stands in the settings and secrets; none for one that a template spells out, or that is gone
     */
    public record VariableChange(String name, Kind kind, List<SourceLocation> origins) {
        public VariableChange {
            origins = List.copyOf(origins);
        }
    }

    /** Whether the file is written or removed. */
    public boolean isChange() {
        return kind != Kind.UNCHANGED;
    }
}
