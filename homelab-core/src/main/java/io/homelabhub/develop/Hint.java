package io.homelabhub.develop;

import java.nio.file.Path;
import java.util.Set;

/**
 * Something may have changed.
 *
 * @param paths what has been touched, as far as it is known
 * @param complete whether nothing else has been, that the machine knows of
 */
record Hint(Set<Path> paths, boolean complete) {
    Hint {
        paths = Set.copyOf(paths);
    }
}
