package io.homelabhub.compose.load;

import java.util.Map;

/**
 * What a project, or a project included in it, brings along.
 *
 * @param directory the absolute directory below which {@code extends} and {@code include} look for files
 * @param prefix what is put before relative paths: the same directory, or the way to it from the including project
 * @param environment the variables
 */
record Scope(String directory, String prefix, Map<String, String> environment) {}
