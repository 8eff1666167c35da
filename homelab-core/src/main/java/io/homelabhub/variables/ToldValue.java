package io.homelabhub.variables;

/**
 * What somebody says of a variable, as it may be shown.
 *
 * @param shown the value, or what stands in place of a secret
 * @param origin who says so
 */
public record ToldValue(String shown, VariableOrigin origin) {}
