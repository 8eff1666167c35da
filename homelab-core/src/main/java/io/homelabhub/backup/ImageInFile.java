package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.disk.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The place of a Compose file where a service's image is named, with the file as it is and as it is to be. All else of it stays, byte for byte. */
final class ImageInFile {
    private final SourceLocation place;
    private final Path file;
    private final byte[] before;
    private final byte[] after;

    private ImageInFile(SourceLocation place, Path file, byte[] before, byte[] after) {
        this.place = place;
        this.file = file;
        this.before = before;
        this.after = after;
    }

    /**
     * Finds it.
     *
     * @param folder that the file of the place is named from
     * @param place where the key or its value stands
     * @throws BackupException {@code REFUSED} if what stands there is not the image itself, as it is with variables
     */
    static ImageInFile find(Path folder, SourceLocation place, String image, String other) {
        Path file = folder.resolve(place.file());
        try {
            byte[] before = Files.readAllBytes(file);
            List<String> lines =
                    new ArrayList<>(Arrays.asList(new String(before, StandardCharsets.UTF_8).split("(?<=\n)", -1)));
            int line = place.line() - 1;
            Matcher named = Pattern.compile("(?<![\\w./@:-])" + Pattern.quote(image) + "(?![\\w./@:-])")
                    .matcher(line >= 0 && line < lines.size() ? lines.get(line) : "");
            if (!named.find()) {
                throw refused(place, image, other);
            }
            String text = lines.get(line);
            lines.set(line, text.substring(0, named.start()) + other + text.substring(named.end()));
            return new ImageInFile(place, file, before, String.join("", lines).getBytes(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new BackupException(Kind.FAILED, "reading " + file + ": " + unreadable.getMessage(), "", unreadable);
        }
    }

    SourceLocation place() {
        return place;
    }

    private static BackupException refused(SourceLocation place, String image, String other) {
        return new BackupException(
                Kind.REFUSED,
                place + " does not name " + image + " itself, so it cannot be changed there. Nothing was touched",
                "Have it name " + other + " yourself, and then type `homelab upgrade` without --to.");
    }

    void write() {
        replace(before, after);
    }

    /** What somebody has changed meanwhile stays. */
    void putBack() {
        replace(after, before);
    }

    private void replace(byte[] from, byte[] to) {
        try {
            byte[] now = Files.readAllBytes(file);
            if (Arrays.equals(now, to)) {
                return;
            }
            if (!Arrays.equals(now, from)) {
                throw new IOException("somebody has changed it meanwhile");
            }
            WholeFile.publish(file, to);
        } catch (IOException failure) {
            throw new BackupException(
                    Kind.FAILED, "changing the image at " + place + ": " + failure.getMessage(), "", failure);
        }
    }
}
