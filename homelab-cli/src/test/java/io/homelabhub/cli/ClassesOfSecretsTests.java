package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What secrets, templates and schemas need costs those commands nothing that have none: not a class of it is loaded. */
@Timeout(60)
class ClassesOfSecretsTests {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "--help",
                "services list",
                "services deps web",
                "config",
                "validate-env",
                "env explain",
                "plan web"
            })
    void no_other_command_loads_a_class_of_secrets(String line) throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("compose.yaml"), "name: lab\nservices: {web: {image: nginx, environment: {A: $A}}}\n");

        assertNothingOfSecrets(loaded(line));
    }

    /** A deploy tells that inputs have changed by hashes alone. */
    @Test
    void a_plan_with_generated_files_loads_neither_keys_nor_templates() throws IOException, InterruptedException {
        Path out = Files.createDirectories(folder.resolve("deployment/prod/example_net"));
        Files.createDirectories(folder.resolve("orchestration"));
        Files.writeString(
                out.resolve(".homelab-generated.json"),
                "{\"environment\": \"prod\", \"host\": \"example.net\", \"inputs\": {\"config/gone\": \"0\"}, \"outputs\": {}}");
        Files.writeString(folder.resolve("orchestration/services.yaml"), "services: {web: {}}\n");
        Files.writeString(folder.resolve("orchestration/compose.web.yml"), "services: {web: {image: nginx}}\n");

        List<String> loaded = loaded("plan web", "DEPLOYMENT_PATH", "deployment/prod/example_net");

        assertNothingOfSecrets(loaded);
        assertThat(loaded).anyMatch(name -> name.contains("homelabhub.generation.disk.Freshness"));
    }

    private static void assertNothingOfSecrets(List<String> loaded) {
        assertThat(loaded)
                .hasSizeGreaterThan(100)
                .noneMatch(name -> name.contains("exceptionfactory"))
                .noneMatch(name -> name.contains("pebbletemplates"));
        assertThat(loaded).filteredOn(name -> name.contains("homelabhub.sops")).isEmpty();
        assertThat(loaded)
                .filteredOn(name -> name.contains("generation.template"))
                .isEmpty();
    }

    /** Java has to look for a schema, and no further. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "services list",
                "config",
                "env explain",
                "plan web",
                "status",
                "doctor",
                "setup",
                "validate-env"
            })
    void no_command_loads_a_class_for_json_schema_where_there_is_none(String line)
            throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("compose.yaml"), "name: lab\nservices: {web: {image: nginx, environment: {A: $A}}}\n");

        assertThat(loaded(line))
                .hasSizeGreaterThan(100)
                .noneMatch(name -> name.contains("dev.harrel"))
                .noneMatch(name -> name.contains("homelabhub.environment.schema"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "env explain", "plan web", "status"})
    void where_there_is_a_schema_only_a_command_that_validates_loads_them(String line)
            throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("compose.yaml"), "name: lab\nservices: {web: {image: nginx, environment: {A: $A}}}\n");
        Files.createDirectories(folder.resolve("config/schema"));
        Files.writeString(
                folder.resolve("config/schema/web.json"), "{\"properties\": {\"A\": {\"type\": \"string\"}}}");

        assertThat(loaded(line)).noneMatch(name -> name.contains("dev.harrel"));
        assertThat(loaded("validate-env")).anyMatch(name -> name.contains("dev.harrel"));
    }

    private List<String> loaded(String line, String... variable) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                "io.homelabhub.cli.Main"));
        command.addAll(List.of(line.split(" ")));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile());
        if (variable.length > 0) {
            builder.environment().put(variable[0], variable[1]);
        }
        Process process = builder.start();
        process.waitFor();
        return Files.readAllLines(log);
    }
}
