package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Part;
import io.homelabhub.backup.store.PartFile;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.age.AgeStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the parts of one backup, after it has seen that they are those that were written. */
record PartReader(Site site, StoredBackup backup, AgeKeys keys) {
    private static final int MOST_TEXT = 16 << 20;

    /** @throws BackupException {@code DAMAGED} if its file is not the one that was written, {@code CANCELLED} */
    void check(Part part) {
        site.goOn();
        Path file = backup.file(part);
        try {
            long size = Files.size(file);
            if (size != part.size()) {
                throw damaged(part, "it has " + size + " bytes and was written with " + part.size());
            }
            if (!PartFile.sha256(file).equals(part.sha256())) {
                throw damaged(part, "its SHA-256 is not that of what was written: it was changed");
            }
        } catch (IOException unreadable) {
            throw damaged(part, "it cannot be read: " + unreadable);
        }
    }

    private BackupException damaged(Part part, String what) {
        return new BackupException(
                Kind.DAMAGED,
                backup.id() + " is damaged at " + part.file() + ": " + what + ". Nothing was touched",
                "`homelab backups list` shows which others there are.");
    }

    /** What it holds, decrypted. */
    InputStream open(Part part) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(backup.file(part)), 1 << 16);
        if (!part.isEncrypted()) {
            return file;
        }
        try {
            return new BufferedInputStream(AgeStream.decrypting(keys, file), 1 << 16);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /** What it holds, for a program to read. */
    DatabaseShell.Source source(Part part) {
        return to -> {
            try (InputStream in = open(part)) {
                site.copy(in, to);
            }
        };
    }

    String text(Part part) {
        try (InputStream in = open(part)) {
            return new String(in.readNBytes(MOST_TEXT), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw damaged(part, "it cannot be read: " + unreadable.getMessage());
        }
    }
}
