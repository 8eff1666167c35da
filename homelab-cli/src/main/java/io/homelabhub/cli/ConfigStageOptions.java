package io.homelabhub.cli;

import io.homelabhub.compose.ComposeRequest;
import picocli.CommandLine.Option;

/** Options of {@code homelab config} that leave stages of loading out. */
final class ConfigStageOptions {
    @Option(names = "--no-interpolate", description = "Leaves variables as they are.")
    boolean noInterpolate;

    @Option(names = "--no-normalize", description = "Adds no names, default networks and dependencies.")
    private boolean noNormalize;

    @Option(names = "--no-consistency", description = "Does not check services against each other.")
    private boolean noConsistency;

    @Option(names = "--no-path-resolution", description = "Leaves relative paths as they are.")
    private boolean noPathResolution;

    @Option(names = "--no-env-resolution", hidden = true, description = "Changes nothing, as in docker compose.")
    private boolean noEnvResolution;

    @Option(names = "--all-resources", description = "Prints networks, volumes and the like that no service uses too.")
    private boolean allResources;

    @Option(
            names = "--compatibility",
            hidden = true,
            description = "As --no-normalize, with names as Compose 1 had them.")
    boolean compatibility;

    /** Whether none is given. */
    boolean areUsual() {
        return !noInterpolate
                && !noNormalize
                && !noConsistency
                && !noPathResolution
                && !noEnvResolution
                && !allResources
                && !compatibility;
    }

    ComposeRequest apply(ComposeRequest request) {
        ComposeRequest applied = noInterpolate ? request.withoutInterpolation() : request;
        applied = noNormalize || compatibility ? applied.withoutNormalization() : applied;
        applied = noConsistency ? applied.withoutConsistency() : applied;
        applied = noPathResolution ? applied.withoutPathResolution() : applied;
        return allResources ? applied.withAllResources() : applied;
    }
}
