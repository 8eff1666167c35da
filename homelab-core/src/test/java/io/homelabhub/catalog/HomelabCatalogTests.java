package io.homelabhub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalog that ships in {@code orchestration/}. */
class HomelabCatalogTests {
    private static final CatalogReading READING =
            CatalogReader.strict().read(Path.of("..", "orchestration", "services.yaml"));
    private static final ServiceCatalog CATALOG = READING.requireValid();
    private static final ServiceSelector SELECTOR = new ServiceSelector(CATALOG, CATALOG.graph());

    @Test
    void it_is_read_without_a_word() {
        assertThat(READING.problems()).isEmpty();
        assertThat(CATALOG.services()).hasSize(15);
    }

    @Test
    void its_groups_are_those_of_the_specification() {
        assertThat(CATALOG.groups().values().stream()
                        .map(group -> group.name() + " - " + group.description())
                        .toList())
                .containsExactly(
                        "core - Core infrastructure (postgres, redis, minio, caddy)",
                        "bots - Discord & Stream bots",
                        "web - Web applications (n8n, homeassistant, static sites)",
                        "automation - Background workers (celery)",
                        "development - Dev tools (vnc-desktop, code-server)");
    }

    @Test
    void a_deployment_of_the_bots_is_six_containers_and_of_everything_fourteen() {
        assertThat(SELECTOR.deployment(List.of("bots")).services())
                .containsExactly("minio", "postgres", "redis", "caddy", "discord-bot", "stream-bot");
        assertThat(SELECTOR.deployment(List.of("all")).services()).hasSize(14).doesNotContain("plex");
        assertThat(SELECTOR.deployment(List.of("plex")).services()).contains("plex");
    }

    @Test
    void the_six_patterns_deploy_what_the_specification_says() {
        Map<String, Integer> sizes = CATALOG.patterns().keySet().stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> SELECTOR.deployment(List.of(name)).services().size()));

        assertThat(sizes)
                .isEqualTo(Map.of(
                        "minimal-infrastructure", 4,
                        "bot-server", 6,
                        "dashboard-stack", 6,
                        "full-web-stack", 10,
                        "development-environment", 6,
                        "production-full-stack", 14));
    }

    @Test
    void the_dashboard_needs_three_services_and_uses_one_more() {
        ServiceDefinition dashboard = CATALOG.service("dashboard");

        assertThat(dashboard.dependencies()).containsExactly("postgres", "redis", "minio");
        assertThat(dashboard.optionalDependencies()).containsExactly("homeassistant");
    }
}
