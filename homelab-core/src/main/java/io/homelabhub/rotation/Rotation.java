package io.homelabhub.rotation;

import io.homelabhub.rotation.RotationJournal.Entry;
import io.homelabhub.secret.SecretMask;
import java.nio.file.Path;

/**
 * A secret with the value that it has and the one that it is to have.
 *
 * @param project whose it is
 * @param file the encrypted file, absolute
 * @param shown how people know it
 * @param entry the file before and after
 * @param change the values
 * @param mask hides both of them
 */
record Rotation(String project, Path file, Path shown, Entry entry, Change change, SecretMask mask) {
    String key() {
        return entry.key();
    }

    /** The key alone. */
    @Override
    public String toString() {
        return "Rotation[" + key() + "]";
    }
}
