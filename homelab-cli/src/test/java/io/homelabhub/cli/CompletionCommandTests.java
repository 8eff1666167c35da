package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompletionCommandTests {
    @TempDir
    private Path folder;

    @Test
    @EnabledIf("hasBash")
    void bash_completes_commands_options_and_names_of_the_catalog() throws Exception {
        Outcome outcome = Typed.typed("completion");

        assertThat(outcome.code()).isZero();
        assertThat(completed(outcome.out(), "homelab", "und")).containsExactly("undeploy");
        assertThat(completed(outcome.out(), "homelab", "deploy", "discord-")).containsExactly("discord-bot");
        assertThat(completed(outcome.out(), "homelab", "undeploy", "bo")).containsExactly("bots", "bot-server");
        assertThat(completed(outcome.out(), "homelab", "services", "deps", "dashb"))
                .contains("dashboard");
        assertThat(completed(outcome.out(), "homelab", "plan", "--det")).containsExactly("--detailed-exitcode");
    }

    @Test
    void without_a_catalog_commands_are_completed_all_the_same() {
        Outcome outcome = new Typed().in(folder).type("completion");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("undeploy").doesNotContain("discord-bot");
    }

    static boolean hasBash() {
        return Files.isExecutable(Path.of("/bin/bash"));
    }

    private List<String> completed(String script, String... words) throws IOException, InterruptedException {
        Path file = Files.writeString(
                folder.resolve("run.bash"), script + """

                COMP_WORDS=(%s)
                COMP_CWORD=%d
                _complete_homelab
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(String.join(" ", words), words.length - 1));
        Process bash = new ProcessBuilder("/bin/bash", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD) // that it is not at a terminal
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out.lines().map(String::strip).toList();
    }
}
