package io.homelabhub.develop;

import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes changes of hints. A hint says only that it is time to look: what has changed is what a scan finds other than the one before,
 * so a hint that is lost among thousands loses no change. What was touched by a hint counts as changed even if it looks the same, as a
 * file can be written twice within the resolution of its time; where hints were lost, so does all that was written about the time of the
 * scan before.
 */
final class ChangeCollector {
    /** Who saves many files does so at once. */
    static final Duration QUIET = Duration.ofMillis(50);
    /** Where writing never ceases, changes are carried on all the same. */
    static final Duration LONGEST = Duration.ofSeconds(1);
    /** As coarse as the times of files are on any machine. */
    private static final Duration COARSE = Duration.ofSeconds(2);

    private final FileTree tree;
    private final Mailbox<Hint> hints;
    private final Timing timing;
    private final Set<Path> touched = new HashSet<>();
    private boolean complete = true;
    private boolean due;
    private Instant before;
    private NavigableMap<Path, Stamp> known;

    ChangeCollector(FileTree tree, Mailbox<Hint> hints, Timing timing) {
        this.tree = tree;
        this.hints = hints;
        this.timing = timing;
        this.before = timing.now();
        this.known = tree.scan();
    }

    /** All that was there when it was looked at last. */
    NavigableMap<Path, Stamp> known() {
        return known;
    }

    /** Looks although nothing has hinted at it. */
    void lookAnyway() {
        due = true;
    }

    /**
     * The next changes, as soon as there are some and for a moment no more come.
     *
     * @return empty if there are none within that time
     */
    Optional<Changes> next(Duration within) throws InterruptedException {
        Duration end = timing.elapsed().plus(within);
        while (true) {
            hear(hints.take(due ? Duration.ZERO : positive(end.minus(timing.elapsed()))));
            if (!due) {
                return Optional.empty();
            }
            settle();
            Changes changes = looked();
            if (!changes.isEmpty()) {
                return Optional.of(changes);
            }
        }
    }

    private static Duration positive(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }

    private void hear(Optional<Hint> hint) {
        hint.ifPresent(one -> {
            due = true;
            touched.addAll(one.paths());
            complete &= one.complete();
        });
    }

    private void settle() throws InterruptedException {
        Duration latest = timing.elapsed().plus(LONGEST);
        Optional<Hint> more = hints.take(QUIET);
        while (more.isPresent()) {
            hear(more);
            more = timing.elapsed().compareTo(latest) < 0 ? hints.take(QUIET) : Optional.empty();
        }
    }

    private Changes looked() {
        Instant now = timing.now();
        NavigableMap<Path, Stamp> found = tree.scan();
        Changes changes = changes(found);
        known = found;
        before = now;
        touched.clear();
        complete = true;
        due = false;
        return changes;
    }

    private Changes changes(NavigableMap<Path, Stamp> found) {
        NavigableSet<Path> there = new TreeSet<>();
        NavigableSet<Path> gone = new TreeSet<>();
        boolean all = complete && touched.stream().noneMatch(path -> isStray(path, found));
        FileTime doubtful = FileTime.from(before.minus(COARSE));
        for (Map.Entry<Path, Stamp> one : found.entrySet()) {
            Stamp now = one.getValue();
            Stamp then = known.get(one.getKey());
            boolean same = now.equals(then) && (now.folder() || !touched.contains(one.getKey()));
            boolean doubted = !all && !now.folder() && now.modified().compareTo(doubtful) >= 0;
            if (!same || doubted) {
                there.add(one.getKey());
            }
            if (then != null && then.folder() != now.folder()) {
                gone.add(one.getKey());
            }
        }
        known.keySet().stream().filter(path -> !found.containsKey(path)).forEach(gone::add);
        return new Changes(there, gone);
    }

    /** A folder that was renamed is hinted at by its old name: who was touched there nobody knows. */
    private static boolean isStray(Path path, NavigableMap<Path, Stamp> found) {
        Path folder = path.getParent();
        if (folder == null || found.containsKey(folder)) {
            return false;
        }
        Path above = folder.getParent();
        while (above != null && !found.containsKey(above)) {
            above = above.getParent();
        }
        return above != null;
    }
}
