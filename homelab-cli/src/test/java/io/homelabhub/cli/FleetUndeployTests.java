package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One undeploy over two hosts: a dashboard here, its database with its data on another machine, and a third that has no part. */
class FleetUndeployTests extends FleetLab {
    private static final String HOSTS = """
            hosts:
              server-a: {endpoint: unix:///var/run/docker.sock, address: 10.0.0.1}
              server-b: {endpoint: ssh://ann@10.0.0.2, address: 10.0.0.2}
              pi: {endpoint: ssh://ann@10.0.0.3, address: 10.0.0.3}
            """;

    private static final String COMPOSE = """
            name: lab
            services:
              dashboard:
                image: dashboard:1
                depends_on: {postgres: {condition: service_healthy}}
                volumes: ['uploads:/uploads']
              postgres:
                image: postgres:16
                ports: ['10.0.0.2:5432:5432']
                healthcheck: {test: ["CMD", "pg_isready"], interval: 10s}
                volumes: ['db:/data']
              lonely: {image: dashboard:1}
            volumes: {db: {}, uploads: {}}
            """;

    @BeforeEach
    void deployed() throws IOException {
        Files.createDirectories(folder.resolve("orchestration"));
        write("hosts.yaml", HOSTS);
        write("services.yaml", CATALOG);
        write("compose.base.yml", COMPOSE);
        for (FakeEngine engine : List.of(here, there, pi)) {
            engine.has("postgres:16", "dashboard:1");
        }
        Typed.Outcome deploy = type("deploy dashboard --progress plain");
        assertThat(deploy.code()).as(deploy.err()).isZero();
    }

    private static List<String> volumes(FakeEngine engine) {
        return engine.volumes().stream().map(ObservedVolume::name).toList();
    }

    private static EngineException silence() {
        return new EngineException(EngineException.Kind.UNREACHABLE, "looking: nobody there", "Wake it.", null);
    }

    @Test
    void what_needs_a_service_of_another_host_is_stopped_before_it() {
        Typed.Outcome undeploy = type("undeploy all --progress plain");

        assertThat(undeploy.code()).as(undeploy.err()).isZero();
        assertThat(here.containers()).isEmpty();
        assertThat(there.containers()).isEmpty();
        assertThat(undeploy.err()).contains("server-b  postgres: waiting for dashboard on server-a");
        assertThat(undeploy.err().indexOf("server-a  dashboard: stopped"))
                .isNotNegative()
                .isLessThan(undeploy.err().indexOf("server-b  postgres: stopped"));
        assertThat(undeploy.out()).contains("Done in", "server-a: ", "server-b: ");
        assertThat(volumes(there)).contains("lab_db");
    }

    @Test
    void nothing_is_left_to_do_for_a_second_one() {
        type("undeploy all --progress plain");
        List<Integer> before = List.of(here.actions().size(), there.actions().size());

        Typed.Outcome again = type("undeploy all --progress plain");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("server-a: nothing to do", "server-b: nothing to do");
        assertThat(List.of(here.actions().size(), there.actions().size())).isEqualTo(before);
    }

    @Test
    void a_service_that_something_elsewhere_needs_is_refused_and_the_host_is_named() {
        Typed.Outcome undeploy = type("undeploy postgres --progress plain");

        assertThat(undeploy.code()).as(undeploy.err()).isEqualTo(5);
        assertThat(undeploy.err())
                .contains(
                        "undeploy postgres did not start: postgres on server-b is needed by dashboard on server-a",
                        "--with-dependents");
        assertThat(there.running()).containsExactly("lab-postgres-1");
        assertThat(type("undeploy postgres --with-dependents").code()).isZero();
        assertThat(here.running()).isEmpty();
        assertThat(there.running()).isEmpty();
    }

    @Test
    void a_dependant_elsewhere_that_is_down_keeps_nothing() {
        assertThat(type("stop dashboard").code()).isZero();

        Typed.Outcome undeploy = type("undeploy postgres --progress plain");

        assertThat(undeploy.code()).as(undeploy.err()).isZero();
        assertThat(there.containers()).isEmpty();
        assertThat(here.containers()).hasSize(1);
        assertThat(undeploy.out()).contains("server-a: nothing to do");
    }

    @Test
    void what_only_the_services_needed_goes_from_other_hosts_too_if_asked() {
        Typed.Outcome undeploy = type("undeploy dashboard --prune-deps");

        assertThat(undeploy.code()).as(undeploy.err()).isZero();
        assertThat(there.containers()).isEmpty();
    }

