package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look at containers, images, volumes and projects: top, stats, port, events, images, volumes, df, ls. */
@Timeout(60)
class UsageCommandTests {
    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void deploy() {
        lab = new Lab(folder)
                .file(Lab.FILE.replace("image: bot:1", "image: bot:1\n    ports: [\"8080:80\", \"53:53/udp\"]"));
        lab.engine().image("postgres:16").uses(12.345, 52_428_800).runs("postgres", "postgres: writer");
        lab.engine().image("bot:1").uses(150, 1_048_576).runs("bot --token s3cr3t-of-the-bot");
        assertThat(lab.type("deploy all --progress quiet").code()).isZero();
    }

    private String id(String container) {
        return lab.engine().container(container).id();
    }

    @Test
    void top_lists_the_processes_of_what_runs() {
        Outcome all = lab.type("top");

        assertThat(all.code()).isZero();
        assertThat(all.out().lines()).hasSize(4);
        assertThat(all.out().lines().findFirst())
                .hasValueSatisfying(line ->
                        assertThat(line).startsWith("SERVICE  CONTAINER").endsWith("CMD"));
        assertThat(all.out()).contains("postgres: writer", "bot --token");
        assertThat(lab.type("top db").out()).doesNotContain("bot");
        assertThat(lab.type("top --format jsonl").out().lines()).hasSize(3).allMatch(line -> line.contains("\"PID\""));
        assertThat(lab.type("stop all -y --progress quiet").code()).isZero();
        assertThat(lab.type("top").out()).isEqualTo("Nothing of project lab runs.\n");
    }

    @Test
    void secrets_in_command_lines_are_hidden() {
        lab.file(Lab.FILE.replace("image: bot:1", "image: bot:1\n    environment: {BOT_TOKEN: s3cr3t-of-the-bot}"));

        assertThat(lab.type("top").out()).contains("bot --token").doesNotContain("s3cr3t-of-the-bot");
    }

    @Test
    void stats_once_has_a_row_for_each_container_that_runs() {
        Outcome once = lab.typing().wide(120).type("stats --no-stream");

        assertThat(once.code()).isZero();
        assertThat(once.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "SERVICE|CONTAINER|CPU %|MEM USAGE / LIMIT|MEM %|NET I/O|BLOCK I/O|PIDS",
                        "bot|lab-bot-1|150.00%|1MiB / 7.451GiB|0.01%|2kB / 1kB|0B / 1kB|1",
                        "db|lab-db-1|12.35%|50MiB / 7.451GiB|0.66%|2kB / 1kB|0B / 1kB|2");
    }

    @Test
    void stats_leaves_out_what_does_not_run_unless_all_is_asked_for() {
        assertThat(lab.type("stop bot -y --progress quiet").code()).isZero();

        assertThat(lab.type("stats --no-stream").out()).doesNotContain("bot");
        assertThat(lab.typing().wide(120).type("stats --no-stream --all").out()).containsPattern("bot +lab-bot-1 +- ");
        assertThat(lab.type("stats --no-stream --format jsonl db").out())
                .contains("\"cpuPercent\":12.35", "\"memory\":52428800", "\"running\":true");
    }

    @Test
    void stats_that_go_on_cannot_be_one_document() {
        Outcome outcome = lab.type("stats --format json");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("add --no-stream, or take jsonl");
    }

    @Test
    void a_port_is_printed_as_scripts_want_it() {
        assertThat(lab.type("port bot 80").out()).isEqualTo("0.0.0.0:8080\n");
        assertThat(lab.type("port bot 53/udp").out()).isEqualTo("0.0.0.0:53\n");
        assertThat(lab.type("port bot 53 --protocol udp").out()).isEqualTo("0.0.0.0:53\n");
        assertThat(lab.type("port bot").out()).contains("lab-bot-1", "80/tcp", "0.0.0.0:8080", "53/udp");
        assertThat(lab.type("port").out()).contains("bot");
        assertThat(lab.type("port --format jsonl").out()).contains("\"containerPort\":80");
    }

