package io.homelabhub.session;

import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.machine.LocalMachine;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.EndpointProber;
import io.homelabhub.time.Timing;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link io.homelabhub.HomelabRuntime} goes by. A value: what its builder is told later does not reach it.
 *
 * @param sources where the definition is read from
 * @param engine which engines to use
 * @param host where the engine listens; empty for what the environment says
 * @param engineEnvironment the variables that the engine is found by
 * @param listener told what happens while a plan is applied
 * @param parallelism how many actions may be under way at once; empty for the default of what is done
 * @param timing the clock and the threads
 * @param prober asks the catalog's health endpoints
 * @param keepsEngineOpen whether an engine stays open between calls
 * @param machine the one that this program runs on
 * @param operator who is named in the project's lock; empty for the process's user and the machine's name
 */
public record HomelabSettings(
        DefinitionSources sources,
        EngineChoice engine,
        Optional<String> host,
        Map<String, String> engineEnvironment,
        ProgressListener listener,
        Optional<Integer> parallelism,
        Timing timing,
        EndpointProber prober,
        boolean keepsEngineOpen,
        LocalMachine machine,
        Optional<String> operator) {
    public HomelabSettings {
        engineEnvironment = Map.copyOf(engineEnvironment);
    }

    /**
     * The same for one of several hosts that are spoken of together.
     *
     * @param host its name; empty for this machine
     * @param named whether its engine is found by that name, rather than by what the environment says
     * @param hears told what happens there
     */
    public HomelabSettings across(Optional<String> host, boolean named, ProgressListener hears) {
        return new HomelabSettings(
                sources.across(host),
                engine,
                named ? host : Optional.empty(),
                engineEnvironment,
                hears,
                parallelism,
                timing,
                prober,
                false,
                machine,
                operator);
    }

    /** How many calls of one engine to have under way, an undeploy aside. */
    public int atOnce() {
        return parallelism.orElse(ApplyOptions.DEFAULT.parallelism());
    }

    EngineSettings engineSettings() {
        return new EngineSettings(host, engineEnvironment, atOnce(), timing);
    }

    /** Who is named in the lock, as {@code user@host}. */
    public String operatorName() {
        return operator.orElseGet(() -> Operator.current(engineEnvironment));
    }

    /** Holds no variable's value: it can be secret. */
    @Override
    public String toString() {
        return "HomelabSettings[sources=" + sources + ", host=" + host + "]";
    }
}
