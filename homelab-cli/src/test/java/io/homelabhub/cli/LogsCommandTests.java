package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTests {
    @TempDir
    Path folder;

    private Lab lab;

    @BeforeEach
    void deploy() throws InterruptedException {
        lab = new Lab(folder);
        lab.engine().image("postgres:16").logs("ready for \u001b[32mconnections\u001b[0m\u001b[2J");
        lab.engine().image("bot:1").logs("starting");
        assertThat(lab.type("deploy all --progress quiet").code()).isZero();
        lab.clock().advance(Duration.ofSeconds(1));
        lab.engine().writes("lab-db-1", "a client has come");
        lab.clock().advance(Duration.ofSeconds(1));
        lab.engine().writes("lab-bot-1", "hello");
    }

    @Test
    void lines_of_all_services_stand_below_each_other_in_the_order_of_their_times() {
        Typed.Outcome outcome = lab.type("logs");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                lab-db-1   | ready for connections
                lab-bot-1  | starting
                lab-db-1   | a client has come
                lab-bot-1  | hello
                """);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void colors_are_kept_on_a_terminal_and_other_orders_are_not() {
        assertThat(lab.typing().answering().type("logs db -n 2").out())
                .contains("\u001b[36mlab-db-1  |\u001b[0m ready for \u001b[32mconnections\u001b[0m")
                .doesNotContain("[2J");
    }

    @Test
    void a_service_a_number_of_lines_and_a_pattern_choose() {
        assertThat(lab.type("logs bot -n 1").out()).isEqualTo("lab-bot-1  | hello\n");
        assertThat(lab.type("logs --grep ^(ready|hello) --no-log-prefix").out())
                .isEqualTo("ready for connections\nhello\n");
        assertThat(lab.type("logs --since 500ms --no-log-prefix").out()).isEqualTo("hello\n");
        assertThat(lab.type("logs --until 1500ms bot --no-log-prefix").out()).isEqualTo("starting\n");
    }

    @Test
    void a_time_has_nine_digits() {
        assertThat(lab.type("logs bot -n 1 -t --no-log-prefix").out())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z hello\n");
    }

    @Test
    void programs_get_an_object_per_line_with_the_text_as_it_was_written() {
        assertThat(lab.type("logs db -n 2 --format jsonl").out().lines().findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line)
                                .startsWith("{\"schemaVersion\":1,\"time\":\"")
                                .endsWith(
                                        "\",\"service\":\"db\",\"container\":\"lab-db-1\",\"stream\":\"stdout\",\"text\":\"ready for \\u001B[32mconnections\\u001B[0m\\u001B[2J\"}"));
    }

    @Test
    void what_cannot_be_meant_is_refused_before_the_engine_is_asked() {
        assertThat(lab.type("logs --grep ("))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(2))
                .extracting(Typed.Outcome::err)
                .asString()
                .contains("--grep is '('", "not a regular expression");
        assertThat(lab.type("logs -n many").err()).contains("--tail is 'many'; give a number of lines, or all");
        assertThat(lab.type("logs --since lately").err()).contains("--since is 'lately'; give a time like 10m");
        assertThat(lab.type("logs -f --until 1m").err()).contains("--follow and --until are both given");
        assertThat(lab.type("logs dbb").err()).contains("dbb", "db");
    }

    @Test
    void who_has_no_container_has_no_log_and_is_told_so() {
        assertThat(lab.type("undeploy all -y").code()).isZero();

        Typed.Outcome outcome = lab.type("logs");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("Nothing of project lab has a container, so there is no log.");
    }

    @Test
    void a_file_that_cannot_be_read_does_not_hide_the_logs() {
        lab.file("name: lab\nservices: [");

        Typed.Outcome outcome = lab.typing().with("COMPOSE_PROJECT_NAME", "lab").type("logs bot -n 1");

        assertThat(outcome.out()).isEqualTo("lab-bot-1  | hello\n");
    }
}
