package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever can be read is checked in one go, and each thing is told once, with its remedy. */
class AllProblemsAtOnceTests {
    private static final String THIRTY = """
            groups:
              core: {services: [db, cahe]}
              bots: {services: [bot]}
            services:
              db:
                container_name: lab-db
                bundle: compose.base.yml
                startup_order: first
                dependancies: [cache]
                interfaces: [{port: 99999, internal: true}]
              cache:
                container_name: lab-db
                bundle: compose.base.yml
                colour: red
              proxy:
                container_name: proxy
                bundle: compose.bse.yml
                interfaces: [80, 8443]
              bot:
                container_name: bot-1
                bundle: compose.bots.yml
                dependencies: [db, databse]
                health_endpoint: pg_isready
                placement: local_onyl
              worker:
                bundle: compose.bots.yml
                dependencies: [db]
              site:
                bundle: compose.web.yml
                required_for: [bot]
                enabled: maybe
              blog:
                bundle: compose.web.yml
                note: [no, text]
              wiki:
                bundle: compose.web.yml
              plex:
                enabled: false
            """;

    private static final String BASE = """
            name: lab
            services:
              db:
                image: postgres:16
                container_name: database
                environment: {PASSWORD: "${DB_PASSWORD:?set it}", OWNER: "${DB_PASSWORD:?set it}"}
                ports: 5432
              cache:
                image: redis
                ports: ["6379:6379"]
              proxy:
                image: caddy
                container_name: proxy
                ports: ["80:80"]
                env_file: [.env.proxy]
            """;

    private static final String BOTS = """
            services:
              bot:
                image: bot:1
                container_name: bot-2
                imgae: bot:2
                environment: {PASSWORD: "${DB_PASSWORD:?set it}"}
                healthcheck: {test: "true", interval: 10}
              worker:
                image: worker:1
                env_file: [.env.worker, .env.proxy]
                depends_on: [queue]
            """;

    private static final String WEB = """
            services:
              site:
                image: site:1
                mem_limit: lots
                use_api_socket: true
              blog:
                image: blog:1
                network_mode: host
                networks: [lan]
              shop:
                image: shop:1
            """;

    private HomelabFolder lab;

    @BeforeEach
    void open(@TempDir Path folder) {
        lab = new HomelabFolder(folder);
    }

    private HomelabFolder thirty() {
        return lab.with(HomelabFolder.CATALOG, THIRTY)
                .with("orchestration/compose.base.yml", BASE)
                .with("orchestration/compose.bots.yml", BOTS)
                .with("orchestration/compose.web.yml", WEB);
    }

