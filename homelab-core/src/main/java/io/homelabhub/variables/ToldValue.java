package io.homelabhub.variables;

import java.util.List;

/**
 * What somebody says of a variable, as it may be shown.
 *
 * @param shown the value, or what stands in place of a secret
 * @param origin who says so
 * @param generatedFrom where a file that was generated has it from: the line of a template, then the places of the values that went
 *     into it; none for what nobody generated
 */
public record ToldValue(String shown, VariableOrigin origin, List<String> generatedFrom) {
    public ToldValue {
        generatedFrom = List.copyOf(generatedFrom);
    }
}
