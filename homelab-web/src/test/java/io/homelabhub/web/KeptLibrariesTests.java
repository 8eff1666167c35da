package io.homelabhub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page's libraries are those that the list names, byte for byte, and their licences are told. */
class KeptLibrariesTests {
    private static final Path LIST = Path.of("src/kept/LIBRARIES");
    private static final Path KEPT = Path.of("src/main/resources/io/homelabhub/web/page/kept");

    private static List<String[]> libraries() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", -1))
                .toList();
    }

    @Test
    void each_file_is_as_the_list_has_it_and_there_is_no_other() throws IOException, NoSuchAlgorithmException {
        Map<String, String> listed = new TreeMap<>();
        libraries().forEach(library -> listed.put(library[0], library[5]));
        Map<String, String> there = new TreeMap<>();
        try (Stream<Path> files = Files.list(KEPT)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".js")).toList()) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                there.put(String.valueOf(file.getFileName()), HexFormat.of().formatHex(hash));
            }
        }

        assertThat(there).isEqualTo(listed);
    }

    @Test
    void each_has_an_integrity_and_a_licence_that_the_notices_have() throws IOException {
        String notices = Files.readString(KEPT.resolve("THIRD-PARTY.txt"));

        assertThat(libraries()).hasSizeGreaterThan(4).allSatisfy(library -> {
            assertThat(library).hasSize(7);
            assertThat(library[3]).startsWith("sha512-");
            assertThat(library[6]).isIn("MIT", "Apache-2.0");
            assertThat(notices).contains(library[1].replaceFirst("^@", "").replace('/', '-') + "-" + library[2]);
        });
    }
}
