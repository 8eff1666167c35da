package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code status} shows of all that there is, as docker compose's {@code ps} chooses. */
@Timeout(60)
class StatusCommandTests {
    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void deploy() {
        lab = new Lab(folder);
        assertThat(lab.type("deploy all --progress quiet").code()).isZero();
        lab.engine().given("lab-old-1").madeByCompose("lab", "old", "h").exited(3);
    }

    private String id(String container) {
        return lab.engine().container(container).id();
    }

    @Test
    void a_status_chooses_containers_and_drops_services_without_one() {
        assertThat(lab.type("status --status exited").out())
                .contains("lab-old-1")
                .doesNotContain("lab-bot-1", "db ");
        assertThat(lab.type("status --filter status=running").out())
                .contains("lab-bot-1", "lab-db-1")
                .doesNotContain("lab-old-1");
        assertThat(lab.type("status --status running --status exited").out()).contains("lab-bot-1", "lab-old-1");
        assertThat(lab.type("status --filter health=starting").out())
                .contains("lab-db-1", "1 container.")
                .doesNotContain("lab-bot-1");
        assertThat(lab.type("status --status paused").out())
                .contains("No container is so.")
                .doesNotContain("SERVICE");
    }

    @Test
    void a_part_of_a_name_chooses() {
        assertThat(lab.type("status --filter name=bot").out())
                .contains("lab-bot-1")
                .doesNotContain("lab-db-1");
        assertThat(lab.type("status --filter name=bot --filter status=exited").out())
                .doesNotContain("lab-bot-1");
    }

    @Test
    void orphans_are_left_out_where_they_are_not_wanted() {
        assertThat(lab.type("status").out()).contains("(orphan)");
        assertThat(lab.type("status --orphans").out()).contains("(orphan)");
        assertThat(lab.type("status --orphans=false").out()).doesNotContain("(orphan)", "lab-old-1");
    }

    @Test
    void a_shell_gets_ids_of_what_is_up_and_with_all_of_what_has_ended_too() {
        assertThat(lab.type("status -q").out()).isEqualTo(id("lab-db-1") + "\n" + id("lab-bot-1") + "\n");
        assertThat(lab.type("status -q bot").out()).isEqualTo(id("lab-bot-1") + "\n");
        assertThat(lab.type("status -q --all").out()).endsWith(id("lab-old-1") + "\n");
        assertThat(lab.type("status -q --status exited").out()).isEqualTo(id("lab-old-1") + "\n");
    }

    @Test
    void a_shell_gets_names_of_services() {
        assertThat(lab.type("status --services").out()).isEqualTo("db\nbot\n");
        assertThat(lab.type("stop bot -y --progress quiet").code()).isZero();
        assertThat(lab.type("status --services").out()).isEqualTo("db\n");
        assertThat(lab.type("status --services -a").out()).isEqualTo("db\nbot\n");
    }

    @Test
    void programs_get_an_object_per_container() {
        Outcome outcome = lab.type("status --format jsonl");

        assertThat(outcome.out().lines()).hasSize(3).allMatch(line -> line.startsWith("{\"schemaVersion\":1,"));
        assertThat(outcome.out().lines().toList().get(1)).contains("\"service\":\"bot\"", "\"name\":\"lab-bot-1\"");
        assertThat(outcome.out().lines().toList().get(2)).contains("\"orphan\":true", "\"exitCode\":3");
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        assertThat(lab.type("status --filter colour=red"))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(2))
                .extracting(Outcome::err)
                .asString()
                .contains("--filter is 'colour=red'", "give status=STATE, health=HEALTH or name=TEXT");
        assertThat(lab.type("status --filter running").err()).contains("--filter is 'running'; give status=STATE");
        assertThat(lab.type("status --status runing").err())
                .contains("--status is 'runing'; give created, running", "did you mean \"running\"?");
    }
}
