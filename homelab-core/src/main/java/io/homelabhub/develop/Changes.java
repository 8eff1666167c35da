package io.homelabhub.develop;

import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What has become of watched files since it was looked at last.
 *
 * @param there files and folders that are new or changed, folders before what is in them
 * @param gone what is there no more, or has become a folder from a file or the other way round; folders before what was in them
 */
record Changes(NavigableSet<Path> there, NavigableSet<Path> gone) {
    Changes {
        there = Collections.unmodifiableNavigableSet(new TreeSet<>(there));
        gone = Collections.unmodifiableNavigableSet(new TreeSet<>(gone));
    }

    boolean isEmpty() {
        return there.isEmpty() && gone.isEmpty();
    }
}
