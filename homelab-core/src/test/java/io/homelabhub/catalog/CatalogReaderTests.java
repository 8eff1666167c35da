package io.homelabhub.catalog;

import static io.homelabhub.catalog.CatalogText.catalog;
import static io.homelabhub.catalog.CatalogText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogReaderTests {
    @Test
    void every_key_of_a_service_is_read() {
        ServiceCatalog catalog = catalog("""
                groups: {web: {services: [bot]}}
                services:
                  db: {}
                  cache: {}
                  bot:
                    description: A bot
                    container_name: the-bot
                    group: web
                    dependencies: [db]
                    optional_dependencies: [cache]
                    env_files: ["${DEPLOYMENT_PATH}/.env"]
                    interfaces:
                      - {port: 4000, protocol: HTTP, endpoint: /health, public: true, description: Health}
                      - {port: 4001, internal: true}
                    domains: [bot.example]
                    placement: local_only
                    health_endpoint: http://localhost:4000/health
                    health_check_type: http
                    startup_order: 3
                    enabled: false
                    privileged: true
                    volumes: [data]
                    note: Mind the step
                    bundle: compose.bot.yml
                    compose_service: the-bot-service
                """);

        assertThat(catalog.service("bot"))
                .isEqualTo(ServiceDefinition.named("bot")
                        .description("A bot")
                        .containerName(Optional.of("the-bot"))
                        .group(Optional.of("web"))
                        .dependencies(List.of("db"))
                        .optionalDependencies(List.of("cache"))
                        .envFiles(List.of("${DEPLOYMENT_PATH}/.env"))
                        .interfaces(List.of(
                                new Interface(4000, "http", Optional.of("/health"), false, true, Optional.of("Health")),
                                new Interface(4001, "tcp", Optional.empty(), true, false, Optional.empty())))
                        .domains(List.of("bot.example"))
                        .placement(Placement.LOCAL_ONLY)
                        .health(Optional.of(new HealthEndpoint(HealthCheckType.HTTP, "http://localhost:4000/health")))
                        .startupOrder(3)
                        .enabled(false)
                        .privileged(true)
                        .volumes(List.of("data"))
                        .note(Optional.of("Mind the step"))
                        .bundle(Optional.of("compose.bot.yml"))
                        .composeService(Optional.of("the-bot-service"))
                        .build());
    }

    @Test
    void what_a_service_does_not_say_has_a_default() {
        ServiceDefinition service = catalog("services: {redis: }").service("redis");

        assertThat(service).isEqualTo(ServiceDefinition.named("redis").build());
        assertThat(service.enabled()).isTrue();
        assertThat(service.placement()).isEqualTo(Placement.LOCAL_OR_REMOTE);
        assertThat(service.startupOrder()).isEqualTo(OptionalInt.empty());
        assertThat(service.health()).isEmpty();
    }

    @Test
    void services_groups_and_patterns_may_be_lists_with_names() {
        ServiceCatalog catalog = catalog("""
                groups:
                  - {name: core, description: The core, services: [db]}
                services:
                  - {name: db, container_name: the-db}
                  - name: bot
                deployment_patterns:
                  - {name: Small box, services: [core], memory: ~500MB, cpu: Minimal}
                """);

        assertThat(catalog.services()).containsOnlyKeys("db", "bot");
        assertThat(catalog.service("db").containerName()).contains("the-db");
        assertThat(catalog.service("bot").containerName()).isEmpty();
        assertThat(catalog.group("core").services()).containsExactly("db");
        assertThat(catalog.patterns()).hasEntrySatisfying("Small box", pattern -> assertThat(pattern.memory())
                .contains("~500MB"));
    }

    @Test
    void in_a_map_the_key_name_is_the_name_of_the_container() {
        assertThat(catalog("services: {db: {name: homelab-db}}").service("db").containerName())
                .contains("homelab-db");
        assertThat(problems("services: {db: {name: one, container_name: two}}"))
                .containsExactly(
                        "services.yaml:1:23: error: services.db.name: the container is \"one\" here and \"two\""
                                + " under container_name");
    }

    @Test
    void what_stands_alone_needs_no_list_and_no_map() {
        ServiceCatalog catalog = catalog("""
                groups: {core: [db, bot]}
                services:
                  db: {interfaces: [5432]}
                  bot: {dependencies: db}
                """);

        assertThat(catalog.group("core").services()).containsExactly("db", "bot");
        assertThat(catalog.service("bot").dependencies()).containsExactly("db");
        assertThat(catalog.service("db").interfaces())
                .extracting(Interface::port)
                .containsExactly(5432);
    }

    @Test
    void a_group_holds_who_it_lists_and_a_service_without_group_belongs_to_the_first_that_lists_it() {
        ServiceCatalog catalog = catalog("""
                groups:
                  web: {services: [site, desktop]}
                  tools: {description: Those that name it}
                services:
                  desktop: {group: tools}
                  site: {}
                """);

        assertThat(catalog.group("web").services()).containsExactly("site", "desktop");
        assertThat(catalog.group("tools").services()).containsExactly("desktop");
        assertThat(catalog.service("site").group()).contains("web");
        assertThat(catalog.service("desktop").group()).contains("tools");
    }

    @Test
    void without_groups_those_that_services_name_are_the_groups() {
        assertThat(catalog("services: {db: {group: core}, bot: {group: bots}}").groups())
                .isEqualTo(Map.of(
                        "core", new ServiceGroup("core", "", List.of("db"), false, Optional.empty()),
                        "bots", new ServiceGroup("bots", "", List.of("bot"), false, Optional.empty())));
    }

    @Test
    void keys_that_begin_with_x_are_free_everywhere() {
        assertThat(problems("""
                        x-defaults: &defaults {enabled: true}
                        services:
                          x-common: {whatever: 1}
                          db: {<<: *defaults, x-owner: me, interfaces: [{port: 1, x-y: z}]}
                        """)).isEmpty();
    }

    @Test
    void a_catalog_knows_where_its_entries_stand() {
        ServiceCatalog catalog = catalog("services:\n  db:\n    container_name: the-db\n");

        assertThat(catalog.locationOf("services.db.container_name")).hasToString("services.yaml:3:21");
        assertThat(catalog.locationOf("services.db.env_files[0]")).hasToString("services.yaml:2:3");
        assertThat(catalog.locationOf("nothing")).hasToString("services.yaml");
    }

    @Test
    void a_file_is_read_as_text_is(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("services.yaml"), "services: {db: {}}");

        assertThat(CatalogReader.strict().read(file).requireValid().services()).containsOnlyKeys("db");
    }
}
