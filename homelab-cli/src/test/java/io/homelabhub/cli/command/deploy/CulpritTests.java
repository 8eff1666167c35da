package io.homelabhub.cli.command.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Lab;
import io.homelabhub.cli.Typed.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people read of each kind of failure. */
@Timeout(60)
class CulpritTests {
    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void make() {
        lab = new Lab(folder);
    }

    /** What is said after the first line, which holds the time. */
    private String saidOf(String line) {
        return lab.typing().type(line + " --progress quiet").err().replaceFirst("^.*\n\n", "");
    }

    @Test
    void a_test_that_printed_nothing_is_told_with_its_exit_code_and_how_to_run_it_again() {
        lab.engine().image("postgres:16").neverHealthy();

        assertThat(saidOf("deploy bot")).isEqualTo("""
                ✘ db: container lab-db-1 is unhealthy; its last test ended with exit code 1 and printed nothing
                    health test: pg_isready
                    last health checks:
                      | (printed nothing, exit code 1)
                      | (3 times)
                    Not done because of it: bot
                    Next: To run its health test again: homelab deploy db --on-failure keep, then: homelab health db
                """);
        assertThat(saidOf("deploy bot --on-failure keep"))
                .endsWith("    Next: To run its health test again: homelab health db\n");
    }

    @Test
    void a_test_in_a_shell_is_shown_without_the_shell() {
        lab.file(Lab.FILE.replace("[\"CMD\", \"pg_isready\"]", "pg_isready --user 'db' | grep -q accepting"));
        lab.engine().image("postgres:16").neverHealthy();

        assertThat(saidOf("deploy bot")).contains("    health test: pg_isready --user 'db' | grep -q accepting\n");
    }

    @Test
    void what_a_test_said_is_quoted_once_with_its_count() {
        lab.engine().image("postgres:16").neverHealthy().healthSays("no response");

        assertThat(saidOf("deploy bot")).isEqualTo("""
                ✘ db: container lab-db-1 is unhealthy; its last test said: no response
                    health test: pg_isready
                    last health checks:
                      | no response
                      | (3 times)
                    Not done because of it: bot
                    Next: Fix that, then: homelab deploy bot
                """);
    }

    @Test
    void what_ended_and_logged_nothing_is_told_so_without_a_command_of_docker() {
        lab.engine().image("bot:1").exitsAfter(Duration.ZERO, 3);

        assertThat(saidOf("deploy bot")).isEqualTo("""
                ✘ bot: container lab-bot-1 ended with exit code 3
                    Next: It logged nothing: check its command and the files that it needs, then: homelab deploy bot
                """);
    }

    @Test
    void what_ended_with_a_word_in_its_log_is_sent_there() {
        lab.engine().image("bot:1").exitsAfter(Duration.ZERO, 3).logs("no token");

        assertThat(saidOf("deploy bot")).isEqualTo("""
                ✘ bot: container lab-bot-1 ended with exit code 3
                    last log lines:
                      | no token
                    Next: Fix what its log reports, then: homelab deploy bot
                """);
    }

    @Test
    void a_run_without_enough_time_asks_for_more() {
        lab.engine().image("postgres:16").neverHealthy().healthSays("no response");

        Outcome outcome = lab.type("deploy bot --within 15s --progress quiet");

        assertThat(outcome.err())
                .startsWith("homelab: deploy bot ran out of time after 15")
                .contains(
                        "s; what had been done was taken back.\n\n",
                        "✘ db: container lab-db-1 is not healthy within the run's limit of 15s (health: starting);"
                                + " its last test said: no response\n")
                .endsWith("    Next: Give the run more time with --within, then: homelab deploy bot\n");
    }

    @Test
    void a_service_that_may_only_need_longer_is_told_how_it_gets_it() {
        lab.file(Lab.FILE.replace("interval: 10s}", "interval: 10s, retries: 100}\n    x-homelab: {ready-within: 1m}"));
        lab.engine().image("postgres:16").neverHealthy().healthSays("no response");

        assertThat(saidOf("deploy bot"))
                .startsWith("✘ db: container lab-db-1 is not healthy within 1m (health: starting); its last test said:")
                .endsWith(
                        "    Next: If it only needs longer, let service db have it: x-homelab: {ready-within: 10m}.\n");
    }
}
