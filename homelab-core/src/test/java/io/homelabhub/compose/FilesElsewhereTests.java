package io.homelabhub.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in registries, repositories and on the web are refused by name. */
class FilesElsewhereTests {
    private static final String REFUSED = "\" is not on this machine, and Homelab does not fetch a ";

    @TempDir
    private Path folder;

    private List<String> problems(ComposeRequest request) {
        return new ComposeLoader()
                .read(request).problems().stream().map(Problem::toString).toList();
    }

    private ComposeRequest project(String text) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), text);
        return ComposeRequest.in(folder, Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oci://docker.io/example/stack:latest",
                "https://github.com/example/repo.git#main:compose.yaml",
                "http://example.org/compose.yaml",
                "git@github.com:example/repo.git",
                "ssh://git@example.org/repo.git",
                "git://example.org/repo.git",
                "github.com/example/repo"
            })
    void an_include_or_extends_from_elsewhere_is_refused_by_name(String address) throws IOException {
        assertThat(problems(project("""
                        include: ["%s", {path: ["%s"]}, {path: there.yaml, env_file: "%s"}]
                        services: {a: {image: x, extends: {file: "%s", service: b}}}
                        """.formatted(address, address, address, address))))
                .filteredOn(problem -> problem.contains("\"" + address + REFUSED))
                .hasSize(4)
                .allMatch(problem -> problem.endsWith("; fetch it, and name the file"))
                .anyMatch(problem -> problem.startsWith("compose.yaml:1:11: error: include[0].path: "))
                .anyMatch(problem -> problem.startsWith("compose.yaml:2:42: error: services.a.extends.file: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"oci://docker.io/example/stack:latest", "https://example.org/file", "git@github.com:a/b.git"})
    void so_is_the_file_of_a_label_file_a_config_or_a_secret(String address) throws IOException {
        assertThat(problems(project("""
                        services: {a: {image: x, label_file: "%s", configs: [c], secrets: [s]}}
                        configs: {c: {file: "%s"}}
                        secrets: {s: {file: "%s"}}
                        """.formatted(address, address, address))))
                .hasSize(3)
                .anyMatch(
                        problem -> problem.contains("services.a.label_file[0]: \"" + address + REFUSED + "label file"))
                .anyMatch(problem ->
                        problem.startsWith("compose.yaml:2:21: error: configs.c.file: \"" + address + REFUSED))
                .anyMatch(problem ->
                        problem.startsWith("compose.yaml:3:21: error: secrets.s.file: \"" + address + REFUSED));
    }

    @Test
    void a_file_that_the_command_line_names_keeps_both_slashes_of_its_address() throws IOException {
        assertThat(problems(project("services: {}").withFiles(List.of(Path.of("oci://registry.example/x:1")))))
                .singleElement()
                .asString()
                .contains("\"oci://registry.example/x:1" + REFUSED + "Compose file");
        assertThat(problems(project("services: {}").withEnvFiles(List.of(Path.of("https://example.org/.env")))))
                .singleElement()
                .asString()
                .contains("\"https://example.org/.env" + REFUSED + "env file");
    }

    @Test
    void so_are_files_that_variables_name() {
        assertThat(problems(ComposeRequest.in(folder, Map.of("COMPOSE_FILE", "oci://registry.example/x:1"))))
                .singleElement()
                .asString()
                .contains("COMPOSE_FILE: \"oci://registry.example/x:1" + REFUSED);
        assertThat(problems(ComposeRequest.in(folder, Map.of("COMPOSE_ENV_FILES", "https://example.org/.env"))))
                .singleElement()
                .asString()
                .contains("\"https://example.org/.env" + REFUSED + "env file");
    }

    @Test
    void an_env_file_of_a_service_is_refused_by_name() throws IOException {
        assertThat(problems(project("services: {a: {image: x, env_file: [\"https://example.org/.env\"]}}")))
                .singleElement()
                .asString()
                .contains("services.a.env_file[0]: \"https://example.org/.env" + REFUSED + "env file");
    }

    @Test
    void a_volume_of_one_letter_is_read_as_a_drive_and_that_is_told() throws IOException {
        assertThat(problems(project("services: {a: {image: x, volumes: ['d:/data:ro', 'e:/data']}}\nvolumes: {d: {}}")))
                .singleElement()
                .asString()
                .contains(
                        "compose.yaml:1:36: warning: services.a.volumes[0]: \"d:/data\" is read as a path on a Windows"
                                + " drive, as docker compose reads it, and not as the volume \"d\"; write the long form");
    }
}
