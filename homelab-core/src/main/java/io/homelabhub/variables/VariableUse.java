package io.homelabhub.variables;

import io.homelabhub.problem.SourceLocation;

/**
 * One place where a Compose file asks for a variable. Never holds the value.
 *
 * @param name the variable
 * @param place where it is asked for
 * @param path the place in the file, as {@code services.web.image}
 * @param required whether the file cannot be used without it
 */
public record VariableUse(String name, SourceLocation place, String path, boolean required) {}