    @Test
    void what_concerns_this_machine_alone_is_undeployed_as_ever() {
        hosts.lost(SSH_B, silence());

        Typed.Outcome undeploy = type("undeploy dashboard");

        assertThat(undeploy.code()).as(undeploy.err()).isZero();
        assertThat(undeploy.out()).doesNotContain("server-a: ");
        assertThat(here.containers()).isEmpty();
    }

    @Test
    void with_a_host_named_it_keeps_to_that_one() {
        Typed.Outcome undeploy = type("undeploy all --host=server-b");

        assertThat(undeploy.code()).as(undeploy.err()).isZero();
        assertThat(there.containers()).isEmpty();
        assertThat(here.running()).containsExactly("lab-dashboard-1");
    }

    @Test
    void all_data_that_would_be_lost_is_in_one_question() {
        Typed.Outcome refused = type("undeploy all --volumes=db,uploads");

        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err())
                .contains(
                        "This removes volume lab_uploads and all data in it on server-a.",
                        "This removes volume lab_db and all data in it on server-b.")
                .containsOnlyOnce("There is no terminal to ask at");
        assertThat(here.running()).isNotEmpty();

        Typed.Outcome asked =
                new Typed().in(folder).on(hosts, clock).answering("y").type("undeploy all --volumes=all --yes");

        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(asked.err())
                .contains("This removes lab_uploads on server-a, lab_db on server-b and all data in them");
        assertThat(volumes(here)).doesNotContain("lab_uploads");
        assertThat(volumes(there)).doesNotContain("lab_db");
    }

    @Test
    void a_volume_that_means_nothing_is_a_slip_of_the_pen() {
        Typed.Outcome undeploy = type("undeploy all --volumes=dbx --yes");

        assertThat(undeploy.code()).isEqualTo(2);
        assertThat(undeploy.err()).contains("dbx");
        assertThat(here.running()).isNotEmpty();
    }

    @Test
    void a_host_that_does_not_answer_ends_it_before_anything_is_begun() {
        hosts.lost(SSH_B, silence());

        Typed.Outcome undeploy = type("undeploy all --yes");

        assertThat(undeploy.code()).isEqualTo(4);
        assertThat(undeploy.err()).contains("nothing was begun on any host", "server-b: looking: nobody there");
        assertThat(here.running()).containsExactly("lab-dashboard-1");
    }

    @Test
    void a_lock_that_somebody_holds_on_one_host_lets_nothing_begin_on_any() {
        there.acquireLock("lab", new LockHolder("x", "bob@away", 1, "deploy all", clock.now()));

        Typed.Outcome undeploy = type("undeploy all --yes");

        assertThat(undeploy.code()).as(undeploy.err()).isEqualTo(11);
        assertThat(here.running()).containsExactly("lab-dashboard-1");
        assertThat(here.lockHolder("lab")).isEmpty();
    }

    @Test
    void a_host_that_is_lost_in_the_middle_is_named_and_the_next_undeploy_goes_on() {
        here.image("dashboard:1").stopsWithin(Duration.ofSeconds(5), 0);
        VirtualClock.Timer unused =
                clock.after(Duration.ofSeconds(2), () -> there.troubles().engineIsUnreachable());

        Typed.Outcome undeploy = type("undeploy all --yes --progress plain");

        assertThat(undeploy.code()).as(undeploy.err()).isEqualTo(8);
        assertThat(undeploy.err()).contains("server-b was lost.", "Not known there: postgres");
        there.troubles().engineIsReachable();
        Typed.Outcome next = type("undeploy all --yes --progress plain");
        assertThat(next.code()).as(next.err()).isZero();
        assertThat(there.containers()).isEmpty();
        assertThat(here.containers()).isEmpty();
    }

    @Test
    void what_is_left_on_a_host_where_it_does_not_belong_any_more_is_named() throws IOException {
        write("services.yaml", CATALOG.replace("host: server-b", "host: pi"));
        write("compose.base.yml", COMPOSE.replace("10.0.0.2:", "10.0.0.3:"));

        Typed.Outcome undeploy = type("undeploy all --yes");

        assertThat(undeploy.code()).as(undeploy.err()).isZero();
        assertThat(undeploy.out())
                .contains("server-b has containers of postgres", "Next: `homelab undeploy postgres --host=server-b`");
        assertThat(there.running()).containsExactly("lab-postgres-1");
    }

    @Test
    void a_host_without_a_part_that_does_not_answer_is_a_note_only() {
        hosts.lost(SSH_PI, silence());

        Typed.Outcome undeploy = type("undeploy all --yes");

        assertThat(undeploy.code()).as(undeploy.err()).isZero();
        assertThat(undeploy.out()).contains("Note: pi does not answer");
    }

    @Test
    void orphans_go_from_every_host_once_somebody_agrees() throws IOException {
        write(
                "services.yaml",
                CATALOG.replace("  dashboard: {dependencies: [postgres]}\n", "  web: {host: server-b}\n"));
        write("compose.base.yml", COMPOSE.replace("dashboard:\n", "web:\n"));

        Typed.Outcome undeploy = type("undeploy all --remove-orphans");

        assertThat(undeploy.code()).isEqualTo(5);
        assertThat(undeploy.err()).contains("This removes container lab-dashboard-1 on server-a.");
        assertThat(type("undeploy all --remove-orphans --yes").code()).isZero();
        assertThat(here.containers()).isEmpty();
    }

    @Test
    void a_service_that_has_left_the_files_is_found_on_any_host() throws IOException {
        write("services.yaml", "services: {dashboard: {}, other: {host: server-b}}\n");
        write("compose.base.yml", """
                name: lab
                services: {dashboard: {image: dashboard:1}, other: {image: dashboard:1}}
                """);

        Typed.Outcome undeploy = type("undeploy postgres --progress plain");

        assertThat(undeploy.code()).as(undeploy.err()).isZero();
        assertThat(there.containers()).isEmpty();
        assertThat(here.running()).containsExactly("lab-dashboard-1");
        assertThat(type("undeploy postgers").err()).contains("postgers");
    }

    @Test
    void the_jobs_of_the_project_are_disarmed_here() throws IOException {
        write("services.yaml", CATALOG.replace("dashboard: {dep", "dashboard: {host: server-b, dep"));
        write("compose.base.yml", COMPOSE + """
            jobs:
              tidy: {image: 'dashboard:1', triggers: {schedule: ["0 3 * * *"]}}
            """);
        assertThat(type("undeploy all --yes").code()).isZero();
        assertThat(type("deploy all --progress plain").out()).contains("armed by a deploy: tidy");

        Typed.Outcome undeploy = type("undeploy all --yes");

        assertThat(undeploy.code()).as(undeploy.err()).isZero();
        assertThat(type("status").out()).doesNotContain("1 armed");
    }

    @Test
    void json_has_a_list_of_hosts_as_a_deploy_has() {
        assertThat(type("undeploy all --yes --format json").out())
                .contains("\"operation\" : \"undeploy all\"", "\"host\" : \"server-a\"", "\"host\" : \"server-b\"");
    }

    @Test
    void containers_that_are_down_are_removed_from_all_hosts_by_rm() {
        assertThat(type("rm all").code()).isZero();
        assertThat(here.running()).isNotEmpty();
        assertThat(type("stop dashboard").code()).isZero();
        assertThat(type("stop postgres --host=server-b").code()).isZero();

        Typed.Outcome rm = type("rm all");

        assertThat(rm.code()).as(rm.err()).isZero();
        assertThat(here.containers()).isEmpty();
        assertThat(there.containers()).isEmpty();
    }

    @Test
    void files_that_cannot_be_used_leave_the_other_hosts_alone_and_it_says_so() throws IOException {
        write("compose.base.yml", "services: [\n");

        Typed.Outcome undeploy = type("undeploy all --yes");

        assertThat(undeploy.code()).as(undeploy.err()).isZero();
        assertThat(undeploy.out() + undeploy.err())
                .contains("only this machine was looked at", "add --host: pi, server-b");
    }

    @Test
    void a_service_that_the_compose_files_have_lost_keeps_no_other_from_going() throws IOException {
        write("compose.base.yml", COMPOSE.replace("  lonely: {image: dashboard:1}\n", ""));

        Typed.Outcome undeploy = type("undeploy dashboard --progress plain");

        assertThat(undeploy.code()).as(undeploy.err()).isZero();
        assertThat(here.containers()).isEmpty();
        assertThat(type("undeploy all --yes").code()).isZero();
        assertThat(there.containers()).isEmpty();
    }

    @Test
    void what_needs_one_host_says_so() {
        assertThat(type("undeploy all --backup").err()).contains("--backup backs up on one host only");
    }
}
