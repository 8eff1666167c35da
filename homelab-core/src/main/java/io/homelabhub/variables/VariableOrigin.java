package io.homelabhub.variables;

import io.homelabhub.problem.SourceLocation;
import java.util.Locale;
import java.util.Optional;

/**
 * Who says what value a variable has.
 *
 * @param kind what kind of source it is
 * @param place where it stands; empty for what is in no file
 */
public record VariableOrigin(Kind kind, Optional<SourceLocation> place) {
    /** The kinds of sources. */
    public enum Kind {
        /** The environment of the process. */
        PROCESS("the environment"),
        /** A file that {@code --env-file} or {@code COMPOSE_ENV_FILES} names, or an include. */
        ENV_FILE("env file"),
        /** A file that sops encrypts, which {@code --secrets} or the catalog names. */
        ENCRYPTED_FILE("encrypted file"),
        /** The project's {@code .env}. */
        DOT_ENV(".env"),
        /** The {@code .env} of the folder that {@code DEPLOYMENT_PATH} names. */
        DEPLOYMENT("deployment"),
        /** A service's {@code env_file}. */
        SERVICE_FILE("env_file"),
        /** A service's {@code environment}, in a Compose file. */
        COMPOSE_FILE("compose file"),
        /** Homelab itself: {@code DEPLOYMENT_PATH} where nobody has set it, the project's name. */
        HOMELAB("Homelab");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** For programs: {@code process}, {@code env-file}, {@code dot-env}, … */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What was said at a place in a file. */
    public static VariableOrigin at(Kind kind, SourceLocation place) {
        return new VariableOrigin(kind, Optional.of(place));
    }

    /** What is in no file. */
    public static VariableOrigin of(Kind kind) {
        return new VariableOrigin(kind, Optional.empty());
    }

    /** {@code .env:3}, {@code base.enc.yaml:3:1 (encrypted)}, or {@code the environment}. */
    @Override
    public String toString() {
        String text = place.map(SourceLocation::toString).orElse(kind.text);
        return kind == Kind.ENCRYPTED_FILE ? text + " (encrypted)" : text;
    }
}
