package io.homelabhub.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.compose.dotenv.EnvFile;
import io.homelabhub.compose.dotenv.EnvFileException;
import io.homelabhub.compose.render.JsonText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords of all printable characters, from an encrypted file through a template into a file of variables. */
class RandomPasswordsTests {
    private static final int PASSWORDS = 1000;

    @TempDir
    private Path home;

    private static Map<String, String> passwords(Random random) {
        Map<String, String> passwords = new LinkedHashMap<>();
        for (int i = 0; i < PASSWORDS; i++) {
            StringBuilder password = new StringBuilder();
            for (int length = 1 + random.nextInt(40); length > 0; length--) {
                password.append((char) (' ' + random.nextInt('~' - ' ' + 1)));
            }
            passwords.put("P" + i, password.toString());
        }
        return passwords;
    }

    @Test
    void a_thousand_passwords_of_all_printable_characters_are_read_back_as_they_were() throws EnvFileException {
        Map<String, String> passwords = passwords(new Random(20261130));
        StringBuilder secrets = new StringBuilder();
        StringBuilder template = new StringBuilder();
        passwords.forEach((name, password) -> {
            secrets.append(name).append(": ").append(JsonText.compact(password)).append('\n');
            template.append(name).append("={{ secrets.").append(name).append(" }}\n");
        });
        Project project = new Project(home)
                .file("config/environments/prod.yaml", "")
                .file("config/templates/shared.env.j2", template.toString())
                .secrets("base", secrets.toString());

        project.plan().write(false);

        Map<String, String> found = new LinkedHashMap<>();
        EnvFile.read(project.text(".env"), found, name -> null, unset -> {
            throw new AssertionError(unset);
        });
        assertThat(found).isEqualTo(passwords);
        assertThat(project.plan().plan().isEmpty()).isTrue();
    }
}
