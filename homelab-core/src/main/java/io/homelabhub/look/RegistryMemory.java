package io.homelabhub.look;

import java.util.Optional;

/**
 * What registries have said lately, so that they need not be asked each time: they count questions. A front end decides where it is
 * kept and for how long. No answer is secret. For one thread at a time.
 */
public interface RegistryMemory {
    /** Remembers nothing. */
    RegistryMemory NONE = new RegistryMemory() {
        @Override
        public Optional<String> find(String question) {
            return Optional.empty();
        }

        @Override
        public void keep(String question, String answer) {}
    };

    /** What was kept for the question, unless it is too old. */
    Optional<String> find(String question);

    /** Keeps an answer. One that cannot be kept is no failure. */
    void keep(String question, String answer);
}
