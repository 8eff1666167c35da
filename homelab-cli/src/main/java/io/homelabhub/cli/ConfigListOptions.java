package io.homelabhub.cli;

import io.homelabhub.compose.ConfigRenderer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code homelab config} that ask for a list in place of the model. */
final class ConfigListOptions {
    @Option(names = "--services", description = "Prints the names of the services.")
    private boolean services;

    @Option(names = "--images", description = "Prints the image of each service.")
    private boolean images;

    @Option(names = "--volumes", description = "Prints the keys of the volumes.")
    private boolean volumes;

    @Option(names = "--networks", description = "Prints the keys of the networks.")
    private boolean networks;

    @Option(names = "--profiles", description = "Prints the names of the profiles.")
    private boolean profiles;

    @Option(
            names = "--hash",
            paramLabel = "SERVICES",
            description = "Prints the config hash of services, by name with commas between, or * for all.")
    @Nullable
    private String hash;

    /** The lines that are asked for, if any are. */
    Optional<List<String>> lines(ConfigRenderer renderer, String separator) {
        if (services) {
            return Optional.of(renderer.services());
        } else if (volumes) {
            return Optional.of(renderer.volumes());
        } else if (networks) {
            return Optional.of(renderer.networks());
        } else if (hash != null) {
            return Optional.of(renderer.hashes(hash.equals("*") ? List.of() : List.of(hash.split(","))));
        } else if (profiles) {
            return Optional.of(renderer.profiles());
        }
        return images ? Optional.of(renderer.images(separator)) : Optional.empty();
    }
}
