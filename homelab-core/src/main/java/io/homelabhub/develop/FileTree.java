package io.homelabhub.develop;

import java.nio.file.Path;
import java.util.NavigableMap;

/** The files that are watched. */
interface FileTree extends AutoCloseable {
    /** All that is there now, folders included. What changes from the beginning of this call on is hinted at. */
    NavigableMap<Path, Stamp> scan();

    /** No more hints. Twice is harmless. */
    @Override
    void close();
}
