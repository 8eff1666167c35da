package io.homelabhub.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.age.AgeIdentity;
import io.homelabhub.sops.age.AgeKeys;
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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SopsFileTests {
    private static final Path FILE = Path.of("secrets.enc.yaml");
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00.5Z");
    private static final SourceLocation NOWHERE = SourceLocation.of(FILE);

    private final AgeIdentity identity = AgeIdentity.generate();

    @ParameterizedTest
    @EnumSource
    void what_sops_wrote_is_read_with_every_type_and_comment(Fixture fixture) throws IOException {
        assertThat(TreeText.of(fixture.encrypted().open(Fixture.keys()).documents()))
                .isEqualTo(TreeText.of(fixture.clear()));
    }

    @ParameterizedTest
    @EnumSource(names = {"VALUES", "DOCUMENTS", "MAC_ONLY", "DOTENV"})
    void a_file_of_sops_that_is_sealed_unchanged_differs_in_time_and_code_only(Fixture fixture) throws IOException {
        String before = Files.readString(fixture.encryptedFile());

        String after = new String(fixture.encrypted().open(Fixture.keys()).seal(NOW), StandardCharsets.UTF_8);

        assertThat(withoutSeal(after)).isEqualTo(withoutSeal(before));
        assertThat(after).contains("2026-11-29T12:00:00Z");
    }

    private static String withoutSeal(String file) {
        return file.replaceAll("(?m)^.*(sops_|    )(mac|lastmodified)[:=].*$", "");
    }

    @ParameterizedTest
    @CsvSource({"YAML, yaml", "JSON, json", "DOTENV, env"})
    void four_hundred_generated_trees_come_back_equal(SopsFormat format, String extension) {
        Path file = Path.of("generated." + extension);
        for (long seed = 0; seed < 400; seed++) {
            List<SopsMap> tree = Trees.of(seed, format);
            byte[] sealed = created(file, tree).seal(NOW);

            List<SopsMap> opened = open(file, sealed).documents();

            assertThat(TreeText.of(opened)).as("seed " + seed).isEqualTo(TreeText.of(tree));
        }
    }

    @ParameterizedTest
    @CsvSource({"YAML, yaml", "JSON, json", "DOTENV, env"})
    void any_changed_byte_of_any_value_is_refused_and_no_value_is_told(SopsFormat format, String extension) {
        Path file = Path.of("generated." + extension);
        int refused = 0;
        for (long seed = 0; seed < 30; seed++) {
            long number = seed;
            String sealed = new String(created(file, Trees.of(seed, format)).seal(NOW), StandardCharsets.UTF_8);
            for (String changed : tampered(sealed)) {
                assertThatThrownBy(() -> open(file, changed.getBytes(StandardCharsets.UTF_8)))
                        .as("seed " + number + "\n" + changed)
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining(file.toString())
                        .hasMessageNotContaining("value\"");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    /** The file once for each part of each encrypted value: its data, its nonce, its tag, with another letter in it. */
    private static List<String> tampered(String sealed) {
        List<String> files = new ArrayList<>();
        Pattern.compile("(data|iv|tag):([A-Za-z0-9+/])")
                .matcher(sealed)
                .results()
                .forEach(part ->
                        files.add(sealed.substring(0, part.start(2)) + other(part) + sealed.substring(part.end(2))));
        return files;
    }

    private static char other(MatchResult part) {
        return part.group(2).equals("A") ? 'B' : 'A';
    }

    @Test
    void values_that_change_places_are_refused_though_each_decrypts() {
        String sealed =
                new String(created(FILE, yaml("list: [one, two]\nother: x\n")).seal(NOW), StandardCharsets.UTF_8);
        List<String> items =
                sealed.lines().filter(line -> line.startsWith("    - ENC")).toList();
        String swapped = sealed.replace(items.get(0), "first")
                .replace(items.get(1), items.get(0))
                .replace("first", items.get(1));

        assertThatThrownBy(() -> open(FILE, swapped.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("sops.mac: the file was changed since it was encrypted");
    }

    @Test
    void a_clear_value_that_was_changed_is_refused_and_the_place_is_that_of_the_code() {
        String sealed =
                new String(created(FILE, yaml("a_unencrypted: 1\nb: x\n")).seal(NOW), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> open(
                        FILE,
                        sealed.replace("a_unencrypted: 1", "a_unencrypted: 2").getBytes(StandardCharsets.UTF_8)))
                .hasMessageMatching("(?s)secrets\\.enc\\.yaml:\\d+:5: error: sops\\.mac: the file was changed.*");
    }

    @Test
    void a_file_without_its_code_or_with_another_time_is_refused() {
        String sealed = new String(created(FILE, yaml("a: x\n")).seal(NOW), StandardCharsets.UTF_8);

        assertThatThrownBy(() ->
                        open(FILE, sealed.replaceAll("(?m)^    mac: .*\n", "").getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("no message authentication code");
        assertThatThrownBy(
                        () -> open(FILE, sealed.replace("12:00:00", "12:00:01").getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("does not decrypt: it or `lastmodified` was changed");
    }

    @Test
    void only_what_changes_gets_a_new_ciphertext_and_equal_items_of_a_list_keep_their_own() {
        byte[] before = created(FILE, yaml("a: x\nlist: [1, 1]\nb: y\n")).seal(NOW);
        ClearFile opened = open(FILE, before);
        SopsMap document = opened.documents().get(0);

        byte[] after = opened.withDocuments(
                        List.of(document.with(new SopsMember("b", SopsValue.string("z", NOWHERE), NOWHERE))))
                .seal(NOW);

        List<String> old = new String(before, StandardCharsets.UTF_8).lines().toList();
        List<String> lines = new String(after, StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.subList(0, 4)).isEqualTo(old.subList(0, 4));
        assertThat(lines.get(2)).isNotEqualTo(lines.get(3));
        assertThat(lines.get(4)).startsWith("b: ENC[").isNotEqualTo(old.get(4));
    }

    @Test
    void a_new_data_key_changes_every_ciphertext_and_no_value() {
        byte[] before = created(FILE, yaml("a: x\nb: [y]\n")).seal(NOW);

        byte[] after = open(FILE, before).withNewDataKey().seal(NOW);

        assertThat(TreeText.of(open(FILE, after).documents()))
                .isEqualTo(TreeText.of(open(FILE, before).documents()));
        assertThat(ciphertexts(after)).hasSize(3).doesNotContainAnyElementsOf(ciphertexts(before));
    }

    private static List<String> ciphertexts(byte[] file) {
        return Pattern.compile("ENC\\[[^]]*]")
                .matcher(new String(file, StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void a_recipient_who_is_added_can_read_and_one_who_is_removed_is_gone_from_the_file() {
        AgeIdentity other = AgeIdentity.generate();
        ClearFile opened = open(FILE, created(FILE, yaml("a: x\n")).seal(NOW));

        byte[] both = opened.withRecipients(
                        List.of(identity.recipient().text(), other.recipient().text()))
                .seal(NOW);
        byte[] one = opened.withRecipients(List.of(other.recipient().text())).seal(NOW);

        EncryptedFile file = EncryptedFile.read(FILE, SopsFormat.YAML, both);
        assertThat(file.recipients())
                .containsExactly(identity.recipient().text(), other.recipient().text());
        assertThat(file.open(AgeKeys.of(other)).documents()).hasSize(1);
        assertThatThrownBy(() -> open(FILE, one))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no private key here opens this file, which is for "
                        + other.recipient().text());
    }

    @Test
    void keys_of_other_kinds_stay_as_they_are_when_a_value_changes() {
        String pgp = """
                    pgp:
                        - created_at: "2026-01-01T00:00:00Z"
                          enc: |
                            -----BEGIN PGP MESSAGE-----
                            abc
                            -----END PGP MESSAGE-----
                          fp: FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4
                """;
        String sealed = new String(created(FILE, yaml("a: x\n")).seal(NOW), StandardCharsets.UTF_8)
                .replace("    unencrypted_suffix", pgp + "    unencrypted_suffix");
        ClearFile opened = open(FILE, sealed.getBytes(StandardCharsets.UTF_8));

        assertThat(new String(opened.withDocuments(yaml("a: y\n")).seal(NOW), StandardCharsets.UTF_8))
                .contains(pgp);
        assertThatThrownBy(opened::withNewDataKey)
                .hasMessageContaining("the file is also for a PGP key")
                .hasMessageContaining("use `sops rotate`");
    }

    @Test
    void a_file_for_other_kinds_of_keys_alone_is_refused_by_their_names() {
        String sealed = new String(created(FILE, yaml("a: x\n")).seal(NOW), StandardCharsets.UTF_8);
        String foreign =
                sealed.replaceAll("(?s)    age:.*?    lastmodified", "    kms:\n        - arn: x\n    lastmodified");

        assertThatThrownBy(() -> open(FILE, foreign.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("no private key here opens this file, which is for a key of AWS KMS")
                .hasMessageContaining("Homelab opens files for age's X25519 keys only");
    }

    @Test
    void a_recipient_that_cannot_be_made_is_refused_by_its_kind_but_stays_where_it_is() {
        ClearFile opened = open(FILE, created(FILE, yaml("a: x\n")).seal(NOW));

        assertThatThrownBy(() -> opened.withRecipients(List.of("ssh-ed25519 AAAA")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is an SSH key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "ENCRYPTED_REGEX ~ ^(?:password)$|^b$ ~ false",
                "UNENCRYPTED_REGEX ~ ss ~ false",
                "ENCRYPTED_SUFFIX ~ word ~ false",
                "UNENCRYPTED_SUFFIX ~ _clear ~ true",
                "ENCRYPTED_REGEX ~ ass ~ true"
            })
    void each_rule_says_what_is_encrypted_and_is_kept_in_the_file(SopsRules.Kind kind, String word, boolean macOnly) {
        SopsRules rules = new SopsRules(kind, word, macOnly);
        List<SopsMap> tree = yaml("password: x\nb: {inner: [1]}\na_clear: {z: y}\nplain: w\n");

        byte[] sealed = ClearFile.create(FILE, SopsFormat.YAML, tree, rules, List.of(identity.recipient()))
                .seal(NOW);

        EncryptedFile file = EncryptedFile.read(FILE, SopsFormat.YAML, sealed);
        assertThat(file.rules()).isEqualTo(rules);
        assertThat(TreeText.of(file.open(AgeKeys.of(identity)).documents())).isEqualTo(TreeText.of(tree));
        String text = new String(sealed, StandardCharsets.UTF_8);
        assertThat(text.contains("password: ENC[")).isEqualTo(kind != SopsRules.Kind.UNENCRYPTED_REGEX);
        assertThat(text.contains("plain: ENC[")).isEqualTo(!kind.key().startsWith("encrypted"));
    }

    @Test
    void with_a_code_over_encrypted_values_only_a_clear_one_can_be_changed() {
        SopsRules rules = new SopsRules(SopsRules.Kind.ENCRYPTED_REGEX, "^a$", true);
        String sealed = new String(
                ClearFile.create(FILE, SopsFormat.YAML, yaml("a: x\nb: 1\n"), rules, List.of(identity.recipient()))
                        .seal(NOW),
                StandardCharsets.UTF_8);

        assertThat(open(FILE, sealed.replace("b: 1", "b: 2").getBytes(StandardCharsets.UTF_8))
                        .documents())
                .hasSize(1);
        assertThatThrownBy(() -> open(
                        FILE,
                        sealed.replace("    mac_only_encrypted: true\n", "").getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("the file was changed");
    }

    @Test
    void a_value_that_has_to_be_encrypted_and_is_not_is_named_with_its_place() {
        String sealed = new String(created(FILE, yaml("a: x\nb: {c: y}\n")).seal(NOW), StandardCharsets.UTF_8)
                .replaceAll("c: ENC.*", "c: leaked");

        assertThatThrownBy(() -> open(FILE, sealed.getBytes(StandardCharsets.UTF_8)))
                .hasMessage(
                        "secrets.enc.yaml:3:8: error: b.c: the value is not encrypted, which by the file's rule it has to be");
    }

    @Test
    void a_negative_zero_in_clear_is_written_as_a_zero_that_sops_reads() {
        byte[] sealed = created(FILE, yaml("a_unencrypted: -0.0\nb: -0.0\n")).seal(NOW);

        assertThat(new String(sealed, StandardCharsets.UTF_8))
                .contains("a_unencrypted: 0\n")
                .contains("type:float");
        assertThat(open(FILE, sealed).documents()).hasSize(1);
    }

    @Test
    void a_backslash_before_an_n_is_refused_in_a_dotenv_file() {
        Path file = Path.of("x.env");
        SopsMap tree = SopsMap.EMPTY.with(new SopsMember("A", SopsValue.string("c:\\new", NOWHERE), NOWHERE));

        assertThatThrownBy(() -> created(file, List.of(tree)).seal(NOW))
                .hasMessageContaining("A: a backslash before an n is read as a line end in a dotenv file")
                .hasMessageNotContaining("c:");
    }

    private ClearFile created(Path file, List<SopsMap> tree) {
        return ClearFile.create(file, SopsFormat.of(file), tree, SopsRules.USUAL, List.of(identity.recipient()));
    }

    private ClearFile open(Path file, byte[] sealed) {
        return EncryptedFile.read(file, SopsFormat.of(file), sealed).open(AgeKeys.of(identity));
    }

    private static List<SopsMap> yaml(String text) {
        return SopsFormat.YAML.read(FILE, text.getBytes(StandardCharsets.UTF_8)).documents();
    }
}
