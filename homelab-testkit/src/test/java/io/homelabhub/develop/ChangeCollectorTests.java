package io.homelabhub.develop;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.testkit.time.VirtualClock;
import io.homelabhub.time.Mailbox;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hints become changes, on a clock on which no time passes. */
class ChangeCollectorTests {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Path ROOT = Path.of("/src");
    private static final Path A = ROOT.resolve("a");
    private static final Path B = ROOT.resolve("b");

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final Mailbox<Hint> hints = clock.mailbox();
    private final NavigableMap<Path, Stamp> files = new TreeMap<>();
    private int scans;
    private ChangeCollector collector;

    @BeforeEach
    void begin() {
        files.put(ROOT, folder());
        files.put(A, file("a", 1));
        collector = new ChangeCollector(
                new FileTree() {
                    @Override
                    public NavigableMap<Path, Stamp> scan() {
                        scans++;
                        return new TreeMap<>(files);
                    }

                    @Override
                    public void close() {}
                },
                hints,
                clock);
    }

    private static Stamp folder() {
        return new Stamp(true, null, FileTime.fromMillis(0), 0);
    }

    private static Stamp file(String key, long size) {
        return new Stamp(false, key, FileTime.from(Instant.EPOCH), size);
    }

    private static Hint touched(Path... paths) {
        return new Hint(Set.of(paths), true);
    }

    @Test
    void nothing_is_told_where_nothing_has_happened() throws InterruptedException {
        assertThat(collector.next(MINUTE)).isEmpty();

        assertThat(clock.elapsed()).isEqualTo(MINUTE);
        assertThat(scans).isEqualTo(1);
    }

    @Test
    void what_is_saved_at_once_is_told_at_once() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            Path one = ROOT.resolve("f" + i);
            clock.after(Duration.ofMillis(i), () -> {
                files.put(one, file(one.toString(), 1));
                hints.put(touched(one));
            });
        }

        assertThat(collector.next(MINUTE).orElseThrow().there()).hasSize(100);
        assertThat(scans).isEqualTo(2);
    }

    @Test
    void where_writing_never_ceases_changes_are_told_all_the_same() throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            int size = i;
            clock.after(Duration.ofMillis(10L * i), () -> {
                files.put(A, file("a", size));
                hints.put(touched(A));
            });
        }

        assertThat(collector.next(MINUTE)).isPresent();
        assertThat(clock.elapsed())
                .isLessThan(ChangeCollector.LONGEST.plus(ChangeCollector.QUIET).plusMillis(10));
    }

    @Test
    void a_change_whose_hint_was_lost_among_others_is_found() throws InterruptedException {
        files.put(A, file("a", 2));
        files.put(B, file("b", 1));
        hints.put(touched(B));

        assertThat(collector.next(MINUTE).orElseThrow().there()).containsExactly(A, B);
    }

    @Test
    void a_file_that_was_touched_and_looks_the_same_counts_as_changed() throws InterruptedException {
        hints.put(touched(A));

        assertThat(collector.next(MINUTE).orElseThrow().there()).containsExactly(A);
    }

    @Test
    void where_hints_were_lost_what_was_written_about_the_last_look_counts_as_changed() throws InterruptedException {
        files.put(B, new Stamp(false, "b", FileTime.from(clock.now()), 1));
        hints.put(touched(B));
        collector.next(MINUTE);

        hints.put(new Hint(Set.of(), false));

        assertThat(collector.next(MINUTE).orElseThrow().there()).containsExactly(B);
    }

    @Test
    void a_hint_by_the_old_name_of_a_renamed_folder_is_not_trusted() throws InterruptedException {
        Path renamed = ROOT.resolve("new");
        files.put(renamed, folder());
        files.put(renamed.resolve("x"), new Stamp(false, "x", FileTime.from(clock.now()), 1));
        hints.put(touched(renamed));
        collector.next(MINUTE);

        hints.put(touched(ROOT.resolve("old").resolve("x")));

        assertThat(collector.next(MINUTE).orElseThrow().there()).containsExactly(renamed.resolve("x"));
    }

    @Test
    void what_has_gone_and_what_has_become_a_folder_is_told() throws InterruptedException {
        files.put(B, file("b", 1));
        hints.put(touched(B));
        collector.next(MINUTE);
        files.remove(A);
        files.put(B, folder());
        hints.put(touched(A, B));

        Optional<Changes> changes = collector.next(MINUTE);

        assertThat(changes.orElseThrow().gone()).containsExactly(A, B);
        assertThat(changes.orElseThrow().there()).containsExactly(B);
    }

    @Test
    void a_hint_at_what_does_not_count_tells_nothing() throws InterruptedException {
        hints.put(touched(ROOT.resolve("gone-before-anybody-looked")));

        assertThat(collector.next(MINUTE)).isEmpty();
    }
}
