package io.homelabhub.planning;

import java.util.Optional;

/**
 * The image that a reference shall stand for again.
 *
 * @param id as {@code sha256:…}
 * @param pulledAs as what it has to be pulled first, as {@code postgres@sha256:…}; empty if the engine has it
 * @param replaced the id of what the reference stands for now; empty if nothing
 */
public record RestoredImage(String id, Optional<String> pulledAs, Optional<String> replaced) {}
