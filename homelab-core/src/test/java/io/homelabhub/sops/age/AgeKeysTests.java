package io.homelabhub.sops.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeKeysTests {
    private static final KeyCommand NONE = (words, environment) -> {
        throw new AssertionError("nothing to be run");
    };

    @TempDir
    private Path home;

    @Test
    void keys_are_taken_from_every_place_in_the_order_of_sops() throws IOException {
        List<AgeIdentity> made = List.of(
                AgeIdentity.generate(),
                AgeIdentity.generate(),
                AgeIdentity.generate(),
                AgeIdentity.generate(),
                AgeIdentity.generate());
        Path named = Files.writeString(
                home.resolve("named.txt"), "# public key: age1x\n" + made.get(2).secretText() + "\n");
        Path usual = home.resolve(".config/sops/age/keys.txt");
        Files.createDirectories(usual.getParent());
        Files.writeString(usual, made.get(4).secretText());

        AgeKeys keys = AgeKeys.find(
                Map.of(
                        "HOME",
                        home.toString(),
                        "SOPS_AGE_KEY",
                        made.get(0).secretText() + " " + made.get(1).secretText(),
                        "SOPS_AGE_KEY_FILE",
                        named.toString(),
                        "SOPS_AGE_KEY_CMD",
                        "pass  show key"),
                (words, environment) -> {
                    assertThat(words).containsExactly("pass", "show", "key");
                    return made.get(3).secretText() + "\n";
                });

        assertThat(recipients(keys))
                .isEqualTo(made.stream().map(AgeIdentity::recipient).toList());
    }

    private static List<AgeRecipient> recipients(AgeKeys keys) {
        return keys.identities().stream().map(AgeIdentity::recipient).toList();
    }

    @Test
    void a_place_that_fails_stops_no_other_and_is_named() throws IOException {
        AgeIdentity identity = AgeIdentity.generate();
        Path xdg = home.resolve("settings");
        Files.createDirectories(xdg.resolve("sops/age"));
        Files.writeString(xdg.resolve("sops/age/keys.txt"), identity.secretText());

        AgeKeys keys = AgeKeys.find(
                Map.of(
                        "XDG_CONFIG_HOME",
                        xdg.toString(),
                        "SOPS_AGE_KEY",
                        "AGE-SECRET-KEY-1BROKEN",
                        "SOPS_AGE_KEY_FILE",
                        home.resolve("gone").toString(),
                        "SOPS_AGE_KEY_CMD",
                        "false"),
                (words, environment) -> {
                    throw new IOException("no");
                });

        assertThat(recipients(keys)).containsExactly(identity.recipient());
        assertThat(String.join("\n", keys.tried()))
                .contains(
                        "SOPS_AGE_KEY: a private key has a wrong character or length",
                        home.resolve("gone") + ": no such file",
                        "SOPS_AGE_KEY_CMD: the program failed")
                .doesNotContain("BROKEN");
    }

    @Test
    void a_key_file_that_is_locked_is_said_to_be() throws IOException {
        Path file = Files.writeString(home.resolve("locked"), "age-encryption.org/v1\n-> scrypt x 18\n");

        assertThat(AgeKeys.find(Map.of("SOPS_AGE_KEY_FILE", file.toString()), NONE)
                        .tried())
                .containsExactly("SOPS_AGE_KEY_FILE, " + file + ": locked with a passphrase; `age -d` opens it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA | is an SSH key",
                "age1pq1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq | is a post-quantum key",
                "age1yubikey1qwwvlfkw8mqyxztrq4dq8eqqqz5hmqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq | is a key of a plugin",
                "FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4 | is no key of age",
                "age1ru2wsjfcrevmvx39jhn067fnhtpe4f2sv7674cgsqwfy9ftywq8sc36x3x | has a wrong character or length"
            })
    void other_recipients_are_refused_by_their_kind(String text, String reason) {
        assertThatThrownBy(() -> AgeRecipient.parse(text))
                .isInstanceOf(AgeKeyException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_private_key_where_a_public_one_is_asked_for_is_not_repeated() {
        String secret = AgeIdentity.generate().secretText();

        assertThatThrownBy(() -> AgeRecipient.parse(secret))
                .hasMessageContaining("is a private key")
                .hasMessageNotContaining(secret.substring(20));
        assertThat(AgeIdentity.parse(secret).toString()).startsWith("private key of age1");
    }

    @Test
    void a_secret_is_opened_by_its_recipient_alone_and_not_at_all_if_it_is_cut() {
        AgeIdentity identity = AgeIdentity.generate();
        String sealed = identity.recipient().seal(new byte[] {1, 2, 3});

        assertThat(identity.open(sealed)).contains(new byte[] {1, 2, 3});
        assertThat(identity.open(sealed.replace("\n", "\r\n"))).contains(new byte[] {1, 2, 3});
        assertThat(AgeIdentity.generate().open(sealed)).isEmpty();
        assertThat(identity.open(sealed.substring(0, sealed.length() / 2))).isEmpty();
        assertThat(identity.open("")).isEmpty();
    }
}
