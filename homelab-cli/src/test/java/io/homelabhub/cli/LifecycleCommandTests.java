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
    void a_pause_an_unpause_and_a_kill_tell_what_was_done() {
        assertThat(lab.type("pause db").out()).contains("1 paused");
        assertThat(lab.type("unpause all").out()).contains("1 resumed");
        Typed.Outcome kill = lab.type("kill -s HUP all --progress plain");
        assertThat(kill.out()).contains("2 signalled");
        assertThat(kill.err()).contains("db: sent HUP");
        assertThat(lab.type("kill --signal 'no signal' all").code()).isEqualTo(2);
    }

    @Test
    void a_time_to_stop_can_be_given_in_seconds_or_with_a_unit() {
        assertThat(lab.type("stop bot --timeout 3").code()).isZero();
        assertThat(lab.type("restart bot -t 1m").code()).isZero();
        assertThat(lab.type("stop bot -t 1.5s").err()).contains("'1.5s' is no time in whole seconds");
    }

    @Test
    void a_scale_gives_a_service_so_many_containers() {
        assertThat(lab.type("scale bot=3").code()).isZero();
        assertThat(lab.engine().running()).contains("lab-bot-1", "lab-bot-2", "lab-bot-3", "lab-db-1");
        assertThat(lab.type("scale bot=1 --no-deps").code()).isZero();
        assertThat(lab.engine().running()).containsExactlyInAnyOrder("lab-bot-1", "lab-db-1");
        assertThat(lab.type("scale bot").err()).contains("bot: give a service and a number");
    }

    @Test
    void a_pull_and_a_build_say_what_they_do() {
        lab.engine().registry().publishes("bot:1");

        assertThat(lab.type("pull").out()).contains("1 pulled again, 1 unchanged");
        assertThat(lab.type("pull bot").out()).isEqualTo("Nothing to do: the image is as it should be.\n");
        assertThat(lab.type("build").err() + lab.type("build").out())
                .contains("bot is left out: nothing says how its image is built");
        assertThat(lab.type("build --build-arg =x").code()).isEqualTo(2);
        lab.engine().registry().tellsNothing().isBusyFor("bot:1");
        assertThat(lab.type("pull --progress quiet").code()).isEqualTo(7);
        assertThat(lab.type("pull --ignore-pull-failures --progress quiet").code())
                .isZero();
    }

    @Test
    void options_that_contradict_each_other_are_refused() {
        assertThat(lab.type("deploy all --no-recreate --force-recreate").err())
                .contains("--no-recreate and --recreate contradict each other; give one of them");
        assertThat(lab.type("deploy all --build --no-build").code()).isEqualTo(2);
    }

    @Test
    void an_undeploy_takes_images_along_when_asked() {
        assertThat(lab.type("undeploy all --rmi all -y").out()).contains("2 images");
        assertThat(lab.type("deploy all --no-start").code()).isZero();
        assertThat(lab.engine().running()).isEmpty();
    }

    @Test
    void an_update_takes_new_images_and_a_broken_one_is_taken_back_by_name() {
        lab.engine().registry().publishes("bot:1");
        assertThat(lab.type("update bot").out()).contains("1 recreated", "1 pulled again");
        assertThat(lab.type("update").out()).contains("Nothing to do");

        String before = lab.engine().container("lab-bot-1").id();
        lab.engine().registry().publishes("bot:1");
        lab.engine().image("bot:1").exitsAfter(Duration.ZERO, 1);
        assertThat(lab.type("update bot").code()).isEqualTo(6);
        assertThat(lab.engine().container("lab-bot-1").id()).isEqualTo(before);
        assertThat(lab.type("deploy all").out()).contains("Nothing to do");
    }

    @Test
    void a_history_lists_what_ran_and_a_rollback_goes_back_to_it() {
        assertThat(lab.type("history").out()).contains("No deploy that is remembered");
        assertThat(lab.type("rollback").out())
                .contains("Nothing to do", "no deploy that is remembered has given a service another image");
        String before = lab.engine().container("lab-bot-1").imageId();
        lab.engine().registry().publishes("bot:1");
        assertThat(lab.type("update bot").code()).isZero();

        assertThat(lab.type("history bot").out().lines().map(line -> line.replaceAll("  +", " ")))
                .anyMatch(line -> line.startsWith("bot - bot:1 ") && line.contains(" now "))
                .anyMatch(line -> line.startsWith("bot 1 bot:1 ") && line.endsWith("ago deploy bot"));
        assertThat(lab.type("history --format json").out()).contains("\"operation\" : \"deploy bot\"");
        assertThat(lab.type("rollback 7 bot").code()).isEqualTo(5);
        assertThat(lab.type("rollback 0").code()).isEqualTo(2);

        Typed.Outcome rollback = lab.type("rollback 1 bot");
        assertThat(rollback.code()).isZero();
        assertThat(rollback.out()).contains("1 recreated", "bot goes back to the bot:1 that `deploy bot` has replaced");
        assertThat(lab.engine().container("lab-bot-1").imageId()).isEqualTo(before);
        assertThat(lab.type("deploy all").out()).contains("Nothing to do");
    }

    @Test
    void what_is_outdated_is_told_once_an_hour_and_by_an_exit_code() {
        Typed typing =
                lab.typing().with("XDG_CACHE_HOME", folder.resolve("cache").toString());
        lab.engine().registry().tags("bot", "1");
        assertThat(typing.type("outdated").out()).contains("Nothing is outdated");
        assertThat(typing.type("outdated --check").code()).isZero();

        lab.engine().registry().publishes("bot:1").tags("bot", "1", "2", "3-alpine", "latest");
        int calls = lab.engine().calls().size();
        assertThat(typing.type("outdated").out()).contains("Nothing is outdated");
        Typed.Outcome anew = typing.type("outdated --refresh --check");
        assertThat(anew.code()).isEqualTo(10);
        assertThat(anew.out()).containsPattern("bot +bot:1 .* 2 ").doesNotContain("3-alpine");
        assertThat(typing.type("outdated -q").out()).isEqualTo("bot\n");

        lab.engine().registry().isAway();
        assertThat(typing.type("outdated --refresh").out()).contains("its registry does not answer");
        assertThat(lab.engine().calls()).hasSizeGreaterThan(calls);
    }

    @Test
    void a_prune_shows_what_nothing_describes_any_more_and_asks() {
        assertThat(lab.type("prune").out()).contains("Nothing to do");
        assertThat(lab.type("stop bot").code()).isZero();
        lab.file(Lab.FILE.replaceAll("(?s)  bot:.*?volumes:\n  data", "volumes:\n  data"));

        Typed.Outcome unasked = lab.type("prune");
        assertThat(unasked.code()).isEqualTo(5);
        assertThat(unasked.err()).contains("container lab-bot-1", "add --yes to go ahead");
        assertThat(lab.type("prune --dry-run").out()).contains("lab-bot-1");
        assertThat(lab.engine().containers()).hasSize(2);

        assertThat(lab.type("prune --yes").out()).contains("1 removed");
        assertThat(lab.engine().running()).containsExactly("lab-db-1");
        assertThat(lab.engine().volumes()).extracting(volume -> volume.name()).containsExactly("lab_data");
        assertThat(lab.type("prune --yes --volumes lab_data").code()).isEqualTo(5);
    }

    @Test
    void a_signal_that_there_is_not_is_refused_before_the_engine_is_asked() {
        int calls = lab.engine().calls().size();

        assertThat(lab.type("kill -s SIGNOPE bot").code()).isEqualTo(2);
        assertThat(lab.type("kill -s 65 bot").code()).isEqualTo(2);
        assertThat(lab.engine().calls()).hasSize(calls);
        assertThat(lab.type("kill -s SIGRTMIN+3 bot").code()).isZero();
    }

    @Test
    void a_wait_can_take_the_project_down_with_the_first_that_ends() {
        assertThat(lab.type("kill bot").code()).isZero();

        assertThat(lab.type("wait --down-project bot").code()).isEqualTo(137);
        assertThat(lab.engine().containers()).isEmpty();
    }

    @Test
    void a_failed_deploy_shows_what_the_dependency_wrote_that_was_waited_for() {
        lab.engine().image("postgres:16").logs("FATAL: no such role");
        lab.engine().image("bot:1").exitsAfter(Duration.ZERO, 3).logs("cannot log in");

        assertThat(lab.type("deploy all --recreate --progress quiet").err())
                .contains("cannot log in", "last log lines of lab-db-1, which it had waited for", "no such role");
    }

    @Test
    void a_wait_passes_on_how_containers_have_ended() {
        assertThat(lab.type("kill bot").code()).isZero();

        Typed.Outcome wait = lab.type("wait bot");

        assertThat(wait.code()).isEqualTo(137);
        assertThat(wait.out()).isEqualTo("lab-bot-1 ended with exit code 137\n");
        assertThat(lab.type("undeploy bot -y").code()).isZero();
        assertThat(lab.type("wait bot").err()).contains("Nothing of bot has a container to wait for.");
    }

    @Test
    void only_what_is_down_is_removed_unless_it_is_to_be_stopped() {
        assertThat(lab.type("stop bot").code()).isZero();
        assertThat(lab.type("rm all").out()).contains("1 removed", "1 unchanged");
        assertThat(lab.engine().running()).containsExactly("lab-db-1");
        assertThat(lab.type("rm --stop db").code()).isZero();
        assertThat(lab.engine().containers()).isEmpty();
    }

    @Test
    void a_deploy_for_a_test_stops_everything_when_the_test_has_ended_and_passes_its_code_on() {
        lab.engine().image("bot:1").logs("3 tests failed").exitsAfter(Duration.ofSeconds(20), 3);

        Typed.Outcome outcome = lab.type("deploy bot --recreate --exit-code-from bot --progress plain");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out()).contains("lab-bot-1  | 3 tests failed");
        assertThat(outcome.err()).contains("lab-bot-1 ended with exit code 3", "db: stopped");
        assertThat(lab.engine().running()).isEmpty();
    }

    @Test
    void a_deploy_that_is_followed_ends_with_the_first_service_that_fails_or_when_all_have_ended() {
        lab.engine().image("bot:1").exitsAfter(Duration.ofSeconds(30), 5);
        assertThat(lab.type("deploy bot --recreate --abort-on-container-failure")
                        .code())
                .isEqualTo(5);
        assertThat(lab.engine().running()).isEmpty();

        lab.file("{name: lab, services: {bot: {image: 'bot:2'}}}");
        lab.engine().image("bot:2").exitsAfter(Duration.ofSeconds(30), 0);
        Typed.Outcome followed = lab.type("deploy all --follow");
        assertThat(followed.code()).isZero();
        assertThat(followed.err()).contains("lab-bot-1 ended with exit code 0");
    }

    @Test
    void what_ends_a_followed_deploy_has_to_make_sense() {
        assertThat(lab.type("deploy bot --exit-code-from nosuch").err())
                .contains("--exit-code-from nosuch: it is not deployed here; give one of db, bot");
        assertThat(lab.type("deploy bot --exit-code-from bot --abort-on-container-failure")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void a_name_is_needed() {
        assertThat(lab.type("restart").code()).isEqualTo(2);
        assertThat(lab.type("stop nosuch").err()).contains("no service or profile `nosuch`");
    }

    @Test
    void a_kill_of_all_takes_orphans_along_only_if_it_is_told_to() {
        lab.engine().given("lab-old-1").madeByCompose("lab", "old", "h").running();

        assertThat(lab.type("kill all").code()).isZero();
        assertThat(lab.engine().running()).containsExactly("lab-old-1");
        assertThat(lab.type("kill bot --remove-orphans").code()).isZero();
        assertThat(lab.engine().running()).containsExactly("lab-old-1");
        assertThat(lab.type("kill all --remove-orphans").code()).isZero();
        assertThat(lab.engine().running()).isEmpty();
        assertThat(lab.engine().container("lab-old-1").name()).isEqualTo("lab-old-1");
    }
}
