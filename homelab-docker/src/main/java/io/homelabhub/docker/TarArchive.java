package io.homelabhub.docker;

import io.homelabhub.resource.FileContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Tar archives as the engine takes them. */
final class TarArchive {
    private TarArchive() {}

    /** The files under their paths, with mode and owner. Folders that are missing in the container are made by the engine. */
    static byte[] of(List<FileContent> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = writer(bytes)) {
            for (FileContent file : files) {
                byte[] content = file.content();
                TarArchiveEntry entry = new TarArchiveEntry(file.path().replaceFirst("^/+", ""));
                entry.setMode(file.mode());
                entry.setIds(Math.toIntExact(file.uid()), Math.toIntExact(file.gid()));
                entry.setModTime(0);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** With long names and large numbers as the POSIX form has them. */
    static TarArchiveOutputStream writer(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }
}
