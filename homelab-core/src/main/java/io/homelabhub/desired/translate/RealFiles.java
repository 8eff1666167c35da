package io.homelabhub.desired.translate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the file system. A file that may not be looked at counts as absent. */
final class RealFiles implements HostFiles {
    private static final Pattern INODE = Pattern.compile("ino=(\\d+)");

    @Override
    public Optional<Facts> facts(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new Facts(
                            attributes.size(), attributes.lastModifiedTime().toInstant(), identity(attributes)))
                    : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** Of a file's key the inode alone: a device can have another number after a reboot. */
    private static String identity(BasicFileAttributes attributes) {
        Matcher inode = INODE.matcher(String.valueOf(attributes.fileKey()));
        return inode.find() ? inode.group(1) : "";
    }

    @Override
    public boolean isFolder(Path path) {
        return Files.isDirectory(path);
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path);
    }

    @Override
    public byte[] read(Path path) throws IOException {
        return Files.readAllBytes(path);
    }
}
