package io.homelabhub.sops;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.age.AgeIdentity;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.store.SopsContent;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real sops and age beside ours, both ways. {@code .ci/go-peers} builds them; without them the tests are skipped. {@code
 * -Dhomelab.sops.trees=N} tries so many documents a format: a few here, 170 on CI, as sops takes a tenth of a second to start.
 */
@Tag("interoperation")
@Timeout(600)
class SopsInteroperationTests {
    private static final int TREES = Integer.getInteger("homelab.sops.trees", 10);
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final SourceLocation NOWHERE = SourceLocation.of(Path.of("here"));

    private final AgeIdentity identity = AgeIdentity.generate();

    @TempDir
    private Path folder;

    private Path peers;

    @BeforeEach
    void find_them() {
        Map<String, String> environment = System.getenv();
        String cache = environment.getOrDefault(
                "HOMELAB_CI_CACHE",
                environment.getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache")
                        + "/homelab-ci");
        peers = Path.of(environment.getOrDefault("HOMELAB_PEER_SOPS", cache + "/go-peers"));
        Assumptions.assumeTrue(
                Files.isExecutable(peers.resolve("sops")) && Files.isExecutable(peers.resolve("age")),
                "needs sops 3.13.3 and age 1.3.2, which .ci/go-peers builds, or their folder in HOMELAB_PEER_SOPS");
    }

    @ParameterizedTest
    @CsvSource({"YAML, yaml", "JSON, json", "DOTENV, env"})
    void sops_reads_what_we_wrote_and_we_read_what_it_wrote(SopsFormat format, String extension) {
        LongStream.range(1000, 1000 + TREES).parallel().forEach(seed -> {
            try {
                thereAndBack(seed, format, extension);
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException("seed " + seed, failure);
            }
        });
    }

    private void thereAndBack(long seed, SopsFormat format, String extension) throws IOException, InterruptedException {
        Peers its = peersIn(Files.createDirectory(folder.resolve("seed-" + seed)));
        List<SopsMap> tree = Trees.of(seed, format);
        Path clear = its.folder().resolve("clear." + extension);
        Path sealed = its.folder().resolve("sealed." + extension);
        SopsRules rule = rule(new Random(seed).nextInt(5));
        Files.write(
                sealed,
                ClearFile.create(sealed, format, tree, rule, List.of(identity.recipient()))
                        .seal(NOW));
        Files.write(clear, format.write(clear, new SopsContent(tree, Optional.empty())));

        byte[] theirClear = its.sops("decrypt", sealed.toString());
        List<SopsMap> decrypted = format.read(clear, theirClear).documents();
        byte[] theirSealed = its.sops("encrypt", "--age", identity.recipient().text(), clear.toString());
        List<SopsMap> opened = open(sealed, format, theirSealed);

        String expected = TreeText.withoutComments(tree);
        assertThat(TreeText.withoutComments(decrypted))
                .as("sops reads seed " + seed)
                .isEqualTo(expected);
        assertThat(TreeText.withoutComments(opened)).as("we read seed " + seed).isEqualTo(expected);
    }

    private static SopsRules rule(int which) {
        return switch (which) {
            case 0 -> new SopsRules(SopsRules.Kind.ENCRYPTED_REGEX, "^(last|a|KEY_1.*)$|ss", false);
            case 1 -> new SopsRules(SopsRules.Kind.UNENCRYPTED_REGEX, "^nothing$", true);
            case 2 -> new SopsRules(SopsRules.Kind.ENCRYPTED_REGEX, ".", true);
            default -> SopsRules.USUAL;
        };
    }

    @ParameterizedTest
    @CsvSource({"yaml", "json", "env"})
    void a_file_goes_ten_times_to_and_fro_and_only_edited_values_change(String extension)
            throws IOException, InterruptedException {
        Path file = folder.resolve("shared." + extension);
        SopsFormat format = SopsFormat.of(file);
        SopsMap start = SopsMap.EMPTY
                .with(new SopsMember("kept", SopsValue.string("as it is", NOWHERE), NOWHERE))
                .with(new SopsMember("theirs", SopsValue.string("0", NOWHERE), NOWHERE))
                .with(new SopsMember("ours", SopsValue.string("0", NOWHERE), NOWHERE));
        Files.write(
                file,
                ClearFile.create(file, format, List.of(start), SopsRules.USUAL, List.of(identity.recipient()))
                        .seal(NOW));
        String kept = kept(file);
        for (int turn = 1; turn <= 10; turn++) {
            sops("set", file.toString(), "[\"theirs\"]", "\"" + turn + "\"");
            ClearFile opened =
                    EncryptedFile.read(file, format, Files.readAllBytes(file)).open(AgeKeys.of(identity));
            SopsMap changed = opened.documents()
                    .get(0)
                    .with(new SopsMember("ours", SopsValue.string("" + turn, NOWHERE), NOWHERE));
            Files.write(file, opened.withDocuments(List.of(changed)).seal(NOW.plusSeconds(turn)));
        }

        List<SopsMap> decrypted =
                format.read(file, sops("decrypt", file.toString())).documents();
        assertThat(TreeText.of(decrypted)).contains("<kept> STR as it is", "<theirs> STR 10", "<ours> STR 10");
        assertThat(kept(file)).isEqualTo(kept);
    }

