package io.homelabhub.fleet;

import io.homelabhub.engine.EngineException;
import java.util.Optional;

/**
 * What came of a look at one of several hosts: one of the two is there.
 *
 * @param value what was seen
 * @param failure why its engine did not answer, with the remedy
 */
public record HostLook<T>(Optional<T> value, Optional<EngineException> failure) {}