    @Test
    void a_port_that_is_not_published_is_told_with_those_that_are() {
        Outcome other = lab.type("port bot 81");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.out()).isEmpty();
        assertThat(other.err()).contains("port 81/tcp of bot is not published; published are 53/udp, 80/tcp.");
        assertThat(lab.type("port db 5432").err()).contains("none is. `homelab status db` says whether it runs.");
        assertThat(lab.type("port bot http").err()).contains("the port is 'http'; give a number up to 65535");
        assertThat(lab.type("port bot 80 --index 2").code()).isEqualTo(2);
    }

    @Test
    void events_end_where_their_end_is_reached() {
        lab.clock().advance(Duration.ofSeconds(5));

        Outcome outcome = lab.type("events --since 1m --until 0s");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines()).anyMatch(line -> line.contains("  db  lab-db-1  start  image=postgres:16"));
        assertThat(lab.type("events bot --since 1m --until 0s").out()).doesNotContain("lab-db-1");
        assertThat(lab.type("events bot --since 1m --until 0s --json").out().lines())
                .isNotEmpty()
                .allMatch(line ->
                        line.startsWith("{\"schemaVersion\":1,\"time\":\"") && line.contains("\"service\":\"bot\""));
    }

    @Test
    void events_tell_the_exit_code_of_what_has_ended() {
        assertThat(lab.type("stop bot -y --progress quiet").code()).isZero();
        lab.clock().advance(Duration.ofSeconds(1));

        assertThat(lab.type("events bot --since 1m --until 0s").out()).contains("lab-bot-1  die  exitCode=0");
        assertThat(lab.type("events bot --since 1m --until 0s --format jsonl").out())
                .contains("\"exitCode\":0");
    }

    @Test
    void images_tell_what_containers_were_made_from() {
        Outcome outcome = lab.typing().wide(140).type("images");

        assertThat(outcome.out()
                        .lines()
                        .map(line -> line.replaceAll(" {2,}", "|"))
                        .toList()
                        .get(1))
                .matches("bot\\|lab-bot-1\\|bot\\|1\\|[0-9a-f]{12}\\|linux/amd64\\|30MB\\|\\d+ \\w+ ago");
        assertThat(lab.type("images -q").out().lines()).hasSize(2).allMatch(line -> line.matches("[0-9a-f]{64}"));
        assertThat(lab.type("images db --digests").out()).contains("sha256:").doesNotContain("bot");
        assertThat(lab.type("images --format json").out())
                .contains("\"platform\" : \"linux/amd64\"", "\"size\" : 30000000");
    }

    @Test
    void volumes_tell_who_mounts_them_and_their_size_if_asked() {
        assertThat(lab.type("volumes").out())
                .containsPattern("lab_data +local +db\n")
                .doesNotContain("SIZE");
        assertThat(lab.type("volumes --size").out()).containsPattern("lab_data +local +2MB +db\n");
        assertThat(lab.type("volumes -q").out()).isEqualTo("lab_data\n");
        assertThat(lab.type("volumes bot").out()).isEqualTo("Project lab has no volumes.\n");
    }

    @Test
    void df_adds_up_what_the_project_holds() {
        assertThat(lab.type("df").out())
                .containsPattern("image +bot:1 +30MB +0B +bot\n")
                .containsPattern("container +lab-db-1 +1kB +- +db\n")
                .containsPattern("volume +lab_data +2MB +- +db\n")
                .contains("Images 60MB", "containers 2kB; volumes 2MB.", "build cache");
    }

    @Test
    void ls_lists_the_projects_of_the_engine_whoever_made_them() {
        lab.engine()
                .given("blog-web-1")
                .madeByCompose("blog", "web", "h")
                .label("com.docker.compose.project.config_files", "/srv/blog/compose.yaml")
                .running();
        lab.engine().given("old-web-1").madeByCompose("old", "web", "h").exited(0);

        assertThat(lab.type("ls").out())
                .contains("running (2)", "/srv/blog/compose.yaml")
                .doesNotContain("old");
        assertThat(lab.type("ls -q -a").out()).isEqualTo("blog\nlab\nold\n");
        assertThat(lab.type("ls -q --filter name=blo").out()).isEqualTo("blog\n");
        assertThat(lab.type("ls --filter id=7").code()).isEqualTo(2);
        assertThat(lab.type("ls --format json").out()).contains("\"running\" : 2");
    }

    @Test
    void files_that_cannot_be_used_keep_nobody_from_looking() {
        lab.file("name: lab\nservices: [");

        for (String look : List.of("top", "stats --no-stream", "port", "images", "volumes", "df", "status")) {
            Outcome outcome = lab.typing().with("COMPOSE_PROJECT_NAME", "lab").type(look);
            assertThat(outcome.code()).as(look).isZero();
            assertThat(outcome.out()).as(look).contains(look.equals("volumes") ? "db" : "bot");
            assertThat(outcome.err()).as(look).contains("compose.yaml");
        }
        assertThat(id("lab-bot-1")).isNotEmpty();
    }

    @Test
    void a_name_that_means_nothing_is_told() {
        for (String look : List.of("top", "stats --no-stream", "port", "images", "volumes", "events --until 0s")) {
            Outcome outcome = lab.type(look + " dbb");
            assertThat(outcome.code()).as(look).isEqualTo(2);
            assertThat(outcome.err()).as(look).contains("dbb", "db");
        }
    }
}
