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

/** The page costs those commands nothing that are not about it: not a class of it is loaded. */
@Timeout(60)
class ClassesOfWebTests {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "services list", "config", "plan web", "status", "web --help"})
    void no_other_command_loads_a_class_of_the_page(String line) throws IOException, InterruptedException {
        assertThat(loaded(line))
                .hasSizeGreaterThan(100)
                .noneMatch(name -> name.contains(" io.homelabhub.web."))
                .noneMatch(name -> name.contains("httpserver"));
    }

    @Test
    void a_snapshot_needs_no_server() throws IOException, InterruptedException {
        assertThat(loaded("web --snapshot stack.html"))
                .anyMatch(name -> name.contains(" io.homelabhub.web.Snapshot "))
                .noneMatch(name -> name.contains("httpserver"));
    }

    private List<String> loaded(String line) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("compose.yaml"), "name: lab\nservices: {web: {image: nginx}}\n");
        Path log = folder.resolve("classes.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log + "::filecount=0",
                "-cp",
                System.getProperty("java.class.path"),
                "io.homelabhub.cli.Main",
                "--host",
                "unix:///nowhere/engine.sock"));
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
