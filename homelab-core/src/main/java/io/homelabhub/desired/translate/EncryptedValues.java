package io.homelabhub.desired.translate;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.secret.EncryptedReference;
import io.homelabhub.secret.SecretMask;

/** Opens single values of encrypted files, each when it is first asked for. */
public interface EncryptedValues {
    /** Opens nothing: for a model that has nothing encrypted. */
    EncryptedValues NONE = new EncryptedValues() {
        @Override
        public byte[] open(EncryptedReference reference) {
            throw new IllegalStateException("nothing is encrypted, and " + reference + " was asked for");
        }

        @Override
        public SecretMask mask() {
            return SecretMask.NONE;
        }
    };

    /**
     * A value in clear, in memory alone.
     *
     * @throws InvalidInputException if the file is not there, no key opens it, or it has no such value
     */
    byte[] open(EncryptedReference reference);

    /** Hides what was opened so far. */
    SecretMask mask();
}
