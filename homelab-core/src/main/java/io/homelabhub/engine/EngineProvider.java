package io.homelabhub.engine;

/** Opens engines of one kind. Found by {@link java.util.ServiceLoader}. */
public interface EngineProvider {
    /** Short and lower-case, as {@code docker}. */
    String name();

    /**
     * Opens an engine. May connect only at the first call; a host that does not answer is reported then.
     *
     * @throws EngineException {@code REJECTED} for settings that cannot be used, naming the variable or option
     */
    Engine open(EngineSettings settings);
}
