package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.sops.EncryptedFile;
import io.homelabhub.sops.age.AgeIdentity;
import io.homelabhub.sops.disk.SecretsFile;
import io.homelabhub.sops.store.SopsFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SecretsCommandTests {
    private static final String MARK = "m4rker-Vq8!";
    private static final String FILE = "secrets.enc.yaml";

    private final AgeIdentity identity = AgeIdentity.generate();

    @TempDir
    private Path folder;

    @BeforeEach
    void make() {
        assertThat(type("secrets init " + FILE + " --age "
                                + identity.recipient().text())
                        .code())
                .isZero();
        assertThat(typing().piping(MARK)
                        .type("secrets set " + FILE + " database.password")
                        .code())
                .isZero();
    }

    private Typed typing() {
        return new Typed().in(folder).with("SOPS_AGE_KEY", identity.secretText());
    }

    private Outcome type(String line) {
        return typing().type(line);
    }

    @Test
    void a_value_that_was_set_can_be_got_listed_and_removed() throws IOException {
        assertThat(type("secrets get " + FILE + " database.password").out()).isEqualTo(MARK);
        assertThat(type("secrets list " + FILE).out())
                .isEqualTo("database.password\n\n1 value, for "
                        + identity.recipient().text() + "\n");
        assertThat(type("secrets show --names --format json " + FILE).out())
                .contains("\"path\" : \"database.password\"")
                .doesNotContain(MARK);
        assertThat(Files.readString(folder.resolve(FILE))).doesNotContain(MARK);

        assertThat(type("secrets unset " + FILE + " database.password").err())
                .isEqualTo("Removed database.password from " + FILE + ".\n");
        assertThat(type("secrets list " + FILE).out()).startsWith("\n0 values");
    }

    @Test
    void names_need_no_key_and_values_do() {
        Typed stranger = new Typed()
                .in(folder)
                .with("SOPS_AGE_KEY", AgeIdentity.generate().secretText());

        assertThat(stranger.type("secrets list " + FILE).code()).isZero();
        Outcome outcome = stranger.type("secrets get " + FILE + " database.password");
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err())
                .contains("no private key here opens this file, which is for "
                        + identity.recipient().text());
    }

    @Test
    void an_unknown_key_is_2_with_the_nearest_name() {
        Outcome outcome = type("secrets get " + FILE + " database.passwort");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("there is no key database.passwort; did you mean \"database.password\"?");
    }

    @Test
    void an_empty_value_is_refused_and_a_whole_number_stays_one() {
        assertThat(typing().piping("").type("secrets set " + FILE + " port").code())
                .isEqualTo(2);
        assertThat(typing().piping("5432")
                        .type("secrets set --number " + FILE + " port")
                        .code())
                .isZero();
        assertThat(typing().piping("x")
                        .type("secrets set --number " + FILE + " port")
                        .err())
                .contains("the value for port is no whole number")
                .doesNotContain("x\"");
        assertThat(type("secrets get " + FILE + " port").out()).isEqualTo("5432");
    }

    @Test
    void a_changed_file_is_3_with_the_place_of_every_wrong_value() throws IOException {
        Path file = folder.resolve(FILE);
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("password: ENC\\[AES256_GCM,data:.", "password: ENC[AES256_GCM,data:/"));

        Outcome outcome = type("secrets check " + FILE);

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).contains(FILE + ":2:15: error: database.password: the value does not decrypt");
    }

    @Test
    void check_tells_files_that_are_whole() {
        assertThat(type("secrets check " + FILE).out()).isEqualTo(FILE + ": whole, 1 value\n");
        assertThat(type("secrets check gone.enc.yaml").code()).isEqualTo(3);
    }

    @Test
    void what_is_there_is_not_made_again() {
        assertThat(type("secrets init " + FILE).code()).isEqualTo(5);
        assertThat(type("secrets get " + FILE + " database.password").out()).isEqualTo(MARK);
    }

    @Test
    void a_new_key_is_for_its_owner_alone_and_never_replaces_one() throws IOException {
        Outcome made = type("secrets keygen -o keys/key.txt");
        Path file = folder.resolve("keys/key.txt");

        assertThat(made.code()).isZero();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(AgeIdentity.parse(Files.readAllLines(file).get(1))
                                .recipient()
                                .text()
                        + System.lineSeparator())
                .isEqualTo(made.out());
        assertThat(made.err()).doesNotContain("AGE-SECRET-KEY");
        assertThat(type("secrets keygen -o keys/key.txt").code()).isEqualTo(5);
    }

    @Test
    void updatekeys_shows_who_comes_and_goes_and_asks() throws IOException {
        AgeIdentity other = AgeIdentity.generate();
        Files.writeString(
                folder.resolve(".sops.yaml"),
                "creation_rules: [{age: " + other.recipient().text() + "}]\n");

        Outcome unasked = type("secrets updatekeys " + FILE);
        Outcome agreed = type("secrets updatekeys --yes " + FILE);

        assertThat(unasked.code()).isEqualTo(5);
        assertThat(agreed.code()).isZero();
        assertThat(agreed.err())
                .contains(
                        "+ " + other.recipient().text(),
                        "- " + identity.recipient().text(),
                        "rotate-data-key " + FILE);
        assertThat(type("secrets get " + FILE + " database.password").code()).isEqualTo(3);
        Typed them = new Typed().in(folder).with("SOPS_AGE_KEY", other.secretText());
        assertThat(them.type("secrets get " + FILE + " database.password").out())
                .isEqualTo(MARK);
        assertThat(them.type("secrets updatekeys " + FILE).err()).contains("are those of the rules already");
    }

    @Test
    void a_new_data_key_leaves_the_values() throws IOException {
        String before = Files.readString(folder.resolve(FILE));

        assertThat(type("secrets rotate-data-key " + FILE).code()).isZero();

        assertThat(Files.readString(folder.resolve(FILE)).lines().toList().get(1))
                .isNotEqualTo(before.lines().toList().get(1));
        assertThat(type("secrets get " + FILE + " database.password").out()).isEqualTo(MARK);
    }

    @Test
    void the_editor_sees_clear_text_in_memory_for_its_owner_and_nothing_of_it_is_left() throws IOException {
        Path seen = folder.resolve("seen");
        Outcome outcome = typing().with(
                        "EDITOR",
                        script("stat -c '%a %n' \"$1\" >" + seen + "; cat \"$1\" >>" + seen
                                + "; cp \"$1\" \"$1~\"; echo 'added: new' >>\"$1\""))
                .type("secrets edit " + FILE);

        assertThat(outcome.err()).isEqualTo("Changed " + FILE + ".\n");
        List<String> lines = Files.readAllLines(seen);
        assertThat(lines.get(0)).startsWith("600 ").endsWith("/" + FILE);
        assertThat(lines).contains("    password: " + MARK);
        Path shown = Path.of(lines.get(0).substring(4));
        assertThat(Files.getFileStore(shown.getRoot().resolve(shown.getName(0)).resolve(shown.getName(1)))
                        .type())
                .isEqualTo("tmpfs");
        assertThat(shown.getParent()).doesNotExist();
        assertThat(type("secrets get " + FILE + " added").out()).isEqualTo("new");
        assertThat(Files.readString(folder.resolve(FILE))).doesNotContain(MARK);
    }

    @Test
    void an_editor_that_changes_nothing_leaves_every_byte() throws IOException {
        String before = Files.readString(folder.resolve(FILE));

        assertThat(typing().with("EDITOR", "true").type("secrets edit " + FILE).code())
                .isZero();

        assertThat(folder.resolve(FILE)).hasContent(before);
    }

    @Test
    void text_that_is_wrong_can_be_edited_again_and_is_otherwise_refused() throws IOException {
        String before = Files.readString(folder.resolve(FILE));
        Path tried = folder.resolve("tried");
        String wrong = "echo 'bad: [" + MARK + "' >\"$1\"";

        Outcome refused = typing().with("EDITOR", script(wrong)).type("secrets edit " + FILE);

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains(FILE + ":2:1: error: not valid YAML").doesNotContain(MARK);
        assertThat(folder.resolve(FILE)).hasContent(before);
        Outcome again = typing().with(
                        "EDITOR",
                        script("if [ -e " + tried + " ]; then echo 'good: 1' >\"$1\"; else touch " + tried + "; "
                                + wrong + "; fi"))
                .answering("y")
                .type("secrets edit " + FILE);
        assertThat(again.code()).isZero();
        assertThat(type("secrets list " + FILE).out()).startsWith("good\n");
    }

    @Test
    void a_second_writer_is_refused_while_one_edits() {
        try (SecretsFile.Held held =
                new SecretsFile(folder.resolve(FILE)).hold().orElseThrow()) {
            Outcome outcome = typing().piping("x").type("secrets set " + FILE + " a");

            assertThat(outcome.code()).isEqualTo(5);
            assertThat(outcome.err()).contains("is being edited by another process");
            assertThat(held.isUnchanged()).isTrue();
        }
    }

    @Test
    void what_sops_wrote_while_one_edits_stays_and_so_does_what_was_typed() throws IOException {
        byte[] theirs = changedElsewhere();
        Files.write(folder.resolve("theirs"), theirs);

        Outcome outcome = typing().with(
                        "EDITOR",
                        script("cat " + folder.resolve("theirs") + " >" + folder.resolve(FILE)
                                + "; echo 'mine: 1' >>\"$1\""))
                .type("secrets edit " + FILE);

        assertThat(outcome.code()).isEqualTo(5);
        assertThat(outcome.err()).contains("What you typed is in edited-1." + FILE + " beside it, encrypted.");
        assertThat(folder.resolve(FILE)).hasBinaryContent(theirs);
        assertThat(type("secrets get edited-1." + FILE + " mine").out()).isEqualTo("1");
    }

    private byte[] changedElsewhere() throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve(FILE));
        typing().piping("y").type("secrets set " + FILE + " theirs");
        byte[] after = Files.readAllBytes(folder.resolve(FILE));
        Files.write(folder.resolve(FILE), before);
        return after;
    }

    @Test
    void rights_and_links_of_a_file_stay_and_no_file_is_left_beside_it() throws IOException {
        Files.setPosixFilePermissions(folder.resolve(FILE), PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(folder.resolve("link.yaml"), folder.resolve(FILE));

        assertThat(typing().piping("x").type("secrets set link.yaml a").code()).isZero();

        assertThat(folder.resolve("link.yaml")).isSymbolicLink();
        assertThat(Files.getPosixFilePermissions(folder.resolve(FILE)))
                .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(EncryptedFile.read(folder.resolve(FILE), SopsFormat.YAML, Files.readAllBytes(folder.resolve(FILE)))
                        .documents()
                        .get(0)
                        .get("a"))
                .isPresent();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(FILE, "link.yaml", ".sops.yaml");
        }
    }

    private String script(String text) throws IOException {
        Path script = Files.createTempFile(folder.getParent(), "editor", ".sh");
        Files.writeString(script, text + "\n");
        return "sh " + script;
    }
}
