package io.homelabhub.cli.command.config;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.Console;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.compose.ComposeRequest;
import io.homelabhub.compose.ConfigRenderer;
import io.homelabhub.compose.ConfigVariables;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.sops.disk.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab config}: the resolved Compose model, in the form of {@code docker compose config}. */
public final class ConfigCommand implements Command {
    /** The forms of the model. */
    enum Form {
        YAML,
        JSON
    }

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Prints the Compose model with everything resolved, as docker compose config does.",
            "YAML is for reading: secrets are masked. JSON is for programs: it holds them.");

    private final Supplier<List<String>> services = syntax.words(PositionalParamSpec.builder()
            .paramLabel("SERVICE")
            .arity("0..*")
            .description("Only these services and what they depend on."));

    private final Supplier<Form> form = syntax.choice(
            Form.YAML, OptionSpec.builder("--format").paramLabel("FORM").description("yaml or json."));

    private final Supplier<Boolean> showSecrets =
            syntax.flag(OptionSpec.builder("--show-secrets").description("Prints secrets in YAML too."));

    private final Supplier<Boolean> quiet = syntax.flag(OptionSpec.builder("-q", "--quiet")
            .description("Checks the files and prints only what is wrong with them."));

    private final Supplier<Optional<Path>> output = syntax.value(
            Path.class,
            OptionSpec.builder("-o", "--output")
                    .paramLabel("FILE")
                    .description("Writes it to this file, which only you can read then."));

    private final ConfigListOptions list = new ConfigListOptions(syntax);

    private final ConfigStageOptions stages = new ConfigStageOptions(syntax);

    public ConfigCommand(Invocation invocation) {
        this.invocation = invocation;
        syntax.offer("init", new ConfigInitCommand(invocation));
        syntax.offer("generate", new ConfigGenerateCommand(invocation));
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        ComposeProject project = project();
        if (!quiet.get()) {
            String text = text(project);
            Optional<Path> file = output.get().map(invocation.console().workingDirectory()::resolve);
            if (file.isPresent()) {
                write(file.get(), text);
            } else {
                invocation.console().out().print(text);
            }
        }
        return ExitCode.DONE;
    }

    private static void write(Path file, String text) {
        try {
            if (Files.exists(file)) { // it may hold secrets from now on
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new UsageException("--output " + file + ": it cannot be written: " + unwritable.getMessage());
        }
    }

    private String text(ComposeProject project) {
        if (list.variables()) {
            ConfigVariables variables = new ConfigVariables(project);
            return (form.get() == Form.JSON ? variables.json() : String.join("\n", variables.table(showSecrets.get())))
                    + "\n";
        }
        ConfigRenderer renderer = new ConfigRenderer(project);
        Optional<List<String>> lines = list.lines(renderer, separator());
        if (lines.isPresent()) {
            return lines.get().isEmpty() ? "" : String.join("\n", lines.get()) + "\n";
        } else if (stages.noInterpolate()) {
            return form.get() == Form.JSON ? renderer.modelJson() : renderer.modelYaml(showSecrets.get());
        }
        return form.get() == Form.JSON ? renderer.json() : renderer.yaml(showSecrets.get());
    }

    private String separator() {
        String wanted = invocation.console().environment().getOrDefault("COMPOSE_COMPATIBILITY", "");
        boolean old = stages.compatibility()
                || List.of("1", "t", "true", "y").contains(wanted.trim().toLowerCase(Locale.ROOT));
        return old ? "_" : "-";
    }

    /** The project of the catalog's bundles if there is a catalog, else that of the Compose files. */
    private ComposeProject project() {
        boolean plain = services.get().isEmpty()
                && invocation.options().profiles.get().isEmpty()
                && stages.areUsual()
                && !list.variables();
        if (plain && invocation.runtime().catalogFile().isPresent()) {
            ProjectDefinition definition = invocation.runtime().definition();
            definition.requireValid();
            if (!definition.missingVariables().isEmpty()) {
                throw new InvalidInputException(definition.missingVariables());
            }
            return told(definition.warnings(), definition.compose());
        }
        List<String> wanted = composeServices();
        ComposeProject project = invocation.runtime().compose(request -> view(request, wanted));
        return told(project.warnings(), project);
    }

    /** The names that the Compose files have for the services of the catalog, its groups and patterns. */
    private List<String> composeServices() {
        if (services.get().isEmpty() || invocation.runtime().catalogFile().isEmpty()) {
            return services.get();
        }
        ProjectDefinition definition = invocation.runtime().definition();
        return definition.selector().members(services.get()).stream()
                .map(definition::composeName)
                .toList();
    }

    private ComposeProject told(List<Problem> warnings, ComposeProject project) {
        warnings.forEach(warning -> invocation.messages().line(warning.toString()));
        return project;
    }

    private ComposeRequest view(ComposeRequest request, List<String> wanted) {
        List<String> profiles = invocation.options().profiles.get();
        ComposeRequest part = profiles.isEmpty() ? request : request.withProfiles(profiles);
        ComposeRequest read = list.variables() ? part.withoutInterpolation() : part;
        return stages.apply(read.withServices(wanted)
                .withStandardInput(() -> Console.standardInput(ComposeRequest.MOST_INPUT_BYTES + 1)));
    }
}
