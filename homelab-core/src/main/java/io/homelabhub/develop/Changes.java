package io.homelabhub.develop;

import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

    static final Changes NONE = new Changes(new TreeSet<>(), new TreeSet<>());

    /** Those of some of the files. */
    Changes of(Predicate<Path> files) {
        return new Changes(
                there.stream().filter(files).collect(Collectors.toCollection(TreeSet::new)),
                gone.stream().filter(files).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Both as one: what has gone is removed before anything is written. */
    Changes then(Changes newer) {
        NavigableSet<Path> bothThere = new TreeSet<>(there);
        bothThere.removeAll(newer.gone);
        bothThere.addAll(newer.there);
        NavigableSet<Path> bothGone = new TreeSet<>(gone);
        bothGone.addAll(newer.gone);
        return new Changes(bothThere, bothGone);
    }

    boolean isEmpty() {
        return there.isEmpty() && gone.isEmpty();
    }
}
