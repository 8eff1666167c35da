package io.homelabhub.rotation;

import io.homelabhub.sops.disk.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * What a rotation that dies leaves for the next one: the encrypted file as it was and as it was to be, in a hidden folder beside it.
 * Without it a password could be in force that nobody knows any more.
 */
final class RotationJournal {
    private static final String KEY = "key";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private final Path folder;

    /** @param file the encrypted file */
    RotationJournal(Path file) {
        this.folder = file.resolveSibling(".rotation-" + file.getFileName());
    }

    /** What a rotation was to do: the encrypted file as it was, and as it was to be. */
    static final class Entry {
        private final String key;
        private final byte[] before;
        private final byte[] after;

        Entry(String key, byte[] before, byte[] after) {
            this.key = key;
            this.before = before.clone();
            this.after = after.clone();
        }

        /** The secret's key. */
        String key() {
            return key;
        }

        byte[] before() {
            return before.clone();
        }

        byte[] after() {
            return after.clone();
        }
    }

    /** What was begun and not ended. */
    Optional<Entry> read() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        return Optional.of(new Entry(
                Files.readString(folder.resolve(KEY)),
                Files.readAllBytes(folder.resolve(BEFORE)),
                Files.readAllBytes(folder.resolve(AFTER))));
    }

    /** Notes what is about to be done; from its return on a crash is survived. */
    void begin(Entry entry) throws IOException {
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
        delete(fresh);
        Files.createDirectory(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        WholeFile.create(fresh.resolve(KEY), entry.key().getBytes(StandardCharsets.UTF_8));
        WholeFile.create(fresh.resolve(BEFORE), entry.before());
        WholeFile.create(fresh.resolve(AFTER), entry.after());
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        WholeFile.sync(folder.resolve("..").normalize());
    }

    /** Forgets it. */
    void end() throws IOException {
        Path done = folder.resolveSibling(folder.getFileName() + ".done");
        delete(done);
        if (Files.isDirectory(folder)) {
            Files.move(folder, done, StandardCopyOption.ATOMIC_MOVE);
        }
        delete(done);
    }

    private static void delete(Path gone) throws IOException {
        if (Files.isDirectory(gone)) {
            for (String name : List.of(KEY, BEFORE, AFTER)) {
                Files.deleteIfExists(gone.resolve(name));
            }
            Files.delete(gone);
        }
    }
}
