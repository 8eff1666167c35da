package io.homelabhub.cli.command.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Writes a tar archive to this machine as it comes, and nowhere but into the folder that is meant. */
final class UnpackedFiles {
    private static final int PERMISSIONS = 07777;

    private final Path folder;
    private final Placement placement;
    private final boolean keepsOwners;
    /** Closed folders cannot be written to, so that they are closed last; the innermost first. */
    private final Deque<Folder> folders = new ArrayDeque<>();

    private record Folder(Path path, TarArchiveEntry entry) {}

    /** @param keepsOwners whether what is written belongs to whom it belonged; takes the rights of root */
    UnpackedFiles(Path folder, Placement placement, boolean keepsOwners) {
        this.folder = folder;
        this.placement = placement;
        this.keepsOwners = keepsOwners;
    }

    /** How many files, folders and links were written. */
    long write(InputStream archive) throws IOException {
        long count = 0;
        TarArchiveInputStream tar = new TarArchiveInputStream(archive, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String name = placement.renamed(entry.getName());
            if (!name.isEmpty() && write(entry, target(name), tar)) {
                count++;
            }
        }
        for (Folder made : folders) {
            finish(made.path(), made.entry());
        }
        return count;
    }

    /** @throws IOException for a name that leads elsewhere, by itself or through a link */
    private Path target(String name) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder.normalize())) {
            throw new IOException("the archive holds " + name + ", which leads out of " + folder);
        }
        for (Path above = target.getParent();
                above != null && !above.equals(folder.normalize()) && above.startsWith(folder.normalize());
                above = above.getParent()) {
            if (Files.isSymbolicLink(above)) {
                throw new IOException("the archive holds " + name + ", which leads through the link " + above);
            }
        }
        return target;
    }

    /** Sockets and devices are nothing to copy. */
    private boolean write(TarArchiveEntry entry, Path target, InputStream content) throws IOException {
        if (entry.isDirectory()) {
            if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(target);
            }
            folders.push(new Folder(target, entry));
            return true;
        }
        if (entry.isSymbolicLink()) {
            Files.deleteIfExists(target);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.deleteIfExists(target);
            Files.createLink(target, target(placement.renamed(entry.getLinkName())));
        } else if (entry.isFile()) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            finish(target, entry);
        } else {
            return false;
        }
        return true;
    }

    private void finish(Path path, TarArchiveEntry entry) throws IOException {
        if (keepsOwners) {
            Files.setAttribute(path, "unix:uid", Math.toIntExact(entry.getLongUserId()));
            Files.setAttribute(path, "unix:gid", Math.toIntExact(entry.getLongGroupId()));
        }
        Files.setAttribute(path, "unix:mode", entry.getMode() & PERMISSIONS);
        Files.setLastModifiedTime(
                path, FileTime.from(entry.getLastModifiedTime().toInstant()));
    }
}
