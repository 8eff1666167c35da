package io.homelabhub.develop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncArchiveTests {
    @TempDir
    Path folder;

    private static List<String> names(InputStream archive) throws IOException {
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void what_cannot_be_read_is_told_and_what_has_vanished_is_not_and_the_rest_is_there() throws IOException {
        Path socket = Path.of("/tmp", "homelab-" + ProcessHandle.current().pid() + ".sock"); // a path of a socket is short
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("app/first", Files.writeString(folder.resolve("first"), "1"));
        files.put("app/gone", folder.resolve("gone"));
        files.put("app/socket", socket);
        files.put("app/last", Files.writeString(folder.resolve("last"), "2"));
        Map<String, String> unread = new LinkedHashMap<>();
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));

            assertThat(names(SyncArchive.of(files, unread::put))).containsExactly("app/first", "app/last");
        } finally {
            Files.deleteIfExists(socket);
        }
        assertThat(unread).containsOnlyKeys("app/socket");
    }

    @Test
    void changes_after_others_are_both_as_one() {
        Changes older = new Changes(paths("a", "b"), paths("old"));

        assertThat(older.then(new Changes(paths("c"), paths("b")))).isEqualTo(new Changes(paths("a", "c"), paths("b", "old")));
        assertThat(older.then(new Changes(paths("old"), paths()))).isEqualTo(new Changes(paths("a", "b", "old"), paths("old")));
        assertThat(Changes.NONE.then(older)).isEqualTo(older);
    }

    private static TreeSet<Path> paths(String... names) {
        TreeSet<Path> paths = new TreeSet<>();
        for (String name : names) {
            paths.add(Path.of(name));
        }
        return paths;
    }
}
