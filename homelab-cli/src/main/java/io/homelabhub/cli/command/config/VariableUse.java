package io.homelabhub.cli.command.config;

import io.homelabhub.problem.SourceLocation;

/**
 * One place where a Compose file asks for a variable. Never holds the value.
 *
 * @param name the variable
 * @param place where it is asked for
 * @param required whether the file cannot be used without it
 */
record VariableUse(String name, SourceLocation place, boolean required) {}
