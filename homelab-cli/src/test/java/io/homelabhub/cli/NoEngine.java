package io.homelabhub.cli;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;

/** An engine that cannot be opened. */
final class NoEngine implements EngineProvider {
    private static final EngineException UNREACHABLE = new EngineException(
            EngineException.Kind.UNREACHABLE,
            "no container engine answers; tried unix:///nowhere.sock: no such file",
            "Start it.",
            null);

    static final EngineProvider PROVIDER = new NoEngine(UNREACHABLE);

    /** One that a setting names. */
    static final EngineProvider NAMED = new NoEngine(UNREACHABLE.ofNamedEngine());

    private final RuntimeException failure;

    NoEngine(RuntimeException failure) {
        this.failure = failure;
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
