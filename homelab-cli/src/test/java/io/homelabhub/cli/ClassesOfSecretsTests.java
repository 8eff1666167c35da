package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What secrets need costs those commands nothing that have none: not a class of it is loaded. */
@Timeout(60)
class ClassesOfSecretsTests {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"--version", "--help", "services list", "services deps web", "config", "validate-env", "plan web"
            })
    void no_other_command_loads_a_class_of_secrets(String line) throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("compose.yaml"), "name: lab\nservices: {web: {image: nginx, environment: {A: $A}}}\n");

        List<String> loaded = loaded(line);

        assertThat(loaded).hasSizeGreaterThan(100).noneMatch(name -> name.contains("exceptionfactory"));
        assertThat(loaded).filteredOn(name -> name.contains("homelabhub.sops")).isEmpty();
    }

    private List<String> loaded(String line) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                "io.homelabhub.cli.Main"));
        command.addAll(List.of(line.split(" ")));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile())
                .start();
        process.waitFor();
        return Files.readAllLines(log);
    }
}
