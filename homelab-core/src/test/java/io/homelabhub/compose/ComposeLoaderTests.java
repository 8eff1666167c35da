package io.homelabhub.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ComposeDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeLoaderTests {
    @TempDir
    private Path directory;

    @Test
    void all_problems_of_all_files_come_at_once_each_with_its_place() throws IOException {
        write("more.yaml", "services:\n  db:\n    image: [x]\n");
        write("compose.yaml", """
                services:
                  web:
                    imgae: nginx
                    ports: ["80:x"]
                    restart: always
                    restart: "no"
                  api:
                    image: ${IMAGE:?set it}
                    depends_on: [dbb]
                    networks: [front]
                """);
        assertThat(problems("compose.yaml", "more.yaml"))
                .contains(
                        "compose.yaml:3:5: error: services.web.imgae: unknown key \"imgae\"; did you mean \"image\"?",
                        "compose.yaml:6:5: error: services.web.restart: the key \"restart\" is already there, in line 5,"
                                + " column 5",
                        "more.yaml:3:12: error: services.db.image: found a list, expected a string")
                .anyMatch(problem -> problem.startsWith("compose.yaml:4:13: error: services.web.ports[0]: "))
                .anyMatch(problem -> problem.startsWith("compose.yaml:8:12: error: services.api.image: the required"
                        + " variable IMAGE is missing a value: set it"));
    }

    @Test
    void what_follows_from_another_problem_is_not_told() throws IOException {
        write("compose.yaml", "services:\n  web:\n    image: 5\n");
        assertThat(problems("compose.yaml"))
                .containsExactly(
                        "compose.yaml:3:12: error: services.web.image: found a whole number \"5\", expected a string");
    }

    @Test
    void names_that_lead_nowhere_come_with_the_one_that_was_meant() throws IOException {
        write("compose.yaml", """
                services:
                  web: {image: x, depends_on: [postgers], networks: [frnt], volumes: ["dta:/d"]}
                  postgres: {image: x}
                networks: {front: {}}
                volumes: {data: {}}
                """);
        assertThat(problems("compose.yaml"))
                .hasSize(3)
                .anyMatch(problem -> problem.endsWith("there is no service \"postgers\"; did you mean \"postgres\"?"))
                .anyMatch(problem -> problem.endsWith("did you mean \"front\"?"))
                .anyMatch(problem -> problem.endsWith("did you mean \"data\"?"));
    }

    @Test
    void a_value_that_the_container_gets_in_another_form_than_it_is_written_in_is_warned_about_and_not_shown()
            throws IOException {
        write("compose.yaml", """
                services:
                  web:
                    image: x
                    environment: {PIN: 0812, COMMIT: 1234e56, VERSION: 1.10, ON: True, MASK: 0o22}
                    labels: {pin: 0812}
                    sysctls: {a: 010}
                """);
        assertThat(load("compose.yaml").warnings())
                .extracting(Problem::id)
                .containsExactly(
                        "read-otherwise:PIN",
                        "read-otherwise:COMMIT",
                        "read-otherwise:VERSION",
                        "read-otherwise:ON",
                        "read-otherwise:MASK",
                        "read-otherwise:pin",
                        "read-otherwise:a");
        assertThat(load("compose.yaml").warnings().get(0))
                .hasToString(
                        "compose.yaml:4:24: warning: services.web.environment.PIN: without quotes this is a number, and the"
                                + " container gets it in another form than it is written in; put it in quotes, and it stays as it is"
                                + " [read-otherwise:PIN]");
    }

    @Test
    void a_value_that_stays_as_it_is_written_is_not_warned_about() throws IOException {
        write("compose.yaml", """
                services:
                  web:
                    image: x
                    environment: {A: "0812", B: 812, C: 1.5, D: true, E: ~, F: "${PIN}", G: !!str 0812, H: 1e400}
                """);
        assertThat(load("compose.yaml").warnings()).extracting(Problem::id).containsExactly("unset-variable:PIN");
    }

    @Test
    void keys_that_nothing_follows_from_are_warned_about() throws IOException {
        write("compose.yaml", "version: \"3\"\nservices:\n  web:\n    image: x\n    use_api_socket: true\n");
        assertThat(load("compose.yaml").warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "compose.yaml:1:1: warning: version: the key \"version\" is obsolete and ignored; remove it"
                                + " [version-key]",
                        "compose.yaml:5:5: warning: services.web.use_api_socket: Homelab does not support \"use_api_socket\" and"
                                + " ignores it: mount the engine's socket instead [unsupported-key:use_api_socket]");
        assertThat(catchThrowableOfType(InvalidInputException.class, () -> new ComposeLoader()
                        .load(request("compose.yaml").strict())))
                .hasMessageContaining("error: version");
    }

    @Test
    void a_service_knows_its_ports_files_and_places() throws IOException {
        write("web.env", "FROM_FILE=f\nBOTH=file\n");
        write("compose.yaml", """
                services:
                  web:
                    image: nginx
                    env_file: web.env
                    environment: {BOTH: own, UNSET: }
                    ports: ["127.0.0.1:8080:80/tcp"]
                    x-homelab: {probe: engine}
                """);
        ComposeService web = load("compose.yaml").service("web").orElseThrow();
        assertThat(web.image()).isEqualTo("nginx");
        assertThat(web.containerName()).isEmpty();
        assertThat(web.ports()).containsExactly(new PortMapping("127.0.0.1", "8080", 80, "tcp"));
        assertThat(web.envFiles()).containsExactly(directory.resolve("web.env"));
        assertThat(web.extensions()).containsEntry("x-homelab", Map.of("probe", "engine"));
        assertThat(web.locationOf("ports[0]")).hasToString("compose.yaml:6:13");
        assertThat(web.locationOf("environment.BOTH")).hasToString("compose.yaml:5:19");
        assertThat(web.location()).hasToString("compose.yaml:2:3");
    }

    @Test
    void a_secret_has_the_value_of_the_variable_where_it_is_defined() throws IOException {
        write("compose.yaml", "include: [sub/inc.yaml]\nservices: {a: {image: x, secrets: [token]}}\n");
        Files.createDirectory(directory.resolve("sub"));
        write("sub/inc.yaml", "secrets: {token: {environment: TOKEN}}\n");
        write("sub/.env", "TOKEN=inner\n");
        ComposeProject project = load("compose.yaml");
        assertThat(project.secrets().values())
                .extracting(ComposeFileObject::variableValue)
                .containsExactly(Optional.of("inner"));
        assertThat(new ConfigRenderer(project).json()).doesNotContain("inner");
    }

    @Test
    void the_hash_of_the_label_names_containers_in_place_of_services() throws IOException {
        write("compose.yaml", "services:\n  a: {image: x}\n  b: {image: x, network_mode: \"service:a\"}\n");
        ComposeProject project = load("compose.yaml");
        ComposeService b = project.service("b").orElseThrow();
        String one = ConfigHash.label(ComposeDialect.V2, project, b, service -> service + "1");
        assertThat(one)
                .hasSize(64)
                .isNotEqualTo(ConfigHash.label(ComposeDialect.V2, project, b, service -> service + "2"));
        ComposeService a = project.service("a").orElseThrow();
        assertThat(ConfigHash.label(ComposeDialect.V2, project, a, service -> ""))
                .isEqualTo(ConfigHash.printed(ComposeDialect.V2, project, a));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private ComposeRequest request(String... files) {
        return ComposeRequest.in(directory, Map.of())
                .withProjectName("test")
                .withFiles(List.of(files).stream().map(Path::of).toList());
    }

    private ComposeProject load(String... files) {
        return new ComposeLoader().load(request(files));
    }

    private List<String> problems(String... files) {
        InvalidInputException invalid =
                catchThrowableOfType(InvalidInputException.class, () -> new ComposeLoader().load(request(files)));
        return invalid.problems().stream().map(Problem::toString).toList();
    }
}
