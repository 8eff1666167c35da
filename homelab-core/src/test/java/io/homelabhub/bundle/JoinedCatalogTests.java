package io.homelabhub.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.catalog.CatalogReader;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.compose.ComposeLoader;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.compose.ComposeRequest;
import io.homelabhub.graph.Dependency;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Reason;
import io.homelabhub.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catalogs against Compose files that were really loaded. */
class JoinedCatalogTests {
    @TempDir
    private Path directory;

    @Test
    void the_catalog_that_ships_agrees_with_its_bundles() {
        Path home = Path.of("..").toAbsolutePath().normalize();
        ServiceCatalog catalog = CatalogReader.strict()
                .read(home.resolve("orchestration/services.yaml"))
                .requireValid();
        Map<String, String> environment = new HashMap<>(Map.of("DEPLOYMENT_PATH", home.toString()));
        for (String secret : List.of("POSTGRES", "REDIS", "MINIO_ROOT", "CODE_SERVER", "VNC")) {
            environment.put(secret + "_PASSWORD", "for-a-test");
        }
        ComposeProject project = new ComposeLoader()
                .load(ComposeRequest.in(home, environment)
                        .withFiles(BundleFinder.find(catalog).files())
                        .withProfiles(List.of("*")));

        JoinedCatalog joined = JoinedCatalog.of(
                catalog, project, name -> Path.of(name.replace("${DEPLOYMENT_PATH}", home.toString())));

        assertThat(joined.problems()).isEmpty();
        assertThat(joined.composeServices()).hasSize(15);
        assertThat(joined.graph().edge("discord-bot", "postgres").orElseThrow().reasons())
                .extracting(Reason::source)
                .containsExactly(Reason.Source.CATALOG, Reason.Source.DEPENDS_ON);
    }

    @Test
    void what_compose_services_share_are_edges_with_their_reason() throws Exception {
        DependencyGraph graph = join("services: {a: , b: , c: , d: }", """
                        name: p
                        services:
                          a: {image: x}
                          b: {image: x, links: ["a:alias"], volumes_from: [a]}
                          c: {image: x, network_mode: "service:a", depends_on: {b: {condition: service_healthy, restart: true}}}
                          d: {image: x, depends_on: {a: {condition: service_completed_successfully, required: false}}}
                        """).graph();

        assertThat(graph.edge("b", "a").orElseThrow().reasons())
                .extracting(Reason::source)
                .containsExactly(Reason.Source.LINKS, Reason.Source.VOLUMES_FROM);
        assertThat(graph.edge("c", "a").orElseThrow().reasons())
                .containsExactly(Reason.shared(Reason.Source.NETWORK_MODE, true));
        assertThat(graph.edge("c", "b").orElseThrow().restart()).isTrue();
        assertThat(graph.edges())
                .extracting(Dependency::toString)
                .containsExactly("b -> a", "c -> a", "c -> b", "d ..> a");
    }

    @Test
    void differences_point_at_both_files() throws Exception {
        JoinedCatalog joined = join("""
                services:
                  site:
                    container_name: site
                    env_files: ["${DEPLOYMENT_PATH}/.env"]
                    interfaces: [80, 8443]
                """, """
                name: p
                services:
                  site:
                    image: x
                    container_name: the-site
                    env_file: [{path: .env.site, required: false}]
                    ports: ["8000-8010:8443", "81:80"]
                  other:
                    image: x
                    profiles: [never]
                """);

        assertThat(joined.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "services.yaml:3:21: error: services.site.container_name: the container is \"site\" here, and"
                                + " \"the-site\" at compose.site.yml:3:3; write the same name in both places, or remove it here",
                        "compose.site.yml:8:3: warning: services.other: the catalog does not list this service, so it"
                                + " is deployed only where another needs it; add it to the catalog [unlisted-service]",
                        ("services.yaml:4:5: warning: services.site.env_files: %s/.env.site is an env_file at"
                                        + " compose.site.yml:3:3, but not listed; add it here [unlisted-env-file]")
                                .formatted(directory),
                        ("services.yaml:4:17: warning: services.site.env_files[0]: the container does not get %s/.env:"
                                        + " it is no env_file at compose.site.yml:3:3; add it to `env_file:` there, or remove it here"
                                        + " [unread-env-file]")
                                .formatted(directory));
    }

    private JoinedCatalog join(String catalog, String compose) throws Exception {
        Path file = Files.writeString(directory.resolve("compose.site.yml"), compose);
        ServiceCatalog read =
                CatalogReader.lenient().read(Path.of("services.yaml"), catalog).requireValid();
        ComposeProject project =
                new ComposeLoader().load(ComposeRequest.in(directory, Map.of()).withFiles(List.of(file)));
        return JoinedCatalog.of(read, project, name -> directory
                .resolve(name.replace("${DEPLOYMENT_PATH}", "."))
                .normalize());
    }
}
