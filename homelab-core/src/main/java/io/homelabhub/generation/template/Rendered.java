package io.homelabhub.generation.template;

import io.homelabhub.problem.SourceLocation;
import java.util.List;

/**
 * What came of a template.
 *
 * @param text the whole file
 * @param variables what it assigns, in order; none for a file as a whole
 */
public record Rendered(String text, List<Variable> variables) {
    public Rendered {
        variables = List.copyOf(variables);
    }

    /**
     * A variable of a file.
     *
     * @param name its name
     * @param value its value, which can be secret
     * @param place the line of the template that assigns it
     * @param origins where what it is made of stands; none for one that the template spells out
     */
    public record Variable(String name, String value, SourceLocation place, List<SourceLocation> origins) {
        public Variable {
            origins = List.copyOf(origins);
        }

        /** Never the value: it can be secret. */
        @Override
        public String toString() {
            return name + " of " + origins;
        }
    }

    /** Never what it holds: that can be secret. */
    @Override
    public String toString() {
        return variables.toString();
    }
}
