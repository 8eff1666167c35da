package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/commands.md} in step with what {@code --help} says. */
class CommandReferenceTests {
    private static final String HEAD = """
            # Commands

            What `homelab COMMAND --help` prints, for all commands. Exit codes: [exit-codes.md](exit-codes.md).

            Results go to standard output; progress, warnings and failures go to standard error. Results are a table, or with
            `--format json` or `yaml` a document for programs, with a `schemaVersion` that rises when a field changes its meaning.

            How long a run takes: Homelab waits for each service as long as its health test allows, 2 minutes at least, or as long as
            `x-homelab: {ready-within: 10m}` says; a pull or a build takes as long as it takes. `--within` limits all of that together.
            Taking back, after a failure or because that time is up, has its own time, as an old container that comes back has to become
            ready too: 10 minutes in all, or as long as the slowest service may take. What is left then is started without waiting for it,
            and 2 minutes later the run ends, whatever the engine does, and names what is not as it was.

            docker compose's own commands (`up`, `down`, `ps`, `pull` and others) are answered with what to type instead, and exit code 2.
            How a single service is treated is said in its Compose file, by `x-homelab`: `ready-within`, `settles-within`, `replace`
            ([what they do](compose-compatibility.md#which-files-count)); warnings that you know are acknowledged in the [catalog](catalog.md).
            """;

    private static final List<String> NESTED = List.of("backups", "services", "config", "secrets", "env", "lock");

    @Test
    void the_documentation_says_what_the_help_says() throws IOException {
        StringBuilder reference = new StringBuilder(HEAD);
        for (String command : commands()) {
            reference
                    .append("\n## homelab ")
                    .append(command)
                    .append("\n\n```text\n")
                    .append(Typed.typed(command + " --help").out())
                    .append("```\n");
        }
        Path made = Files.writeString(
                Path.of("target", "commands.md"), reference.toString().replace("## homelab \n", "## homelab\n"));

        assertThat(Path.of("..", "docs", "commands.md"))
                .as("copy %s over it", made)
                .hasSameTextualContentAs(made);
    }

    private static List<String> commands() {
        List<String> commands = new ArrayList<>(List.of(""));
        for (CommandName name : CommandName.values()) {
            commands.add(name.text());
            if (NESTED.contains(name.text())) {
                Typed.typed(name.text() + " --help")
                        .out()
                        .lines()
                        .dropWhile(line -> !line.equals("Commands:"))
                        .filter(line -> line.startsWith("  ") && !line.startsWith("   "))
                        .forEach(line ->
                                commands.add(name.text() + " " + line.strip().split(" ")[0]));
            }
        }
        return commands;
    }
}
