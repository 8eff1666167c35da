package io.homelabhub;

import io.homelabhub.engine.EngineSettings;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.EndpointProber;
import io.homelabhub.time.Timing;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link HomelabRuntime} goes by. A value: what its builder is told later does not reach it.
 *
 * @param sources where the definition is read from
 * @param engine which engines to use
 * @param host where the engine listens; empty for what the environment says
 * @param engineEnvironment the variables that the engine is found by
 * @param listener told what happens while a plan is applied
 * @param parallelism how many actions may be under way at once; empty for the default of what is done
 * @param timing the clock and the threads
 * @param prober asks the catalog's health endpoints
 * @param operator who is named in the project's lock; empty for the process's user and the machine's name
 */
record HomelabSettings(
        DefinitionSources sources,
        EngineChoice engine,
        Optional<String> host,
        Map<String, String> engineEnvironment,
        ProgressListener listener,
        Optional<Integer> parallelism,
        Timing timing,
        EndpointProber prober,
        Optional<String> operator) {
    HomelabSettings {
        engineEnvironment = Map.copyOf(engineEnvironment);
    }

    /** How many calls of one engine to have under way, an undeploy aside. */
    int atOnce() {
        return parallelism.orElse(ApplyOptions.DEFAULT.parallelism());
    }

    EngineSettings engineSettings() {
        return new EngineSettings(host, engineEnvironment, atOnce(), timing);
    }

    /** Begins to look for the engine; its provider is found by the calling thread's class loader. */
    EngineOpening open() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return EngineOpening.begin(() -> engine.provider(context), engineSettings());
    }

    String operatorName() {
        return operator.orElseGet(() -> Operator.current(engineEnvironment));
    }

    /** Holds no variable's value: it can be secret. */
    @Override
    public String toString() {
        return "HomelabSettings[sources=" + sources + ", host=" + host + "]";
    }
}
