package io.homelabhub.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.sops.age.AgeIdentity;
import io.homelabhub.sops.age.AgeRecipient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreationRulesTests {
    private final AgeRecipient ann = AgeIdentity.generate().recipient();
    private final AgeRecipient bob = AgeIdentity.generate().recipient();

    @TempDir
    private Path folder;

    private CreationRules rules(String text) throws IOException {
        Path file = Files.writeString(
                folder.resolve(".sops.yaml"), text.replace("ANN", ann.text()).replace("BOB", bob.text()));
        return CreationRules.read(file);
    }

    @Test
    void the_first_rule_that_fits_the_path_from_its_folder_counts() throws IOException {
        CreationRules rules = rules("""
                creation_rules:
                  - path_regex: ^config/secrets/prod
                    age: ANN,BOB
                    encrypted_regex: ^secret
                    mac_only_encrypted: true
                  - path_regex: secrets
                    age: [BOB]
                """);

        CreationRule prod = rules.of(folder.resolve("config/secrets/prod.enc.yaml"));
        assertThat(prod.recipients()).containsExactly(ann, bob);
        assertThat(prod.rules()).isEqualTo(new SopsRules(SopsRules.Kind.ENCRYPTED_REGEX, "^secret", true));
        assertThat(rules.of(folder.resolve("x/secrets/prod.yaml")))
                .isEqualTo(new CreationRule(List.of(bob), SopsRules.USUAL));
        assertThatThrownBy(() -> rules.of(folder.resolve("other.yaml")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no rule fits the path other.yaml");
    }

    @Test
    void they_are_looked_for_upwards() throws IOException {
        rules("creation_rules: [{age: ANN}]");
        Path below = Files.createDirectories(folder.resolve("a/b"));

        assertThat(CreationRules.find(below).orElseThrow().file()).isEqualTo(folder.resolve(".sops.yaml"));
    }

    @Test
    void what_homelab_cannot_do_is_refused_all_at_once_with_its_place() throws IOException {
        CreationRules rules = rules("""
                creation_rules:
                  - pgp: FBC7
                    kms: arn
                    age: ssh-ed25519
                    encrypted_comment_regex: x
                """);

        assertThatThrownBy(() -> rules.of(folder.resolve("x.yaml")))
                .hasMessageContaining(".sops.yaml:2:5: error: pgp: Homelab encrypts to age's X25519 keys only")
                .hasMessageContaining(".sops.yaml:3:5: error: kms:")
                .hasMessageContaining(".sops.yaml:4:10: error: age: the recipient ssh-ed25519 is an SSH key")
                .hasMessageContaining(
                        ".sops.yaml:5:5: error: encrypted_comment_regex: Homelab does not know this rule");
    }

    @Test
    void an_expression_that_would_encrypt_nothing_is_refused() throws IOException {
        CreationRules rules = rules("creation_rules: [{age: ANN, encrypted_regex: '^(?!pub)'}]");

        assertThatThrownBy(() -> rules.of(folder.resolve("x.yaml")))
                .hasMessageContaining("sops cannot read the expression of encrypted_regex");
    }
}
