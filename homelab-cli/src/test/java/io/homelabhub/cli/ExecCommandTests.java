package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.testkit.engine.Behaviour;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExecCommandTests {
    @TempDir
    private Path folder;

    private Lab lab;
    private Behaviour bot;

    @BeforeEach
    void deploy() {
        lab = new Lab(folder);
        assertThat(lab.type("deploy all --progress quiet").code()).isZero();
        bot = lab.engine().image("bot:1");
    }

    @Test
    void a_command_writes_to_both_streams_and_its_exit_code_is_ours() {
        bot.runs(List.of("check", "-v", "--help"), streams -> {
            streams.print("fine\n");
            streams.printError("but slow\n");
            return 42;
        });

        assertThat(lab.type("exec bot check -v --help")).isEqualTo(new Outcome(42, "fine\n", "but slow\n"));
    }

    @Test
    void what_is_piped_reaches_the_command_with_its_end() {
        bot.runs(List.of("wc", "-c"), streams -> {
            int count = 0;
            for (Optional<byte[]> read = streams.read(); read.isPresent(); read = streams.read()) {
                count += read.get().length;
            }
            streams.print(count + "\n");
            return 0;
        });

        assertThat(lab.typing().piping("x".repeat(200_000)).type("exec -T bot wc -c"))
                .isEqualTo(new Outcome(0, "200000\n", ""));
    }

    @Test
    void options_say_as_whom_where_and_with_what_it_runs() {
        List<ExecRequest> asked = new CopyOnWriteArrayList<>();
        bot.runs(List.of("env"), streams -> {
            asked.add(streams.request());
            return 0;
        });

        lab.typing()
                .with("INHERITED", "ours")
                .type("exec -u 5:6 -w /srv --privileged -e A=b=c -e INHERITED -e UNSET bot env");

        ExecRequest request = asked.get(0);
        assertThat(request.user()).contains("5:6");
        assertThat(request.workingDirectory()).contains("/srv");
        assertThat(request.privileged()).isTrue();
        assertThat(request.environment()).isEqualTo(Map.of("A", "b=c", "INHERITED", "ours"));
        assertThat(request.terminal()).isEmpty();
    }

    @Test
    void at_a_terminal_a_command_has_one() {
        bot.runs(List.of("sh"), streams -> {
            streams.print(streams.terminal().isPresent() ? "terminal" : "pipe");
            return 0;
        });

        assertThat(lab.typing().answering().type("exec bot sh").out()).isEqualTo("terminal");
        assertThat(lab.typing().answering().type("exec -T bot sh").out()).isEqualTo("pipe");
        assertThat(lab.type("exec bot sh").out()).isEqualTo("pipe");
    }

    @Test
    void a_detached_command_is_not_waited_for() {
        bot.runs(List.of("forever"), streams -> {
            Optional<byte[]> unused = streams.read();
            return 0;
        });

        assertThat(lab.type("exec -d bot forever")).isEqualTo(new Outcome(0, "", ""));
    }

    @Test
    void a_command_ends_with_its_container() {
        bot.runs(List.of("forever"), streams -> {
            Optional<byte[]> unusedEnd = streams.read();
            lab.clock().sleep(Duration.ofHours(1));
            return 0;
        });
        var unused = lab.clock()
                .after(Duration.ofSeconds(5), () -> lab.engine().troubles().dies("lab-bot-1", 1));

        assertThat(lab.type("exec bot forever").code()).isEqualTo(137);
    }

    @Test
    void an_engine_that_goes_away_meanwhile_is_4() {
        bot.runs(List.of("forever"), streams -> {
            lab.clock().sleep(Duration.ofHours(1));
            return 0;
        });
        var unused = lab.clock()
                .after(Duration.ofSeconds(5), () -> lab.engine().troubles().engineRestarts(Duration.ofSeconds(5)));

        assertThat(lab.type("exec bot forever").code()).isEqualTo(4);
    }

    @Test
    void who_does_not_run_is_named_with_what_to_type() {
        lab.engine().troubles().dies("lab-bot-1", 1);
        Outcome stopped = lab.type("exec bot true");
        assertThat(stopped.code()).isEqualTo(9);
        assertThat(stopped.err()).isEqualTo("""
                homelab: bot does not run: container lab-bot-1 is exited
                `homelab start bot` starts it.
                """);

        lab.type("undeploy all -y");
        Outcome absent = lab.type("exec bot true");
        assertThat(absent.code()).isEqualTo(9);
        assertThat(absent.err()).contains("bot has no container", "`homelab deploy bot` makes one.");
    }

    @Test
    void detach_keys_leave_a_command_to_itself() {
        bot.runs(List.of("sh"), streams -> {
            streams.print(new String(streams.read().orElseThrow(), StandardCharsets.UTF_8));
            lab.clock().sleep(Duration.ofHours(1));
            return 9;
        });

        Outcome outcome = lab.typing().answering().piping("ls\u0010\u0011exit").type("exec bot sh");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("Detached; it goes on.");
        assertThat(lab.type("exec --detach-keys nonsense bot sh").err())
                .contains("--detach-keys: 'nonsense' is no key");
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        assertThat(lab.type("exec bott true"))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(2))
                .extracting(Outcome::err)
                .asString()
                .contains("Did you mean `bot`?");
        assertThat(lab.type("exec bot").code()).isEqualTo(2);
        assertThat(lab.type("exec --index 0 bot true").err()).contains("--index is 0; give 1 or more");
        assertThat(lab.type("exec --index 2 bot true").err()).contains("there is no container 2 of bot");
        assertThat(lab.type("exec -e =x bot true").err()).contains("--env has no name");
    }

    @Test
    void files_that_cannot_be_read_do_not_keep_anybody_out() {
        lab.file("name: lab\nservices: [");
        bot.runs(List.of("true"), streams -> 0);

        assertThat(lab.typing()
                        .with("COMPOSE_PROJECT_NAME", "lab")
                        .type("exec bot true")
                        .code())
                .isZero();
    }

    @Test
    void who_is_attached_sees_what_the_container_writes_and_gets_its_exit_code() {
        var unused = lab.clock().after(Duration.ofSeconds(2), () -> {
            lab.engine().writes("lab-bot-1", "hello");
            lab.engine().troubles().dies("lab-bot-1", 7);
        });

        assertThat(lab.type("attach --sig-proxy=false bot")).isEqualTo(new Outcome(7, "hello\n", ""));
    }
}
