package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.FakeHosts;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database on this machine, and what needs it on another one. */
class PlacementTests {
    private static final String HOSTS = """
            hosts:
              server-a: {endpoint: unix:///var/run/docker.sock, address: 10.0.0.1}
              server-b: {endpoint: ssh://ann@10.0.0.2, address: 10.0.0.2}
            """;

    private static final String CATALOG = """
            groups:
              core: {always: true, services: [postgres, cache]}
              bots: [discord-bot, stream-bot]
            services:
              postgres:
                container_name: lab-postgres
                interfaces: [{port: 5432, internal: true}]
                placement: local_only
              cache: {placement: local_only}
              discord-bot: {dependencies: [postgres]}
              stream-bot: {dependencies: [postgres, queue]}
              queue: {}
              site: {host: server-b}
            """;

    private static final String COMPOSE = """
            name: lab
            services:
              postgres:
                image: postgres:16
                container_name: lab-postgres
                healthcheck: {test: ["CMD", "pg_isready"], interval: 10s}
              cache: {image: redis:7}
              discord-bot:
                image: bot:1
                depends_on: {postgres: {condition: service_healthy}}
                extra_hosts: ["other:10.9.9.9"]
              stream-bot: {image: bot:1}
              queue: {image: redis:7}
              site: {image: site:1}
            """;

