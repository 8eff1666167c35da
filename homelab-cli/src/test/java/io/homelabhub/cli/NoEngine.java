package io.homelabhub.cli;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;

/** An engine that cannot be opened. */
final class NoEngine implements EngineProvider {
    static final EngineProvider PROVIDER = new NoEngine(unreachable());

    /** One that a setting names. */
    static final EngineProvider NAMED = new NoEngine(unreachable().ofNamedEngine());

    private final RuntimeException failure;

    NoEngine(RuntimeException failure) {
        this.failure = failure;
    }

    private static EngineException unreachable() {
        return new EngineException(
                EngineException.Kind.UNREACHABLE,
                "no container engine answers; tried unix:///nowhere.sock: no such file",
                "Start it.",
                null);
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public Engine open(EngineSettings settings) {
        throw failure;
    }
}
