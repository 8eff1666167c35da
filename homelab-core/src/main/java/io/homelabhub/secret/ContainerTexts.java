package io.homelabhub.secret;

import java.util.List;

/**
 * The texts of a container's settings in which secrets can stand.
 *
 * @param environment lines {@code NAME=value}
 * @param labels lines {@code name=value}
 */
public record ContainerTexts(
        List<String> environment,
        List<String> labels,
        List<String> command,
        List<String> entrypoint,
        List<String> healthTest) {
    List<List<String>> commands() {
        return List.of(command, entrypoint, healthTest);
    }

    List<String> texts(SecretPlace.Setting setting) {
        return switch (setting) {
            case COMMAND -> command;
            case ENTRYPOINT -> entrypoint;
            case HEALTH_TEST -> healthTest;
            case ENVIRONMENT -> environment;
            case LABELS -> labels;
        };
    }
}
