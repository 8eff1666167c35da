package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.EngineException;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.FakeHosts;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which hosts have a part in an undeploy, and which are only looked at. This machine has no name. */
class FleetUndeployPartsTests {
    private static final String SSH_B = "ssh://ann@10.0.0.2";

    private static final String CATALOG = """
            services:
              web: {dependencies: [postgres]}
              postgres: {host: server-b, interfaces: [{port: 5432, internal: true}]}
              redis: {host: server-b}
            """;

    private static final String COMPOSE = """
            name: lab
            services:
              web: {image: 'web:1', depends_on: [postgres]}
              postgres: {image: 'postgres:16', ports: ['10.0.0.2:5432:5432'], volumes: ['db:/data']}
              redis: {image: 'postgres:16'}
            volumes: {db: {}}
            """;

    private static final String JOBS = """
            jobs:
              tidy: {image: 'tidy:1', triggers: {schedule: ["0 3 * * *"]}}
            """;

    @TempDir
    Path folder = Path.of("set by JUnit");

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine here = new FakeEngine(clock, 1).reachedAt("unix:///var/run/docker.sock");
    private final FakeEngine there = new FakeEngine(clock, 2).reachedAt(SSH_B);
    private final FakeHosts hosts =
            new FakeHosts().with("unix:///var/run/docker.sock", here).with(SSH_B, there);

    @BeforeEach
    void written() throws IOException {
        Files.createDirectories(folder.resolve("orchestration"));
        write("hosts.yaml", "hosts: {server-b: {endpoint: 'ssh://ann@10.0.0.2', address: 10.0.0.2}}\n");
        write("services.yaml", CATALOG);
        write("compose.base.yml", COMPOSE);
        for (FakeEngine engine : List.of(here, there)) {
            engine.has("postgres:16", "web:1", "tidy:1");
            engine.image("tidy:1").exitsAfter(Duration.ofSeconds(2), 0);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("orchestration").resolve(name), text);
    }

    private Typed.Outcome type(String line) {
        return new Typed().in(folder).on(hosts, clock).type(line);
    }

    private void done(String line) {
        Typed.Outcome outcome = type(line);
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    private static List<String> volumes(FakeEngine engine) {
        return engine.volumes().stream().map(ObservedVolume::name).toList();
    }

    private List<ObservedContainer> jobRunsHere() {
        return here.containers().stream().filter(ObservedContainer::isJobRun).toList();
    }

    /** All of the project on this machine, then placed anew. */
    private void movedAway() throws IOException {
        write("services.yaml", "services: {web: {dependencies: [postgres]}, postgres: {}}\n");
        write("compose.base.yml", COMPOSE.replace(", ports: ['10.0.0.2:5432:5432']", ""));
        done("deploy all --progress plain");
        write("services.yaml", CATALOG);
        write("compose.base.yml", COMPOSE);
    }

    @Test
    void the_advice_of_a_refused_deploy_takes_what_has_moved_away_from_this_machine() throws IOException {
        movedAway();
        done("stop web");
        Typed.Outcome refused = type("deploy all --progress plain");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("homelab undeploy postgres`");

        done("undeploy postgres --progress plain");

        assertThat(here.containers()).extracting(ObservedContainer::name).doesNotContain("lab-postgres-1");
        assertThat(volumes(here)).contains("lab_db");
        done("deploy all --progress plain");
        assertThat(there.running()).contains("lab-postgres-1");
    }

    @Test
    void runs_of_jobs_here_go_with_a_project_that_is_all_elsewhere() throws IOException {
        write("services.yaml", CATALOG.replace("web: {dep", "web: {host: server-b, dep"));
        write("compose.base.yml", COMPOSE + JOBS.replace("{schedule: [\"0 3 * * *\"]}", "{manual: true}"));
        done("deploy all --progress plain");
        done("run tidy");
        assertThat(jobRunsHere()).hasSize(1);

        done("undeploy all --jobs-history --yes");

        assertThat(jobRunsHere()).isEmpty();
        assertThat(there.containers()).isEmpty();
    }

    @Test
    void jobs_stay_armed_and_keep_their_history_while_something_stays_elsewhere() throws IOException {
        write("compose.base.yml", COMPOSE + JOBS);
        done("deploy all --progress plain");
        done("run tidy");

        done("undeploy web postgres --jobs-history --yes");

        assertThat(there.running()).containsExactly("lab-redis-1");
        assertThat(jobRunsHere()).hasSize(1);
        assertThat(type("status").out()).contains("1 armed");
        done("undeploy all --jobs-history --yes");
        assertThat(jobRunsHere()).isEmpty();
        assertThat(type("status").out()).doesNotContain("1 armed");
    }

    @Test
    void what_a_service_ran_once_stays_while_something_stays_elsewhere() {
        done("deploy all --progress plain");
        done("run -d web");
        assertThat(here.containers()).hasSize(2);

        done("undeploy web postgres --yes");

        assertThat(here.containers()).hasSize(1);
        done("undeploy all --yes");
        assertThat(here.containers()).isEmpty();
    }

    @Test
    void data_stays_on_a_host_that_is_only_looked_at() throws IOException {
        movedAway();
        done("undeploy all --progress plain");
        done("deploy all --progress plain");
        done("undeploy web");
        assertThat(volumes(here)).contains("lab_db");

        done("undeploy postgres --volumes=db --yes");

        assertThat(volumes(there)).doesNotContain("lab_db");
        assertThat(volumes(here)).contains("lab_db");
    }

    @Test
    void rm_asks_no_host_for_what_may_need_what_is_down() throws IOException {
        write(
                "hosts.yaml",
                "hosts: {server-b: {endpoint: 'ssh://ann@10.0.0.2', address: 10.0.0.2},"
                        + " pi: {endpoint: 'ssh://ann@10.0.0.3'}}\n");
        write("services.yaml", CATALOG.replace("web: {dep", "web: {host: pi, dep"));
        done("deploy postgres --progress plain");
        done("stop postgres --host=server-b");
        hosts.lost(
                "ssh://ann@10.0.0.3",
                new EngineException(EngineException.Kind.UNREACHABLE, "looking: nobody there", "Wake it.", null));

        done("rm postgres");

        assertThat(there.containers()).isEmpty();
        assertThat(type("undeploy postgres").code()).isEqualTo(4);
    }
}
