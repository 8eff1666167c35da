package io.homelabhub.cli.timer;

import io.homelabhub.cli.line.UsageException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of timers in one folder. Each is put in place whole. */
public record InstalledTimers(Path folder) {
    /** Those of a project, by their paths. */
    public SortedMap<Path, String> of(String project) {
        SortedMap<Path, String> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "homelab-" + project + "*")) {
            for (Path file : files) {
                String content = Files.isRegularFile(file) ? Files.readString(file) : "";
                if (TimerFiles.isOf(project, content)) {
                    found.put(file, content);
                }
            }
        } catch (IOException failure) {
            throw refused("read", folder, failure);
        }
        return found;
    }

    /** Writes files, each whole, under the paths that they are given. */
    public void write(SortedMap<Path, String> files) {
        files.forEach((file, content) -> {
            Path draft = folder.resolve("." + file.getFileName() + ".new"); // cron takes no file with a dot
            try {
                Files.createDirectories(folder);
                Files.writeString(draft, content);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException failure) {
                throw refused("write", file, failure);
            }
        });
    }

    /** Removes files, there or not. */
    public void remove(Iterable<Path> files) {
        files.forEach(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException failure) {
                throw refused("remove", file, failure);
            }
        });
    }

    private static UsageException refused(String what, Path file, IOException failure) {
        return new UsageException("cannot " + what + " " + file + ": "
                + failure.getClass().getSimpleName() + ". Run it as root, or give a --directory that is yours");
    }
}
