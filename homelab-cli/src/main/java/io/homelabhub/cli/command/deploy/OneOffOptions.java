package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.GivenVariables;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.Console;
import io.homelabhub.compose.dotenv.EnvFile;
import io.homelabhub.compose.dotenv.EnvFileException;
import io.homelabhub.operation.ContainerChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** What a one-off container has of its own: options that are called as those of {@code docker compose run}. */
final class OneOffOptions {
    private final Supplier<List<String>> addedCapabilities;
    private final Supplier<List<String>> droppedCapabilities;
    private final Supplier<Optional<String>> entrypoint;
    private final Supplier<List<String>> environment;
    private final Supplier<List<Path>> environmentFiles;
    private final Supplier<List<String>> labels;
    private final Supplier<Optional<String>> name;
    private final Supplier<List<String>> publish;
    private final Supplier<Boolean> servicePorts;
    private final Supplier<Boolean> aliases;
    private final Supplier<Optional<String>> user;
    private final Supplier<List<String>> volumes;
    private final Supplier<Optional<String>> folder;

    OneOffOptions(Syntax syntax) {
        addedCapabilities = syntax.values(
                String.class,
                OptionSpec.builder("--cap-add")
                        .paramLabel("CAPABILITY")
                        .description("A Linux capability for the container; can be repeated."));
        droppedCapabilities = syntax.values(
                String.class,
                OptionSpec.builder("--cap-drop")
                        .paramLabel("CAPABILITY")
                        .description("A Linux capability to take from the container; can be repeated."));
        entrypoint = syntax.value(
                String.class,
                OptionSpec.builder("--entrypoint")
                        .paramLabel("COMMAND")
                        .description(
                                "In place of the image's or the service's; the service's command then counts no more."));
        environment = syntax.values(
                String.class,
                OptionSpec.builder("-e", "--env")
                        .paramLabel("NAME[=VALUE]")
                        .description(
                                "A variable for the container; without a value, that of this environment. Can be repeated."));
        environmentFiles = syntax.values(
                Path.class,
                OptionSpec.builder("--env-from-file")
                        .paramLabel("FILE")
                        .description("A file of variables for the container; can be repeated, and --env counts more."));
        labels = syntax.values(
                String.class,
                OptionSpec.builder("-l", "--label")
                        .paramLabel("NAME=VALUE")
                        .description("A label for the container; can be repeated."));
        name = syntax.value(
                String.class,
                OptionSpec.builder("--name")
                        .paramLabel("NAME")
                        .description("The container's name; one that tells project and service if not given."));
        publish = syntax.values(
                String.class,
                OptionSpec.builder("--publish")
                        .paramLabel("PORTS")
                        .description("A port to publish, as 8080:80; can be repeated. The service's own are not."));
        servicePorts = syntax.flag(OptionSpec.builder("-P", "--service-ports")
                .description("Publishes the service's ports, which stay unpublished if not given."));
        aliases = syntax.flag(OptionSpec.builder("--use-aliases")
                .description("Lets others find the container by the service's names in its networks."));
        user = syntax.value(
                String.class,
                OptionSpec.builder("-u", "--user")
                        .paramLabel("USER")
                        .description("Who runs it, as name or number, with :GROUP behind if wanted."));
        volumes = syntax.values(
                String.class,
                OptionSpec.builder("-v", "--volume")
                        .paramLabel("SOURCE:TARGET")
                        .description(
                                "A folder of the host or a volume to mount, as in Compose files; can be repeated."));
        folder = syntax.value(
                String.class,
                OptionSpec.builder("-w", "--workdir")
                        .paramLabel("DIR")
                        .description("The folder of the container to run it in."));
    }

    ContainerChanges changes(Console console) {
        if (servicePorts.get() && !publish.get().isEmpty()) {
            throw new UsageException("--service-ports and --publish are both given; give one or the other");
        }
        return new ContainerChanges(
                name.get(),
                entrypoint.get(),
                variables(console),
                labels(),
                user.get(),
                folder.get(),
                volumes.get(),
                publish.get(),
                servicePorts.get(),
                addedCapabilities.get(),
                droppedCapabilities.get(),
                aliases.get());
    }

    /** As docker compose has it, a file gives only what is not given yet. */
    private Map<String, String> variables(Console console) {
        Map<String, String> variables = new TreeMap<>(GivenVariables.of(environment.get(), console.environment()));
        for (Path file : environmentFiles.get()) {
            Map<String, String> read = new TreeMap<>();
            try {
                String text = Files.readString(console.workingDirectory().resolve(file));
                EnvFile.read(text, read, console.environment()::get, unset -> {});
            } catch (EnvFileException broken) {
                throw new UsageException("--env-from-file " + file + ", line " + broken.line() + ": "
                        + broken.getMessage() + (broken.suggestion().isEmpty() ? "" : "; " + broken.suggestion()));
            } catch (IOException unreadable) {
                throw new UsageException("--env-from-file " + file + ": the file cannot be read");
            }
            read.forEach(variables::putIfAbsent);
        }
        return variables;
    }

    private Map<String, String> labels() {
        Map<String, String> given = new TreeMap<>();
        for (String label : labels.get()) {
            int equals = label.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--label is '" + label + "'; give NAME=VALUE");
            }
            given.put(label.substring(0, equals), label.substring(equals + 1));
        }
        return given;
    }
}
