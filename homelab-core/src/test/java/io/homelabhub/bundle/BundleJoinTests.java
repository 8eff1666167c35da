package io.homelabhub.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.bundle.BundledService.PublishedPort;
import io.homelabhub.catalog.CatalogReader;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.graph.Condition;
import io.homelabhub.graph.Dependency;
import io.homelabhub.graph.Reason;
import io.homelabhub.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BundleJoinTests {
    private static final Path PROJECT = Path.of("/project");

    @Test
    void a_service_is_the_compose_service_that_it_names_or_that_has_its_name_or_its_container() {
        JoinedCatalog joined = join("""
                services:
                  a: {compose_service: x}
                  b: {}
                  c: {container_name: the-c}
                """, service("x"), service("b"), container("y", "the-c"));

        assertThat(joined.problems()).isEmpty();
        assertThat(joined.composeServices()).isEqualTo(Map.of("a", "x", "b", "b", "c", "y"));
    }

    @Test
    void a_service_without_a_compose_service_is_an_error() {
        assertThat(problems(
                        "services:\n  dashbord: {container_name: d}\n  b: {compose_service: zzz}",
                        service("dashboard")))
                .containsExactly(
                        "services.yaml:2:3: error: services.dashbord: no service in the Compose files is called"
                                + " \"dashbord\", and none has the container_name \"d\"; did you mean \"dashboard\"?",
                        "services.yaml:3:24: error: services.b.compose_service: no service in the Compose files is"
                                + " called \"zzz\"; add it to a bundle, or name its compose_service",
                        "compose.yml:7:3: warning: services.dashboard: the catalog does not list this service, so it is"
                                + " deployed only where another needs it; add it to the catalog [unlisted-service]");
    }

    @Test
    void two_services_cannot_be_one_compose_service_nor_can_one_hide_another() {
        assertThat(problems(
                        "services:\n  a: {compose_service: b}\n  b: {compose_service: c}", service("b"), service("c")))
                .isEmpty();
        assertThat(problems("services:\n  a: {compose_service: x}\n  x: {}", service("x")))
                .containsExactly(
                        "services.yaml:3:3: error: services.x: this is the Compose service \"x\", and so is a; remove"
                                + " one of them, or give one another compose_service");
        assertThat(problems("services:\n  a: {compose_service: b}", service("b"), service("a")))
                .containsExactly(
                        "compose.yml:7:3: error: services.a: the catalog's a is another Compose service, so nothing"
                                + " can name this one; give it a name of its own in the catalog, with a"
                                + " compose_service");
    }

    @Test
    void container_names_must_agree() {
        assertThat(problems(
                        "services:\n  a: {container_name: x}\n  b: {container_name: y}\n  c: {}",
                        container("a", "other"),
                        service("b"),
                        container("c", "z")))
                .containsExactly(
                        "services.yaml:2:23: error: services.a.container_name: the container is \"x\" here, and"
                                + " \"other\" at compose.yml:7:3; write the same name in both places, or remove it here",
                        "services.yaml:3:23: error: services.b.container_name: the container is \"y\" here, and left to"
                                + " Compose at compose.yml:7:3; write the same name in both places, or remove it here");
    }

    @Test
    void a_service_that_another_bundle_describes_is_told() {
        BundledService elsewhere =
                Bundled.service("a").in("/project/compose.yml").done();

        assertThat(problems("services: {a: {bundle: compose.yml}}", elsewhere)).isEmpty();
        assertThat(problems("services: {a: {bundle: compose.web.yml}}", elsewhere))
                .containsExactly(
                        "services.yaml:1:24: warning: services.a.bundle: the service is described at compose.yml:7:3;"
                                + " name that file [other-bundle]");
    }

    @Test
    void ports_must_agree() {
        assertThat(problems("""
                        services:
                          a:
                            interfaces:
                              - port: 8080
                              - port: 9000
                              - {port: 53, protocol: udp}
                              - {port: 5432, internal: true}
                              - {port: 6379, internal: true}
                        """, ports("a", port(9090, 8080), port(53, 53), port(6379, 6379))))
                .containsExactly(
                        "services.yaml:3:5: warning: services.a.interfaces: port 53 is published at compose.yml:7:3,"
                                + " but no interface lists it; add `- port: 53` [unlisted-port]",
                        "services.yaml:5:15: warning: services.a.interfaces[1].port: port 9000 is not published at"
                                + " compose.yml:7:3, which publishes 9090->8080, 53, 6379; add it to `ports:` there, or set"
                                + " `internal: true` here if only services reach it [unpublished-port]",
                        "services.yaml:6:16: warning: services.a.interfaces[2].port: port 53 is not published at"
                                + " compose.yml:7:3, which publishes 9090->8080, 53, 6379; add it to `ports:` there, or set"
                                + " `internal: true` here if only services reach it [unpublished-port]",
                        "services.yaml:8:32: warning: services.a.interfaces[4].internal: port 6379 is internal here,"
                                + " but published at compose.yml:7:3; remove `internal` here, or the port from `ports:` there"
                                + " [published-internal]");
    }

    @Test
    void a_service_in_the_network_of_another_publishes_nothing_itself() {
        BundledService hosted = Bundled.service("a").inTheNetworkOfAnother().done();

        assertThat(problems("services: {a: {interfaces: [80]}}", hosted)).isEmpty();
    }

    @Test
    void env_files_must_agree_wherever_the_catalog_lists_them() {
        assertThat(problems(
                        "services:\n  a: {env_files: [.env, .env.a]}\n  b: {}",
                        envFiles("a", "/project/.env", "/project/.env.common"),
                        envFiles("b", "/project/.env.b")))
                .containsExactly(
                        "services.yaml:2:7: warning: services.a.env_files: /project/.env.common is an env_file at"
                                + " compose.yml:7:3, but not listed; add it here [unlisted-env-file]",
                        "services.yaml:2:25: warning: services.a.env_files[1]: the container does not get"
                                + " /project/.env.a: it is no env_file at compose.yml:7:3; add it to `env_file:` there, or remove"
                                + " it here [unread-env-file]");
    }

    @Test
    void a_container_that_runs_privileged_behind_the_catalogs_back_is_told() {
        BundledService privileged = Bundled.service("a").privileged().done();

        assertThat(problems("services: {a: {}}", privileged))
                .containsExactly(
                        "services.yaml:1:12: warning: services.a.privileged: the container runs privileged, see"
                                + " compose.yml:7:3; write `privileged: true` here [privileged]");
    }

    @Test
    void one_graph_holds_the_edges_of_both_under_the_names_of_the_catalog() {
        JoinedCatalog joined = join(
                """
                services:
                  database: {compose_service: db}
                  bot: {dependencies: [database]}
                """,
                service("db"),
                needing("bot", "db", Reason.dependsOn(Condition.HEALTHY, true, false)),
                needing("sidecar", "bot", Reason.shared(Reason.Source.NETWORK_MODE, true)));

        assertThat(joined.graph().edges())
                .extracting(Dependency::toString)
                .containsExactly("bot -> database", "sidecar -> bot");
        assertThat(joined.graph().edge("bot", "database").orElseThrow().conditions())
                .containsExactly(Condition.READY, Condition.HEALTHY);
    }

    @Test
    void a_cycle_through_both_is_told_with_its_path() {
        assertThat(problems(
                        "services:\n  a: {dependencies: [b]}\n  b: {}",
                        service("a"),
                        needing("b", "a", Reason.dependsOn(Condition.STARTED, true, false))))
                .containsExactly(
                        "services.yaml:2:7: error: services.a: services depend on each other in a cycle: a -> b -> a;"
                                + " remove one of these dependencies from the catalog or from a Compose file");
    }

    @Test
    void startup_order_must_not_contradict_a_compose_file() {
        assertThat(problems(
                        "services:\n  a: {startup_order: 1}\n  b: {startup_order: 2}",
                        needing("a", "b", Reason.dependsOn(Condition.STARTED, true, false)),
                        service("b")))
                .containsExactly(
                        "services.yaml:2:22: error: services.a.startup_order: 1 comes before 2 of b, on which a"
                                + " depends; give a 2 or more");
    }

    private static List<String> problems(String catalog, BundledService... services) {
        return join(catalog, services).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static JoinedCatalog join(String text, BundledService... services) {
        ServiceCatalog catalog =
                CatalogReader.lenient().read(Path.of("services.yaml"), text).requireValid();
        return new BundleJoin(catalog, List.of(services)).join(PROJECT::resolve);
    }

    private static BundledService service(String name) {
        return Bundled.service(name).done();
    }

    private static BundledService container(String name, String container) {
        return Bundled.service(name).container(container).done();
    }

    private static BundledService ports(String name, PublishedPort... ports) {
        return Bundled.service(name).ports(ports).done();
    }

    private static BundledService envFiles(String name, String... files) {
        return Bundled.service(name).envFiles(files).done();
    }

    private static BundledService needing(String name, String needed, Reason reason) {
        return Bundled.service(name).needing(needed, reason).done();
    }

    private static PublishedPort port(int host, int target) {
        return new PublishedPort(OptionalInt.of(host), OptionalInt.of(host), target, "tcp");
    }
}
