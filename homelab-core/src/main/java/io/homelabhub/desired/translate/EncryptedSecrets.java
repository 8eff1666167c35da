package io.homelabhub.desired.translate;

import io.homelabhub.secret.EncryptedReference;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets of a model that lie encrypted.
 *
 * @param references where each lies, by its key in the model
 * @param values opens them
 */
public record EncryptedSecrets(Map<String, EncryptedReference> references, EncryptedValues values) {
    /** Of a model without any. */
    static final EncryptedSecrets NONE = new EncryptedSecrets(Map.of(), EncryptedValues.NONE);

    public EncryptedSecrets {
        references = Map.copyOf(references);
    }

    /** Where the secret {@code key} lies; empty if it is not encrypted. */
    Optional<EncryptedReference> of(String key) {
        return Optional.ofNullable(references.get(key));
    }
}
