package io.homelabhub.cli.command.config;

import io.homelabhub.cli.line.Syntax;
import io.homelabhub.compose.ComposeRequest;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/** Options of {@code homelab config} that leave stages of loading out. */
final class ConfigStageOptions {
    private final Supplier<Boolean> noInterpolate;
    private final Supplier<Boolean> noNormalize;
    private final Supplier<Boolean> noConsistency;
    private final Supplier<Boolean> noPathResolution;
    private final Supplier<Boolean> noEnvResolution;
    private final Supplier<Boolean> allResources;
    private final Supplier<Boolean> compatibility;

    ConfigStageOptions(Syntax syntax) {
        noInterpolate =
                syntax.flag(OptionSpec.builder("--no-interpolate").description("Leaves variables as they are."));
        noNormalize = syntax.flag(
                OptionSpec.builder("--no-normalize").description("Adds no names, default networks and dependencies."));
        noConsistency = syntax.flag(
                OptionSpec.builder("--no-consistency").description("Does not check services against each other."));
        noPathResolution = syntax.flag(
                OptionSpec.builder("--no-path-resolution").description("Leaves relative paths as they are."));
        noEnvResolution = syntax.flag(OptionSpec.builder("--no-env-resolution")
                .hidden(true)
                .description("Changes nothing, as in docker compose."));
        allResources = syntax.flag(OptionSpec.builder("--all-resources")
                .description("Also prints networks, volumes and the like that no service uses."));
        compatibility = syntax.flag(OptionSpec.builder("--compatibility")
                .hidden(true)
                .description("As --no-normalize, with names as Compose 1 had them."));
    }

    boolean noInterpolate() {
        return noInterpolate.get();
    }

    boolean compatibility() {
        return compatibility.get();
    }

    /** Whether none is given. */
    boolean areUsual() {
        return Stream.of(
                        noInterpolate,
                        noNormalize,
                        noConsistency,
                        noPathResolution,
                        noEnvResolution,
                        allResources,
                        compatibility)
                .noneMatch(Supplier::get);
    }

    ComposeRequest apply(ComposeRequest request) {
        ComposeRequest applied = noInterpolate.get() ? request.withoutInterpolation() : request;
        applied = noNormalize.get() || compatibility.get() ? applied.withoutNormalization() : applied;
        applied = noConsistency.get() ? applied.withoutConsistency() : applied;
        applied = noPathResolution.get() ? applied.withoutPathResolution() : applied;
        return allResources.get() ? applied.withAllResources() : applied;
    }
}