    @TempDir
    Path folder = Path.of("set by JUnit");

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine here = new FakeEngine(clock, 1);
    private final FakeEngine there = new FakeEngine(clock, 2);
    private final FakeHosts hosts =
            new FakeHosts().with("unix:///var/run/docker.sock", here).with("ssh://ann@10.0.0.2", there);

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("orchestration"));
        write("hosts.yaml", HOSTS);
        write("services.yaml", CATALOG);
        published();
        for (FakeEngine engine : List.of(here, there)) {
            engine.has("postgres:16", "redis:7", "bot:1", "site:1");
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("orchestration").resolve(name), text);
    }

    private void published() throws IOException {
        write(
                "compose.base.yml",
                COMPOSE.replace(
                        "container_name: lab-postgres",
                        "container_name: lab-postgres\n    ports: ['10.0.0.1:5432:5432']"));
    }

    private Typed.Outcome type(String line) {
        return new Typed().in(folder).on(hosts, clock).type(line);
    }

    @Test
    void a_dependency_of_another_host_is_reached_there_and_not_deployed_twice() throws IOException {
        assertThat(type("deploy core").code()).isZero();

        Typed.Outcome deploy = type("deploy bots --host=server-b --progress plain");

        assertThat(deploy.code()).as(deploy.err()).isZero();
        assertThat(there.running()).containsExactlyInAnyOrder("lab-discord-bot-1", "lab-stream-bot-1", "lab-queue-1");
        assertThat(here.running()).containsExactlyInAnyOrder("lab-postgres", "lab-cache-1");
        assertThat(hostsOf(there.container("lab-discord-bot-1")))
                .contains("other:10.9.9.9", "postgres:10.0.0.1", "lab-postgres:10.0.0.1");
        assertThat(deploy.out() + deploy.err())
                .contains("discord-bot reaches postgres on server-a at 10.0.0.1 (port 5432)")
                .contains("cache runs on server-a, so this run to server-b leaves it out");
        assertThat(type("plan bots --host=server-b --detailed-exitcode").code()).isZero();
        assertThat(type("plan core --detailed-exitcode").code()).isZero();
    }

    private static List<String> hostsOf(ObservedContainer container) {
        return container.inspection().orElseThrow().object("HostConfig").strings("ExtraHosts");
    }

    @Test
    void what_is_not_published_for_others_is_refused_with_the_line_to_add() throws IOException {
        write("compose.base.yml", COMPOSE);

        Typed.Outcome deploy = type("deploy bots --host=server-b");

        assertThat(deploy.code()).isEqualTo(5);
        assertThat(deploy.err())
                .contains("discord-bot on server-b needs postgres on server-a, and port 5432 is not published")
                .contains("stream-bot on server-b needs postgres")
                .contains("add `ports: [\"10.0.0.1:5432:5432\"]` to the service at orchestration/compose.base.yml:3:3");
        assertThat(there.actions()).isEmpty();
        assertThat(here.actions()).isEmpty();
    }

    @Test
    void a_host_without_an_address_cannot_be_reached_from_others() throws IOException {
        write("hosts.yaml", HOSTS.replace(", address: 10.0.0.1", ""));
        assertThat(type("plan discord-bot -H server-b").err()).contains("add `address: IP` to host server-a");
        write("hosts.yaml", HOSTS.replace("10.0.0.1", "nas.lan"));
        assertThat(type("plan discord-bot -H server-b").err()).contains("nas.lan is a name");
        write("hosts.yaml", "hosts: {server-b: 'ssh://ann@10.0.0.2'}");
        write("services.yaml", CATALOG);
        assertThat(type("plan discord-bot -H server-b").err()).contains("hosts add here unix:///var/run/docker.sock");
    }

    @Test
    void what_may_only_run_here_is_refused_elsewhere_with_its_place() {
        Typed.Outcome deploy = type("deploy core --host=server-b");

        assertThat(deploy.code()).isEqualTo(5);
        assertThat(deploy.err())
                .contains("postgres may only run on this machine (local_only at orchestration/services.yaml:8:16)")
                .contains("cache may only run on this machine")
                .contains("leave out --host");
        assertThat(type("deploy core --host=server-a").code()).isZero();
        assertThat(here.running()).hasSize(2);
    }

    @Test
    void a_service_with_a_host_runs_there_and_nowhere_else() {
        Typed.Outcome named = type("deploy site --host=server-a");
        assertThat(named.code()).isEqualTo(5);
        assertThat(named.err()).contains("site runs on server-b", "add --host=server-b");

        Typed.Outcome one = type("deploy all --host=server-a --progress plain");
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(one.err() + one.out()).contains("site runs on server-b, so this run to server-a leaves it out");
        assertThat(here.running()).hasSize(5);
        assertThat(there.running()).isEmpty();

        Typed.Outcome all = type("deploy all --progress plain");
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(here.running()).hasSize(5);
        assertThat(there.running()).containsExactly("lab-site-1");
        assertThat(type("deploy site -H server-b").code()).isZero();
        assertThat(type("deploy site --host ssh://ann@10.0.0.2").code()).isZero();
    }

    @Test
    void a_label_means_the_first_host_that_has_it() throws IOException {
        write("hosts.yaml", HOSTS.replace("address: 10.0.0.2}", "address: 10.0.0.2, labels: {disk: big}}"));
        write("services.yaml", CATALOG.replace("host: server-b", "host: disk=big"));

        assertThat(type("deploy site").code()).isZero();
        assertThat(there.running()).containsExactly("lab-site-1");
        write("services.yaml", CATALOG.replace("host: server-b", "host: disk=huge"));
        assertThat(type("config -q").err()).contains("no host has the label disk=huge");
    }

    @Test
    void a_port_that_carries_udp_is_reached_by_udp() throws IOException {
        String catalog = CATALOG.replace("{port: 5432, internal: true}", "{port: 5432, protocol: udp, internal: true}");
        write("services.yaml", catalog);

        assertThat(type("plan discord-bot -H server-b").err())
                .contains("port 5432/udp is not published", "add `ports: [\"10.0.0.1:5432:5432/udp\"]`");
        write(
                "compose.base.yml",
                COMPOSE.replace(
                        "container_name: lab-postgres",
                        "container_name: lab-postgres\n    ports: ['10.0.0.1:5432:5432/udp']"));
        assertThat(type("plan discord-bot -H server-b").code()).isZero();
    }

    @Test
    void what_the_catalog_says_of_hosts_is_checked() throws IOException {
        write("services.yaml", CATALOG.replace("host: server-b", "host: server-c"));
        assertThat(type("config -q").err()).contains("no host is called \"server-c\"; did you mean");
        write(
                "services.yaml",
                CATALOG.replace("cache: {placement: local_only}", "cache: {placement: local_only, host: server-b}"));
        assertThat(type("config -q").err()).contains("cache is local_only, but its host server-b (ssh://ann@10.0.0.2)");
    }

    @Test
    void a_group_says_where_its_members_run() throws IOException {
        write(
                "services.yaml",
                CATALOG.replace(
                        "bots: [discord-bot, stream-bot]",
                        "bots: {host: server-b, services: [discord-bot, stream-bot]}"));

        assertThat(type("deploy bots").code()).isEqualTo(5);
        assertThat(type("deploy bots --host=server-b").code()).isZero();
    }

    @Test
    void a_service_that_shares_a_container_runs_on_the_same_host() throws IOException {
        write(
                "services.yaml",
                CATALOG.replace("site: {host: server-b}", "site: {host: server-b, dependencies: [queue]}"));
        write(
                "compose.base.yml",
                COMPOSE.replace(
                        "queue: {image: redis:7}", "queue: {image: redis:7, network_mode: 'service:postgres'}"));

        assertThat(type("deploy queue --host=server-b").err())
                .contains("queue shares the container of postgres", "give both the same `host`");
    }
}
