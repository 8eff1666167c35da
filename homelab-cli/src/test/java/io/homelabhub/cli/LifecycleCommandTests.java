package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleCommandTests {
    @TempDir
    Path folder;

    private Lab lab;

    @BeforeEach
    void deploy() {
        lab = new Lab(folder);
        assertThat(lab.type("deploy all --progress quiet").code()).isZero();
    }

    @Test
    void a_restart_tells_each_step_and_what_was_done() {
        Typed.Outcome outcome = lab.type("restart all --progress plain");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err())
                .contains("restart all: 2 to restart")
                .containsSubsequence("bot: stopped", "db: stopped", "db: started", "db: ready", "bot: started");
        assertThat(outcome.out()).contains("2 restarted");
    }

    @Test
    void a_stop_says_who_runs_on_and_a_start_brings_it_back() {
        Typed.Outcome stop = lab.type("stop db");

        assertThat(stop.code()).isZero();
        assertThat(stop.err() + stop.out()).contains("bot runs on and needs db; --with-dependents stops it as well");
        assertThat(lab.engine().running()).containsExactly("lab-bot-1");
        assertThat(lab.type("stop db").out()).contains("Nothing to do");

        assertThat(lab.type("start all").code()).isZero();
        assertThat(lab.engine().running()).containsExactlyInAnyOrder("lab-bot-1", "lab-db-1");
    }

    @Test
    void a_restart_that_fails_ends_as_a_failed_deploy_does() {
        lab.engine().behaviourOf("lab-bot-1").exitsAfter(Duration.ZERO, 3).logs("no token");

        Typed.Outcome outcome = lab.type("restart bot --progress quiet");

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err()).contains("bot", "no token");
    }

    @Test
    void a_name_is_needed() {
        assertThat(lab.type("restart").code()).isEqualTo(2);
        assertThat(lab.type("stop nosuch").err()).contains("no service or profile `nosuch`");
    }
}
