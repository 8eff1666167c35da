package io.homelabhub.doctor;

import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.EnvironmentFiles;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.translate.ComposeTranslation;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.HostInfo;
import io.homelabhub.machine.LocalMachine;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.problem.Problem;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What there is to look at: gathered once for all checks.
 *
 * @param settings of the runtime
 * @param files what the files say; empty if they cannot be used
 * @param problems why they cannot
 * @param engine what is on the engine; empty if none answers
 * @param failure why none answers
 */
record Circumstances(
        HomelabSettings settings,
        Optional<Described> files,
        List<Problem> problems,
        Optional<Engine> engine,
        Optional<EngineException> failure) {
    /**
     * What the files say.
     *
     * @param services those that are enabled and what they need, by their catalog names
     * @param translation of the definition
     * @param desired what shall be there for these services
     */
    record Described(
            ProjectDefinition definition,
            List<String> services,
            ComposeTranslation translation,
            DesiredState desired) {}

    /**
     * What is on the engine.
     *
     * @param open the engine
     * @param observed everything on it, the project's containers inspected
     * @param host what it runs on
     * @param ahead by how much its clock is ahead of this machine's; empty if it does not tell the time
     */
    record Engine(OpenEngine open, ObservedState observed, HostInfo host, Optional<Duration> ahead) {}

    Circumstances {
        problems = List.copyOf(problems);
    }

    DefinitionSources sources() {
        return settings.sources();
    }

    EnvironmentFiles environmentFiles() {
        return DefinitionLoader.environmentFiles(sources());
    }

    /** The folder that the project's commands run in. */
    Path home() {
        return DefinitionLoader.home(sources());
    }

    LocalMachine machine() {
        return settings.machine();
    }

    Instant now() {
        return settings.timing().now();
    }

    /** Whether the engine's files and disks are this machine's. */
    boolean isEngineHere() {
        return engine.filter(one -> one.open().info().isOfThisMachine()
                        && machine().sharesNetworkWith(one.open().info()))
                .isPresent();
    }
}