    private static String kept(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains("kept"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sops_reads_what_we_gave_a_new_data_key_and_new_recipients() throws IOException, InterruptedException {
        AgeIdentity other = AgeIdentity.generate();
        Path file = folder.resolve("rotated.yaml");
        byte[] made = ClearFile.create(
                        file,
                        SopsFormat.YAML,
                        Trees.of(5, SopsFormat.YAML),
                        SopsRules.USUAL,
                        List.of(other.recipient()))
                .seal(NOW);
        ClearFile opened = EncryptedFile.read(file, SopsFormat.YAML, made).open(AgeKeys.of(other));
        Files.write(
                file,
                opened.withRecipients(List.of(
                                other.recipient().text(), identity.recipient().text()))
                        .withNewDataKey()
                        .seal(NOW));

        assertThat(TreeText.withoutComments(SopsFormat.YAML
                        .read(file, sops("decrypt", file.toString()))
                        .documents()))
                .isEqualTo(TreeText.withoutComments(Trees.of(5, SopsFormat.YAML)));
    }

    @Test
    void sops_gives_up_on_what_we_refuse_too() throws IOException, InterruptedException {
        Path file = folder.resolve("tampered.yaml");
        String sealed = new String(
                ClearFile.create(
                                file,
                                SopsFormat.YAML,
                                Trees.of(9, SopsFormat.YAML),
                                SopsRules.USUAL,
                                List.of(identity.recipient()))
                        .seal(NOW),
                StandardCharsets.UTF_8);
        Files.writeString(
                file, sealed.replaceFirst("(?m)^last: ENC\\[AES256_GCM,data:.", "last: ENC[AES256_GCM,data:/"));

        assertThat(peersIn(folder).code("sops", "decrypt", file.toString())).isNotZero();
    }

    @Test
    void age_reads_what_we_encrypted_and_we_read_what_it_encrypted() throws IOException, InterruptedException {
        Path key = Files.writeString(folder.resolve("key.txt"), identity.secretText() + "\n");
        Path ours = Files.writeString(
                folder.resolve("ours.age"), identity.recipient().seal(new byte[] {0, 1, 2}));
        Path plain = Files.write(folder.resolve("plain"), new byte[] {3, 4, 5});

        byte[] theirClear = peersIn(folder).run("age", "-d", "-i", key.toString(), ours.toString());
        byte[] theirs =
                peersIn(folder).run("age", "-a", "-r", identity.recipient().text(), plain.toString());

        assertThat(theirClear).containsExactly(0, 1, 2);
        assertThat(identity.open(new String(theirs, StandardCharsets.UTF_8))).contains(new byte[] {3, 4, 5});
        assertThat(new String(peersIn(folder).run("age-keygen", "-y", key.toString()), StandardCharsets.UTF_8).strip())
                .isEqualTo(identity.recipient().text());
    }

    private List<SopsMap> open(Path file, SopsFormat format, byte[] content) {
        return EncryptedFile.read(file, format, content)
                .open(AgeKeys.of(identity))
                .documents();
    }

    private byte[] sops(String... words) throws IOException, InterruptedException {
        return peersIn(folder).sops(words);
    }

    private Peers peersIn(Path place) {
        return new Peers(peers, place, identity.secretText());
    }

    /** The programs, run in a folder, where they also write. */
    private record Peers(Path programs, Path folder, String key) {
        private record Ran(int code, Path out, String err) {}

        byte[] sops(String... words) throws IOException, InterruptedException {
            return run("sops", words);
        }

        byte[] run(String name, String... words) throws IOException, InterruptedException {
            Ran ran = start(name, words);
            assertThat(ran.code())
                    .as(name + " " + List.of(words) + "\n" + ran.err())
                    .isZero();
            return Files.readAllBytes(ran.out());
        }

        int code(String name, String... words) throws IOException, InterruptedException {
            return start(name, words).code();
        }

        private Ran start(String name, String... words) throws IOException, InterruptedException {
            List<String> command =
                    new ArrayList<>(List.of(programs.resolve(name).toString()));
            command.addAll(List.of(words));
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectError(err.toFile()).redirectOutput(out.toFile());
            builder.environment().put("SOPS_AGE_KEY", key);
            builder.environment().put("HOME", folder.toString());
            builder.directory(folder.toFile());
            Process process = builder.start();
            process.getOutputStream().close();
            return new Ran(process.waitFor(), out, Files.readString(err));
        }
    }
}
