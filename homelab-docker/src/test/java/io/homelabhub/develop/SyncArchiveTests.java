package io.homelabhub.develop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is packed, as another program unpacks it. */
class SyncArchiveTests {
    @TempDir
    Path folder;

    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Map<String, String> unread = new LinkedHashMap<>();

    private List<String> unpacked() throws IOException {
        List<String> entries = new ArrayList<>();
        try (InputStream stream = SyncArchive.of(files, unread::put);
                TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String content = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                entries.add(entry.getName() + " " + Integer.toOctalString(entry.getMode() & 07777) + " "
                        + entry.getLinkName() + (content.length() > 20 ? content.length() : content));
            }
        }
        return entries;
    }

    private Path file(String name, String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void files_folders_and_links_come_out_under_their_new_names() throws IOException {
        files.put(
                "app",
                Files.setPosixFilePermissions(
                        Files.createDirectory(folder.resolve("d")), PosixFilePermissions.fromString("rwxr-x---")));
        files.put("app/a", file("a", "hello", "rw-r-----"));
        files.put("app/empty", file("empty", "", "rwxr-xr-x"));
        files.put("app/l", Files.createSymbolicLink(folder.resolve("l"), Path.of("../x")));

        assertThat(unpacked()).containsExactly("app/ 750 ", "app/a 640 hello", "app/empty 755 ", "app/l 777 ../x");
    }

    @Test
    void names_that_are_long_or_foreign_come_out_whole() throws IOException {
        String name = "tief/" + "ä".repeat(120);
        Path target = Path.of("z".repeat(150));
        files.put(name, file("a", "x".repeat(1000), "rw-r--r--"));
        files.put("link", Files.createSymbolicLink(folder.resolve("l"), target));

        assertThat(unpacked()).containsExactly(name + " 644 1000", "link 777 " + target);
    }

    @Test
    void what_has_vanished_is_left_out() throws IOException {
        files.put("a", folder.resolve("gone"));
        files.put("b", file("b", "here", "rw-r--r--"));

        assertThat(unpacked()).containsExactly("b 644 here");
        assertThat(unread).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_left_out_and_told() throws IOException {
        Path socket =
                Path.of("/tmp", "homelab-" + ProcessHandle.current().pid() + ".sock"); // the path of a socket is short
        files.put("a", file("a", "here", "rw-r--r--"));
        files.put("socket", socket);
        files.put("z", file("z", "too", "rw-r--r--"));
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertThat(channel.bind(UnixDomainSocketAddress.of(socket)).isOpen())
                    .isTrue();

            assertThat(unpacked()).containsExactly("a 644 here", "z 644 too");
        } finally {
            Files.deleteIfExists(socket);
        }
        assertThat(unread).containsOnlyKeys("socket");
    }

    @Test
    void what_shrinks_while_it_is_read_spoils_nothing_behind_it() throws IOException {
        Path shrinking = file("a", "x".repeat(3000), "rw-r--r--");
        files.put("a", shrinking);
        files.put("b", file("b", "here", "rw-r--r--"));

        List<String> names = new ArrayList<>();
        try (InputStream stream = SyncArchive.of(files, unread::put);
                TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName() + " " + entry.getSize());
                Files.writeString(shrinking, "");
            }
        }

        assertThat(names).containsExactly("a 3000", "b 4");
    }
}
