package io.homelabhub.generation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What files to generate from are wanted.
 *
 * @param environment as {@code prod}
 * @param host as {@code example.net}; empty for files that do not depend on one
 * @param variables those that the Compose files use, each with whether they cannot do without it; a template is made of them where there
 *     is none yet
 */
public record InitRequest(String environment, Optional<String> host, SortedMap<String, Boolean> variables) {
    /** @throws IllegalArgumentException for names that a {@link GenerationTarget} cannot have */
    public InitRequest {
        GenerationTarget unused = new GenerationTarget(environment, host.orElse("localhost"));
        variables = new TreeMap<>(variables);
    }
}
