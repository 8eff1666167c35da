package io.homelabhub.docker;

import io.homelabhub.resource.IgnoreFile;
import io.homelabhub.resource.ImageBuild;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The folder of a build as the tar archive that the engine takes, less what is ignored. Owners are not kept. */
final class BuildContext {
    /** Where a Dockerfile stands that is not in the folder. */
    private static final String FOREIGN_DOCKERFILE = ".homelab.Dockerfile";

    private static final long NEVER = 0;
    private static final String IGNORE_FILE = ".dockerignore";

    private final Path folder;
    private final String dockerfile;
    private final byte[] text;
    private final IgnoreFile ignored;

    private BuildContext(Path folder, String dockerfile, byte[] text, IgnoreFile ignored) {
        this.folder = folder;
        this.dockerfile = dockerfile;
        this.text = text;
        this.ignored = ignored;
    }

    /** What {@code build} sends. @throws IOException if the folder or the Dockerfile cannot be read */
    static BuildContext of(ImageBuild build) throws IOException {
        Path folder = build.context().toRealPath();
        if (build.inlineDockerfile().isPresent()) {
            byte[] text = build.inlineDockerfile().get().getBytes(StandardCharsets.UTF_8);
            return new BuildContext(folder, FOREIGN_DOCKERFILE, text, IgnoreFile.read(folder.resolve(IGNORE_FILE)));
        }
        Path dockerfile = folder.resolve(build.dockerfile()).normalize();
        String place = dockerfile.startsWith(folder) ? slashed(folder.relativize(dockerfile)) : FOREIGN_DOCKERFILE;
        return new BuildContext(
                folder, place, Files.readAllBytes(dockerfile), IgnoreFile.read(ignoreFile(folder, dockerfile)));
    }

    /** A Dockerfile's own ignore file goes before the folder's. */
    private static Path ignoreFile(Path folder, Path dockerfile) {
        Path own = dockerfile.resolveSibling(dockerfile.getFileName() + IGNORE_FILE);
        return Files.isRegularFile(own) ? own : folder.resolve(IGNORE_FILE);
    }

    /** The Dockerfile's place in the archive. */
    String dockerfile() {
        return dockerfile;
    }

    /** Writes the archive, and the Dockerfile first: BuildKit looks at the first entry alone to see whether it is one. */
    void writeTo(OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = TarArchive.writer(out)) {
            TarArchiveEntry entry = new TarArchiveEntry(dockerfile);
            entry.setModTime(NEVER);
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
            Files.walkFileTree(folder, new Walk(tar));
        }
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private static final int OWNER_AND_ALL_READ = 0644;

        private final TarArchiveOutputStream tar;

        Walk(TarArchiveOutputStream tar) {
            this.tar = tar;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path place, BasicFileAttributes attributes) throws IOException {
            String name = slashed(folder.relativize(place));
            if (name.isEmpty()) {
                return FileVisitResult.CONTINUE;
            }
            if (ignored.ignores(name)) {
                return ignored.takesBackSome() ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }
            put(new TarArchiveEntry(name + "/"), place, attributes);
            tar.closeArchiveEntry();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String name = slashed(folder.relativize(file));
            if (name.equals(dockerfile) || (ignored.ignores(name) && !name.equals(IGNORE_FILE))) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink()) {
                TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                link.setModTime(NEVER);
                link.setLinkName(slashed(Files.readSymbolicLink(file)));
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            } else if (attributes.isRegularFile()) {
                putFile(name, file, attributes);
            }
            return FileVisitResult.CONTINUE; // sockets and devices are no part of a build
        }

        private void putFile(String name, Path file, BasicFileAttributes attributes) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(attributes.size());
            put(entry, file, attributes);
            try (InputStream content = Files.newInputStream(file)) {
                content.transferTo(tar);
            }
            tar.closeArchiveEntry();
        }

        private void put(TarArchiveEntry entry, Path file, BasicFileAttributes attributes) throws IOException {
            entry.setMode(mode(file, attributes.isDirectory()));
            // whole seconds: parts of one need a form that not every engine reads
            entry.setModTime(attributes.lastModifiedTime().toMillis() / 1000 * 1000);
            entry.setIds(0, 0);
            tar.putArchiveEntry(entry);
        }

        private static int mode(Path file, boolean isFolder) throws IOException {
            if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                return isFolder ? 0755 : OWNER_AND_ALL_READ;
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            int mode = 0;
            for (char letter : PosixFilePermissions.toString(permissions).toCharArray()) {
                mode = mode << 1 | (letter == '-' ? 0 : 1);
            }
            return mode;
        }
    }
}
