package io.homelabhub.cli.command.config;

import io.homelabhub.cli.line.Syntax;
import io.homelabhub.compose.ConfigRenderer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** Options of {@code homelab config} that ask for a list in place of the model. */
final class ConfigListOptions {
    private final Supplier<Boolean> services;
    private final Supplier<Boolean> images;
    private final Supplier<Boolean> volumes;
    private final Supplier<Boolean> networks;
    private final Supplier<Boolean> profiles;
    private final Supplier<Boolean> models;
    private final Supplier<Boolean> variables;
    private final Supplier<Optional<String>> hash;

    ConfigListOptions(Syntax syntax) {
        services = syntax.flag(OptionSpec.builder("--services").description("Prints the names of the services."));
        images = syntax.flag(OptionSpec.builder("--images").description("Prints the image of each service."));
        volumes = syntax.flag(OptionSpec.builder("--volumes").description("Prints the keys of the volumes."));
        networks = syntax.flag(OptionSpec.builder("--networks").description("Prints the keys of the networks."));
        profiles = syntax.flag(OptionSpec.builder("--profiles").description("Prints the names of the profiles."));
        models = syntax.flag(OptionSpec.builder("--models").description("Prints the models that services use."));
        variables = syntax.flag(OptionSpec.builder("--variables")
                .description(
                        "Prints the variables that the files ask for, not filled in; --format json for programs."));
        hash = syntax.value(
                String.class,
                OptionSpec.builder("--hash")
                        .paramLabel("SERVICES")
                        .description("Prints the config hash of services, by name with commas between, or * for all."));
    }

    /** Whether the variables are asked for, which are read from files in which none is filled in. */
    boolean variables() {
        return variables.get();
    }

    /** The lines that are asked for, if any are. */
    Optional<List<String>> lines(ConfigRenderer renderer, String separator) {
        if (services.get()) {
            return Optional.of(renderer.services());
        } else if (volumes.get()) {
            return Optional.of(renderer.volumes());
        } else if (networks.get()) {
            return Optional.of(renderer.networks());
        } else if (hash.get().isPresent()) {
            String names = hash.get().get();
            return Optional.of(renderer.hashes(names.equals("*") ? List.of() : List.of(names.split(","))));
        } else if (profiles.get()) {
            return Optional.of(renderer.profiles());
        } else if (models.get()) {
            return Optional.of(renderer.models());
        }
        return images.get() ? Optional.of(renderer.images(separator)) : Optional.empty();
    }
}
