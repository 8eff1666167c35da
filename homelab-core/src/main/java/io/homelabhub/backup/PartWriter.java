package io.homelabhub.backup;

import io.homelabhub.backup.store.Part;
import io.homelabhub.backup.store.PartFile;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.sops.age.AgeRecipient;
import io.homelabhub.sops.age.AgeStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the parts of one backup, encrypted if somebody is named who may read them. */
final class PartWriter {
    private final Path folder;
    private final List<AgeRecipient> recipients;
    private boolean begun;

    PartWriter(Path folder, List<AgeRecipient> recipients) {
        this.folder = folder;
        this.recipients = List.copyOf(recipients);
    }

    /** What is known of a part once it is written. */
    record Facts(Map<String, String> properties, Map<String, Long> counts) {}

    /** Writes the content of a part and tells of it. */
    @FunctionalInterface
    interface Content {
        Facts writeTo(OutputStream out) throws IOException;
    }

    /** @throws IOException if the folder cannot be made, or is there already */
    void begin() throws IOException {
        Files.createDirectories(folder.resolveSibling("."));
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        begun = true;
    }

    /** @param file in the folder; {@code .age} is added to what is encrypted */
    Part write(String file, Part.Kind kind, String service, String subject, Content content) throws IOException {
        String name = recipients.isEmpty() ? file : file + ".age";
        Facts facts;
        PartFile written = PartFile.create(folder.resolve(name));
        try (written) {
            if (recipients.isEmpty()) {
                facts = content.writeTo(written);
            } else {
                try (OutputStream sealed = AgeStream.encrypting(recipients, written)) {
                    facts = content.writeTo(sealed);
                }
            }
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(folder.resolve(name));
            throw failure;
        }
        return new Part(
                name,
                kind,
                service,
                subject,
                written.size(),
                written.sha256(),
                facts.properties(),
                facts.counts(),
                open(name, kind, subject));
    }

    /** The line to type without Homelab, in the backup's folder. */
    private static String open(String file, Part.Kind kind, String subject) {
        boolean sealed = file.endsWith(".age");
        String word = "'" + file + "'";
        String from = sealed ? "age -d -i KEY " + word + " | " : "";
        String name = "'" + subject.replace("'", "'\\''") + "'";
        return from
                + switch (kind) {
                    case POSTGRES_ROLES -> "psql -d postgres" + (sealed ? "" : " -f " + word);
                    case POSTGRES_DATABASE -> "pg_restore --exit-on-error -d " + name + (sealed ? "" : " " + word);
                    case POSTGRES_SETTINGS -> "psql -d postgres -v db=" + name + (sealed ? "" : " -f " + word);
                    case REDIS ->
                        (sealed ? "cat" : "cat " + word)
                                + " > dump.rdb && redis-server --appendonly no --dbfilename dump.rdb";
                    case VOLUME -> "tar -x --strip-components=1 -C DIR -f " + (sealed ? "-" : word);
                };
    }

    void remove(Part part) {
        try {
            Files.deleteIfExists(folder.resolve(part.file()));
        } catch (IOException failure) {
            throw new UncheckedIOException("removing a part that is not whole", failure);
        }
    }

    /** What is left of a backup that was not finished goes; a folder that was there before stays. */
    void discard() {
        if (!begun) {
            return;
        }
        try {
            Shelf.remove(folder);
        } catch (IOException left) {
            // without a manifest it is none, and `backups list` names it
        }
    }

    /** A name as a file's: whatever could be more than a name is written as {@code %2F}. */
    static String fileName(String name) {
        StringBuilder safe = new StringBuilder();
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (one & 0xff);
            boolean plain = c < 128
                    && (Character.isLetterOrDigit(c) || "_-".indexOf(c) >= 0 || (c == '.' && safe.length() > 0));
            safe.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return safe.toString();
    }
}