    @Test
    void thirty_mistakes_over_four_files_are_thirty_problems_in_one_run() {
        assertThat(thirty().problems("all")).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void errors_come_before_warnings_and_both_by_file_and_line() {
        List<String> problems = thirty().problems("all");

        int errors = (int) problems.stream()
                .filter(problem -> problem.contains(": error: "))
                .count();
        assertThat(problems.subList(0, errors)).allMatch(problem -> problem.contains(": error: "));
        assertThat(problems.get(0)).startsWith("orchestration/compose.base.yml:6:");
        assertThat(problems.get(errors - 1)).startsWith("orchestration/services.yaml:35:");
    }

    @Test
    void a_variable_that_is_missing_in_five_places_is_one_problem_with_its_places() {
        assertThat(lab.with("compose.yaml", """
                        services:
                          a:
                            image: a
                            environment: {A: "${X:?set X}", B: "${X:?set X}", C: "$X"}
                          b: {image: b, environment: {A: "${X:?set X}", B: "${X:?set it}"}}
                        """).problems("all"))
                .containsExactly(
                        "compose.yaml:4:22: error: services.a.environment.A: the required variable X is missing a"
                                + " value: set X; set X in the environment or in the .env file (also at :4:40, :4:58, :5:34, :5:52)");
    }

    @Test
    void what_is_found_only_on_the_way_to_containers_is_told_beside_what_the_files_get_wrong() {
        assertThat(lab.with("compose.yaml", """
                        services:
                          a: {image: x, cpus: many, scale: -1}
                          b: {image: x, container_name: "-", ports: ["19400:80"]}
                          c: {image: x, ports: ["19400:81"], restart: sometimes}
                        """).problems("all"))
                .hasSize(5)
                .anyMatch(problem -> problem.contains("services.a.cpus: found \"many\", expected a number"))
                .anyMatch(problem -> problem.contains("services.a.scale: found -1"))
                .anyMatch(problem -> problem.contains("services.b.container_name"))
                .anyMatch(problem -> problem.contains("services.c.ports[0]: port 19400"))
                .anyMatch(problem -> problem.contains("services.c.restart"));
    }

    @Test
    void what_only_follows_from_an_error_is_not_told() {
        assertThat(lab.with("compose.yaml", """
                        services:
                          a: {image: x, pids_limit: few, ports: [{target: "web"}], healthcheck: {test: 5}}
                        """).problems("all")).hasSize(3);
    }

    @Test
    void an_error_in_one_service_of_a_catalog_refuses_only_what_needs_it() {
        lab.with(HomelabFolder.CATALOG, "services: {db: , web: {dependencies: [db]}, bot: {dependencies: [nobody]}}")
                .with(
                        "orchestration/compose.yml",
                        "services: {db: {image: x}, web: {image: x, ports: 80}, bot: {image: x}}")
                .with(
                        "orchestration/compose.base.yml",
                        "services: {db: {image: x}, web: {image: x, ports: 80}, bot: {image: x}}");

        assertThat(lab.problems("db")).isEmpty();
        assertThat(lab.plan("db").notices())
                .containsExactly("2 more notes are about other services; `homelab config -q` shows all");
        assertThat(lab.problems("web"))
                .anyMatch(problem -> problem.contains("error: services.web.ports"))
                .anyMatch(problem -> problem.contains("error: services.bot.dependencies[0]"));
        assertThat(lab.problems("bot")).anyMatch(problem -> problem.contains("no service is called \"nobody\""));
    }

    @Test
    void a_disabled_service_need_not_be_in_a_bundle_until_it_is_asked_for() {
        lab.with(HomelabFolder.CATALOG, "services: {db: , plex: {enabled: false, bundle: compose.plex.yml}}")
                .with("orchestration/compose.base.yml", "services: {db: {image: x}}");

        assertThat(lab.strict().problems("all")).isEmpty();
        assertThat(lab.problems("plex")).singleElement().asString().contains("there is no file");
    }

    @Test
    void a_dependency_that_only_the_compose_files_have_is_taken_from_there() {
        lab.with(HomelabFolder.CATALOG, "services: {proxy: {dependencies: [consul]}}")
                .with("orchestration/compose.base.yml", "services: {proxy: {image: x}, consul: {image: x}}");

        assertThat(lab.plan("proxy").changes())
                .anyMatch(change -> change.resource().name().equals("consul"));
        assertThat(lab.plan("proxy").notices())
                .anyMatch(notice -> notice.contains("the catalog does not list consul, so it is used as defined at"));
    }

    @Test
    void a_note_that_is_acknowledged_is_not_shown_again() {
        String services = "services: {db: {dns: 1, backup: 2, interfaces: [5432]}}";
        lab.with(HomelabFolder.CATALOG, services).with("orchestration/compose.base.yml", "services: {db: {image: x}}");
        assertThat(lab.runtime().definition().warnings())
                .extracting(Problem::id)
                .containsExactly("foreign-key:dns", "foreign-key:backup", "unpublished-port");

        lab.with(
                HomelabFolder.CATALOG,
                "acknowledge: [foreign-key]\n" + services.replace("{dns", "{acknowledge: unpublished-port, dns"));
        assertThat(lab.runtime().definition().warnings()).isEmpty();
        assertThat(lab.strict().problems("db")).isEmpty();
    }

    @Test
    void what_is_acknowledged_in_vain_is_told() {
        lab.with(HomelabFolder.CATALOG, "acknowledge: [foreign-key:dsn, port-clash]\nservices: {db: {dns: 1}}")
                .with("orchestration/compose.base.yml", "services: {db: {image: x}}");

        assertThat(lab.runtime().definition().warnings())
                .extracting(Problem::toString)
                .contains(
                        "orchestration/services.yaml:1:15: warning: acknowledge[0]: there is no note foreign-key:dsn; did you"
                                + " mean \"foreign-key:dns\"? [acknowledged-in-vain]",
                        "orchestration/services.yaml:1:32: warning: acknowledge[1]: there is no note port-clash; remove it"
                                + " [acknowledged-in-vain]");
    }

    @Test
    void an_error_cannot_be_acknowledged() {
        lab.with(HomelabFolder.CATALOG, "acknowledge: [no-service]\nservices: {db: {dependencies: [nobody]}}")
                .with("orchestration/compose.base.yml", "services: {db: {image: x}}");

        assertThat(lab.problems("db")).anyMatch(problem -> problem.contains("no service is called \"nobody\""));
    }

    @Test
    void the_owner_of_a_file_in_a_container_is_a_number() {
        lab.with("compose.yaml", """
                        services:
                          a:
                            image: x
                            secrets: [{source: t, uid: nobody, gid: "99999999999", mode: 0440}]
                            configs: [{source: c, uid: "0x10", gid: "1000:1000", mode: 99999}]
                        secrets: {t: {environment: T}}
                        configs: {c: {content: text}}
                        """).variable("T", "1");

        assertThat(lab.problems("all"))
                .hasSize(5)
                .allMatch(problem -> problem.startsWith("compose.yaml:"))
                .anyMatch(
                        problem -> problem.contains(
                                ":4:27: error: services.a.secrets[0].uid: found \"nobody\", expected a number from 0 to 2147483647"));
    }

    @Test
    void a_restart_policy_that_no_engine_has_is_refused_before_it_is_asked() {
        lab.with("compose.yaml", "services: {a: {image: x, restart: sometimes}}");

        assertThat(lab.problems("all")).singleElement().asString().contains("a.restart: found \"sometimes\"");
    }

    @Test
    void a_path_in_the_container_that_every_engine_refuses_is_refused_before_it_is_asked() {
        lab.with("compose.yaml", """
                        services:
                          a:
                            image: x
                            working_dir: app
                            tmpfs: [run, /tmp]
                            volumes:
                              - v:/v
                              - data:files
                              - {type: tmpfs, target: /../}
                              - data:/srv/..data
                        volumes: {v: , data: }
                        """);

        assertThat(lab.problems("all").stream().filter(problem -> problem.contains(" error: ")))
                .hasSize(5)
                .anyMatch(
                        problem -> problem.startsWith("compose.yaml:7:9: error: services.a.volumes[0]: found \"v:/v\"")
                                && problem.contains("read as a Windows drive"))
                .anyMatch(problem -> problem.contains("8:9: error: services.a.volumes[1]: found \"files\""))
                .anyMatch(problem -> problem.contains("volumes[2]: nothing can be mounted over the root"))
                .anyMatch(problem -> problem.contains("services.a.tmpfs[0]: found \"run\""))
                .anyMatch(problem -> problem.contains("services.a.working_dir: found \"app\""));
    }

    @Test
    void where_there_is_no_catalog_nothing_speaks_of_one() {
        lab.strict().with("compose.yaml", """
                        services:
                          web: {image: x, privileged: true, ports: ["18081:80", "3000", "4000-4010:4000-4010"]}
                          extra: {image: x, profiles: [more]}
                        """);

        assertThat(lab.problems("all")).isEmpty();
        assertThat(lab.plan("all").notices()).isEmpty();
        assertThat(lab.runtime().definition().warnings()).isEmpty();
    }
}
