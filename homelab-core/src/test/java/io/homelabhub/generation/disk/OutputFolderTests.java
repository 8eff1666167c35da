package io.homelabhub.generation.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.resource.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class OutputFolderTests {
    private static final int FILES = 12;
    private static final int SIZE = 60_000;

    @TempDir
    private Path home;

    private static Map<String, byte[]> files(int turn) {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < FILES; i++) {
            byte[] content =
                    String.valueOf((char) ('a' + turn % 26)).repeat(SIZE).getBytes(StandardCharsets.US_ASCII);
            files.put(".env." + i + (i == 0 ? "-" + turn % 2 : ""), content); // one name comes and goes
        }
        return files;
    }

    private static Manifest manifest(Map<String, byte[]> files) {
        TreeMap<String, String> hashes = new TreeMap<>();
        files.forEach((name, content) -> hashes.put(name, Sha256.hex(content)));
        return new Manifest("prod", "example.net", new TreeMap<>(), hashes, new TreeMap<>());
    }

    private static void replace(Path folder, int turn) throws IOException {
        try (OutputFolder open = OutputFolder.open(folder).orElseThrow()) {
            open.finish();
            Map<String, byte[]> files = files(turn);
            open.replace(files, manifest(files));
        }
    }

    /** What the process that is killed does: replaces all files, again and again. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws IOException {
            for (int turn = 0; ; turn++) {
                replace(Path.of(args[0]), turn);
                System.out.println(turn);
            }
        }
    }

    @Test
    void a_writer_that_is_killed_leaves_the_old_files_or_what_the_next_one_completes() throws Exception {
        Path folder = home.resolve("out");
        Set<Boolean> begun = new TreeSet<>();
        for (int kill = 0; kill < 25; kill++) {
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            folder.toString())
                    .start();
            for (int line = 0; line <= kill % 3; line++) {
                assertThat(writer.inputReader().readLine()).isNotNull();
            }
            for (int spin = 0; spin < kill * 40_000; spin++) {
                Thread.onSpinWait();
            }
            writer.destroyForcibly().waitFor();

            begun.add(OutputFolder.isBegun(folder));
            if (!OutputFolder.isBegun(folder)) {
                assertWhole(folder);
            }
            try (OutputFolder open = OutputFolder.open(folder).orElseThrow()) {
                open.finish();
            }
            assertWhole(folder);
        }
        assertThat(begun).contains(false);
    }

    /** All files are of one turn, none is missing or left over, and each is for its owner alone. */
    private static void assertWhole(Path folder) throws IOException {
        Manifest manifest = Manifest.of(folder).orElseThrow();
        Set<String> found;
        try (Stream<Path> files = Files.list(folder)) {
            found = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".env"))
                    .collect(Collectors.toSet());
        }
        assertThat(found).isEqualTo(manifest.outputs().keySet());
        for (String name : found) {
            assertThat(OutputFolder.hash(folder, name))
                    .contains(manifest.outputs().get(name));
            assertThat(OutputFolder.isOpen(folder, name)).isFalse();
        }
        assertThat(Set.copyOf(manifest.outputs().values())).hasSize(1);
    }

    @Test
    void what_was_decided_is_completed_and_what_was_not_is_forgotten() throws IOException {
        Path folder = home.resolve("out");
        replace(folder, 0);
        Files.createDirectory(folder.resolve(".homelab-staging"));
        Files.writeString(folder.resolve(".homelab-staging/.env.1"), "half");
        Map<String, byte[]> next = files(1);
        Path staged = Files.createDirectory(folder.resolve(".homelab-staged"));
        for (Map.Entry<String, byte[]> file : next.entrySet()) {
            Files.createFile(
                    staged.resolve(file.getKey()),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(staged.resolve(file.getKey()), file.getValue());
        }
        Files.write(staged.resolve(Manifest.FILE), manifest(next).content());
        Files.move(staged.resolve(".env.3"), folder.resolve(".env.3"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(Freshness.problems(folder, home))
                .singleElement()
                .asString()
                .startsWith("out: error: its files were being replaced");
        try (OutputFolder open = OutputFolder.open(folder).orElseThrow()) {
            open.finish();
        }

        assertThat(Manifest.of(folder)).contains(manifest(next));
        assertWhole(folder);
        assertThat(folder.resolve(".homelab-staging")).doesNotExist();
        assertThat(Freshness.problems(folder, home)).isEmpty();
    }

    @Test
    void a_manifest_of_somebody_else_leads_nowhere_out_of_the_folder() throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve(Manifest.FILE), """
                {"outputs": {"../x": "0", "a/b": "0", "..": "0", ".homelab-staged": "0", ".env": "0"}}
                """);

        assertThat(Manifest.of(home).orElseThrow().outputs()).containsOnlyKeys(".env");
    }

    @Test
    void files_of_others_stay_and_two_writers_do_not_meet() throws IOException {
        Path folder = home.resolve("out");
        replace(folder, 0);
        Files.writeString(folder.resolve("mine"), "mine");
        Files.writeString(folder.resolve(".env.mine"), "mine");

        try (OutputFolder first = OutputFolder.open(folder).orElseThrow()) {
            assertThat(OutputFolder.open(folder)).isEmpty();
            Map<String, byte[]> files = files(1);
            first.replace(files, manifest(files));
        }

        assertThat(folder.resolve("mine")).hasContent("mine");
        assertThat(folder.resolve(".env.mine")).hasContent("mine");
        assertThat(folder.resolve(".env.0-0")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }
}
