package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.secret.EncryptedReference;
import java.util.Optional;

/**
 * A service's use of a config or secret.
 *
 * @param kind which of the two
 * @param source its key in the model
 * @param target where it stands in the container, absolute
 * @param use what the service says of it
 * @param definition what the model says of it
 * @param encrypted where its content lies encrypted; empty if it does not
 */
record FileReference(
        Kind kind,
        String source,
        String target,
        ApiObject use,
        ApiObject definition,
        Optional<EncryptedReference> encrypted) {
    /** What it is. */
    enum Kind {
        CONFIG("configs", "/"),
        SECRET("secrets", "/run/secrets/");

        private final String section;
        private final String folder;

        Kind(String section, String folder) {
            this.section = section;
            this.folder = folder;
        }

        /** The section of the model, and of a service, that holds such. */
        String section() {
            return section;
        }

        @Override
        public String toString() {
            return section.substring(0, section.length() - 1);
        }
    }

    static FileReference of(Kind kind, ApiObject use, ComposeModel model) {
        String source = use.string("source").orElse("");
        String target = use.string("target").filter(text -> !text.isEmpty()).orElse(source);
        boolean absolute = target.startsWith("/") || target.matches("(?s)[A-Za-z]:[\\\\/].*");
        return new FileReference(
                kind,
                source,
                absolute ? target : kind.folder + target,
                use,
                model.tree().object(kind.section()).object(source),
                kind == Kind.SECRET ? model.encrypted().of(source) : Optional.empty());
    }

    /** The file of this machine that it is; empty if its content comes from elsewhere. */
    Optional<String> file() {
        boolean elsewhere = encrypted.isPresent()
                || text("environment").isPresent()
                || text("content").isPresent();
        return elsewhere ? Optional.empty() : text("file");
    }

    /** A member of the definition that is a string and not empty. */
    Optional<String> text(String name) {
        return definition.string(name).filter(text -> !text.isEmpty());
    }

    /** {@code config "source"}, for messages. */
    String describe() {
        return kind + " \"" + source + "\"";
    }
}
