package io.homelabhub.generation;

import java.util.regex.Pattern;

/**
 * For what configuration is generated.
 *
 * @param environment as {@code prod}: letters, digits, dashes and underscores
 * @param host as {@code example.net} or {@code localhost:8080}; letters, digits, dashes, underscores, dots and colons
 */
public record GenerationTarget(String environment, String host) {
    private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_:-]|\\.(?!\\.))*");

    /** @throws IllegalArgumentException naming what cannot be part of the name of a folder */
    public GenerationTarget {
        if (!ENVIRONMENT.matcher(environment).matches() || environment.equals("base")) {
            throw new IllegalArgumentException("'" + environment
                    + "' cannot be an environment; give a name like prod, of letters, digits, - and _, and not `base`");
        } else if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("'" + host
                    + "' cannot be a domain; give a name like example.net, of letters, digits, ., :, - and _");
        }
    }

    /** {@code prod example.net}. */
    @Override
    public String toString() {
        return environment + " " + host;
    }
}
