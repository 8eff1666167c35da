package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.testkit.engine.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One deploy over two hosts: a dashboard here, its database on another machine. */
class FleetDeployTests extends FleetLab {
    private static final String HOSTS = """
            hosts:
              server-a: {endpoint: unix:///var/run/docker.sock, address: 10.0.0.1}
              server-b: {endpoint: ssh://ann@10.0.0.2, address: 10.0.0.2}
              pi: {endpoint: ssh://ann@10.0.0.3}
            """;

    private static final String COMPOSE = """
            name: lab
            services:
              dashboard:
                image: dashboard:1
                depends_on: {postgres: {condition: service_healthy}}
              postgres:
                image: postgres:16
                ports: ['10.0.0.2:5432:5432']
                healthcheck: {test: ["CMD", "pg_isready"], interval: 10s}
              lonely: {image: dashboard:1}
            """;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("orchestration"));
        write("hosts.yaml", HOSTS);
        write("services.yaml", CATALOG);
        write("compose.base.yml", COMPOSE);
        for (FakeEngine engine : List.of(here, there, pi)) {
            engine.has("postgres:16", "postgres:17", "dashboard:1", "dashboard:2");
        }
    }

    private void deployed() {
        Typed.Outcome deploy = type("deploy dashboard --progress plain");
        assertThat(deploy.code()).as(deploy.err()).isZero();
    }

    @Test
    void each_service_goes_to_its_host_and_waits_for_what_it_needs_elsewhere() {
        Typed.Outcome deploy = type("deploy dashboard --progress plain");

        assertThat(deploy.code()).as(deploy.err()).isZero();
        assertThat(here.running()).containsExactly("lab-dashboard-1");
        assertThat(there.running()).containsExactly("lab-postgres-1");
        assertThat(here.container("lab-dashboard-1")
                        .inspection()
                        .orElseThrow()
                        .object("HostConfig")
                        .strings("ExtraHosts"))
                .contains("postgres:10.0.0.2");
        assertThat(deploy.err()).contains("server-a  dashboard: waiting for postgres on server-b");
        assertThat(deploy.err().indexOf("server-b  postgres: healthy"))
                .isLessThan(deploy.err().indexOf("server-a  dashboard: started"));
        assertThat(deploy.out()).contains("Done in", "server-a: ", "server-b: ");
    }

    @Test
    void wrong_files_are_told_before_any_host_is_asked() throws IOException {
        write(
                "compose.base.yml",
                COMPOSE.replace("image: dashboard:1\n    depends", "image: dashboard:${TAG:?which}\n    depends"));
        there.troubles().engineIsUnreachable();

        Typed.Outcome deploy = type("deploy dashboard");

        assertThat(deploy.code()).as(deploy.err()).isEqualTo(3);
        assertThat(deploy.err()).contains("TAG", "which").doesNotContain("server-b");
        assertThat(here.calls()).isEmpty();
    }

    @Test
    void two_names_of_one_engine_are_refused_before_anything_is_done() {
        hosts.with(SSH_B, here);

        Typed.Outcome deploy = type("deploy dashboard");

        assertThat(deploy.code()).as(deploy.err()).isEqualTo(5);
        assertThat(deploy.err())
                .contains(
                        "hosts server-a (",
                        " and server-b (",
                        " are one engine",
                        "give the services of both the same `host`");
        assertThat(here.actions()).isEmpty();
        assertThat(type("plan dashboard").code()).isEqualTo(5);
    }

    @Test
    void a_job_of_a_project_with_hosts_runs_here_and_is_armed_here_alone() throws IOException {
        write("compose.base.yml", COMPOSE + """
            jobs:
              tidy: {image: 'tidy:1', triggers: {schedule: ["0 3 * * *"]}}
            """);
        here.has("tidy:1").image("tidy:1").exitsAfter(Duration.ofSeconds(1), 3);

        assertThat(type("run tidy").code()).isEqualTo(3);

        Typed.Outcome deploy = type("deploy all --progress plain");
        assertThat(deploy.code()).as(deploy.err()).isZero();
        assertThat(deploy.out()).containsOnlyOnce("armed by a deploy: tidy");
        assertThat(type("status").out()).containsOnlyOnce("Jobs: 1, 1 armed.");
    }

    @Test
    void a_host_that_only_waited_in_vain_is_not_said_to_have_failed() {
        there.image("postgres:16").neverHealthy();

        Typed.Outcome deploy = type("deploy dashboard --progress plain");

        assertThat(deploy.code()).as(deploy.err()).isEqualTo(6);
        assertThat(deploy.err()).contains("server-a: as others failed;", "server-b: failed;");
    }

    @Test
    void a_second_deploy_finds_nothing_to_do_and_takes_no_lock() {
        deployed();
        List<Integer> before = List.of(here.actions().size(), there.actions().size());

        Typed.Outcome again = type("deploy dashboard --progress plain");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("server-a: nothing to do", "server-b: nothing to do");
        assertThat(List.of(here.actions().size(), there.actions().size())).isEqualTo(before);
        assertThat(type("plan dashboard --detailed-exitcode").code()).isZero();
    }

    @Test
    void a_plan_shows_every_host_and_what_waits_for_what() {
        Typed.Outcome plan = type("plan dashboard --detailed-exitcode");

        assertThat(plan.code()).isEqualTo(10);
        assertThat(plan.out())
                .contains("server-a", "server-b", "Waits: dashboard until postgres on server-b is healthy.");
        assertThat(type("plan dashboard --format json").out())
                .contains("\"host\" : \"server-a\"", "\"host\" : \"server-b\"", "\"work\" : \"await-host\"");
    }

    @Test
    void what_runs_on_this_machine_alone_is_deployed_as_ever() {
        Typed.Outcome deploy = type("deploy lonely --progress plain");

        assertThat(deploy.code()).as(deploy.err()).isZero();
        assertThat(deploy.out()).startsWith("Done in").doesNotContain("server-a: ");
        assertThat(there.actions()).isEmpty();
    }

    @Test
    void a_failure_on_one_host_takes_the_others_back() throws IOException {
        deployed();
        String before = here.container("lab-dashboard-1").id();
        write("compose.base.yml", COMPOSE.replace("dashboard:1", "dashboard:2").replace("postgres:16", "postgres:17"));
        there.image("postgres:17").neverHealthy();

        Typed.Outcome deploy = type("deploy dashboard --progress plain");

        assertThat(deploy.code()).as(deploy.err()).isEqualTo(6);
        assertThat(here.container("lab-dashboard-1").id()).isEqualTo(before);
        assertThat(here.running()).containsExactly("lab-dashboard-1");
        assertThat(there.running()).containsExactly("lab-postgres-1");
        assertThat(deploy.err()).contains("On server-b:", "postgres");
    }

    @Test
    void a_host_that_does_not_answer_ends_the_deploy_before_anything_is_begun() {
        hosts.lost(
                SSH_B,
                new EngineException(EngineException.Kind.UNREACHABLE, "looking: nobody there", "Wake it.", null));

        Typed.Outcome deploy = type("deploy dashboard --progress plain");

        assertThat(deploy.code()).isEqualTo(4);
        assertThat(deploy.err())
                .contains("nothing was begun on any host", "server-b: looking: nobody there", "server-b: Wake it.");
        assertThat(here.actions()).isEmpty();
    }

    @Test
    void a_service_that_still_runs_where_it_no_longer_belongs_is_not_deployed_twice() throws IOException {
        deployed();
        write("services.yaml", CATALOG.replace("host: server-b", "host: pi"));
        write(
                "hosts.yaml",
                HOSTS.replace(
                        "pi: {endpoint: ssh://ann@10.0.0.3}", "pi: {endpoint: ssh://ann@10.0.0.3, address: 10.0.0.3}"));
        write("compose.base.yml", COMPOSE.replace("10.0.0.2:", "10.0.0.3:"));

        Typed.Outcome deploy = type("deploy dashboard --progress plain");

        assertThat(deploy.code()).as(deploy.err()).isEqualTo(5);
        assertThat(deploy.err())
                .contains(
                        "postgres belongs on pi, and has containers on server-b", "undeploy postgres --host=server-b");
        assertThat(pi.actions()).isEmpty();
    }

    @Test
    void what_runs_on_a_host_under_its_other_name_is_no_stranger_there() throws IOException {
        String tcp = "tcp://10.0.0.2:2375";
        write("hosts.yaml", HOSTS + "  b-tcp: {endpoint: '" + tcp + "'}\n");
        EngineProvider reached = new EngineProvider() {
            @Override
            public String name() {
                return hosts.name();
            }

            @Override
            public Engine open(EngineSettings settings) {
                return settings.host().filter(tcp::equals).isEmpty()
                        ? hosts.open(settings)
                        : new DelegatingEngine(there.provider().open(settings)) {
                            @Override
                            public EngineInfo ping() {
                                EngineInfo info = super.ping();
                                return new EngineInfo(tcp, info.product(), info.version(), info.apiVersion());
                            }
                        };
            }
        };
        deployed();
        assertThat(type("undeploy dashboard").code()).isZero();

        Typed.Outcome deploy = new Typed().in(folder).on(reached, clock).type("deploy dashboard --progress plain");

        assertThat(deploy.code()).as(deploy.err()).isZero();
        assertThat(here.running()).containsExactly("lab-dashboard-1");
        assertThat(deploy.out()).doesNotContain("b-tcp");
    }

    @Test
    void a_backup_before_a_deploy_is_refused_where_it_would_lack_another_host() {
        deployed();

        for (String line : List.of("deploy lonely --backup", "update lonely --backup", "undeploy lonely --backup")) {
            Typed.Outcome outcome = type(line);

            assertThat(outcome.code()).as(line + outcome.err()).isEqualTo(2);
            assertThat(outcome.err())
                    .contains("services run on server-b, too", "`homelab backup postgres --host=server-b`");
        }
        assertThat(here.running()).containsExactly("lab-dashboard-1");
    }

    @Test
    void a_host_without_a_part_that_does_not_answer_is_a_note_only() {
        hosts.lost(SSH_PI, new EngineException(EngineException.Kind.UNREACHABLE, "looking: nobody there"));

        Typed.Outcome deploy = type("deploy dashboard --progress plain");

        assertThat(deploy.code()).as(deploy.err()).isZero();
        assertThat(deploy.out()).contains("Note: pi does not answer");
    }

    @Test
    void a_lock_that_somebody_holds_on_one_host_lets_nothing_begin_on_any() {
        there.acquireLock("lab", new LockHolder("x", "bob@away", 1, "deploy all", clock.now()));

        Typed.Outcome deploy = type("deploy dashboard --progress plain");

        assertThat(deploy.code()).as(deploy.err()).isEqualTo(11);
        assertThat(here.running()).isEmpty();
        assertThat(here.lockHolder("lab")).isEmpty();
    }

    @Test
    void what_needs_one_host_says_so() {
        assertThat(type("deploy dashboard --backup").err()).contains("--backup backs up on one host only");
        assertThat(type("plan dashboard --out file").err()).contains("name one with --host");
    }
}
