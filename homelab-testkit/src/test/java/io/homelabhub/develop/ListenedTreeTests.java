package io.homelabhub.develop;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, and what the machine tells of them. */
class ListenedTreeTests {
    /** Only a test that fails waits so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Timing timing = Timing.system();
    private final Mailbox<Hint> hints = timing.mailbox();

    @TempDir
    Path folder;

    private final List<FileTree> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(FileTree::close);
    }

    private ChangeCollector listen(Path root, Predicate<Path> closed) {
        ListenedTree tree = new ListenedTree(List.of(root), closed, timing, hints::put);
        open.add(tree);
        return new ChangeCollector(tree, hints, timing);
    }

    private static Changes next(ChangeCollector collector) throws InterruptedException {
        return collector.next(PATIENCE).orElseThrow();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a copy of the folder holds once it has taken over these changes. */
    private static void carry(Changes changes, Map<Path, String> copy) throws IOException {
        copy.keySet().removeIf(path -> changes.gone().stream().anyMatch(path::startsWith));
        for (Path path : changes.there()) {
            if (Files.isRegularFile(path)) {
                copy.put(path, Files.readString(path));
            }
        }
    }

    @Test
    void of_ten_thousand_files_that_are_written_while_others_are_carried_none_is_lost() throws Exception {
        ChangeCollector collector = listen(folder, path -> false);
        Map<Path, String> expected = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            expected.put(folder.resolve("d" + i % 100).resolve("e" + i % 7).resolve("f" + i), "last " + i);
        }
        Mailbox<Boolean> written = timing.mailbox();
        Task writer = timing.start("writer", () -> {
            expected.keySet().forEach(file -> write(file, "first"));
            expected.forEach(ListenedTreeTests::write);
            written.put(true);
        });

        Map<Path, String> copy = new HashMap<>();
        while (!copy.equals(expected)) {
            carry(next(collector), copy);
        }
        writer.interrupt();

        assertThat(written.take(PATIENCE)).contains(true);
        assertThat(copy).hasSize(10_000);
    }

    @Test
    void a_folder_that_comes_later_is_seen_with_all_that_is_in_it() throws Exception {
        ChangeCollector collector = listen(folder.resolve("not").resolve("yet"), path -> false);

        write(folder.resolve("not").resolve("yet").resolve("deep").resolve("file"), "here");

        assertThat(seenUntil(
                        collector,
                        folder.resolve("not").resolve("yet").resolve("deep").resolve("file")))
                .isTrue();
    }

    private static boolean seenUntil(ChangeCollector collector, Path file) throws InterruptedException {
        Changes changes = next(collector);
        while (!changes.there().contains(file)) {
            changes = next(collector);
        }
        return true;
    }

    @Test
    void a_file_that_an_editor_replaces_by_a_rename_is_seen() throws Exception {
        Path file = folder.resolve("config");
        write(file, "old");
        ChangeCollector collector = listen(file, path -> false);

        Path beside = folder.resolve("config~");
        write(beside, "new");
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        assertThat(next(collector).there()).containsExactly(file);
    }

    @Test
    void a_folder_that_is_renamed_is_gone_and_there_and_still_listened_to() throws Exception {
        write(folder.resolve("a").resolve("file"), "1");
        ChangeCollector collector = listen(folder, path -> false);

        Files.move(folder.resolve("a"), folder.resolve("b"));
        Changes renamed = next(collector);
        write(folder.resolve("b").resolve("file"), "2");

        assertThat(renamed.gone()).contains(folder.resolve("a").resolve("file"));
        assertThat(renamed.there()).contains(folder.resolve("b").resolve("file"));
        assertThat(next(collector).there()).containsExactly(folder.resolve("b").resolve("file"));
    }

    @Test
    void what_is_closed_is_not_looked_into() throws Exception {
        write(folder.resolve("node_modules").resolve("x"), "1");
        ChangeCollector collector = listen(folder, path -> path.endsWith("node_modules"));

        write(folder.resolve("node_modules").resolve("y"), "2");
        write(folder.resolve("z"), "3");

        assertThat(next(collector).there()).containsExactly(folder.resolve("z"));
    }

    @Test
    void nothing_is_told_of_what_only_was_read() throws Exception {
        write(folder.resolve("a"), "1");
        ChangeCollector collector = listen(folder, path -> false);

        Files.readString(folder.resolve("a"));

        assertThat(collector.next(Duration.ZERO)).isEqualTo(Optional.empty());
    }
}
