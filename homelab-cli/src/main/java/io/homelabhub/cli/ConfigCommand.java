package io.homelabhub.cli;

import io.homelabhub.compose.ComposeLoader;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.compose.ComposeRequest;
import io.homelabhub.compose.ConfigRenderer;
import io.homelabhub.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code homelab config}: the resolved Compose model, in the form of {@code docker compose config}. */
@CommandLine.Command(
        name = "config",
        description = {
            "Prints the Compose model with everything resolved, as docker compose config does.",
            "YAML is for reading: secrets are masked. JSON is for programs: it holds them."
        })
final class ConfigCommand implements Command {
    /** The forms of the model. */
    enum Form {
        YAML,
        JSON
    }

    private final Invocation invocation;

    @Parameters(paramLabel = "SERVICE", arity = "0..*", description = "Only these services and what they depend on.")
    private List<String> services = List.of();

    @Option(names = "--format", paramLabel = "FORM", defaultValue = "yaml", description = "yaml or json.")
    private Form form = Form.YAML;

    @Option(names = "--show-secrets", description = "Prints secrets in YAML too.")
    private boolean showSecrets;

    @Option(
            names = {"-q", "--quiet"},
            description = "Checks the files and prints only what is wrong with them.")
    private boolean quiet;

    @Mixin
    private final ConfigListOptions list = new ConfigListOptions();

    @Mixin
    private final ConfigStageOptions stages = new ConfigStageOptions();

    ConfigCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        if (!services.isEmpty() && services.get(0).equals("generate")) {
            throw new UsageException(UsageFailure.NOT_GENERATED);
        }
        ComposeProject project = project();
        for (Problem warning : project.warnings()) {
            invocation.messages().line(warning.toString());
        }
        if (!quiet) {
            invocation.console().out().print(text(project));
        }
        return ExitCode.DONE;
    }

    private String text(ComposeProject project) {
        ConfigRenderer renderer = new ConfigRenderer(project);
        Optional<List<String>> lines = list.lines(renderer, separator());
        if (lines.isPresent()) {
            return lines.get().isEmpty() ? "" : String.join("\n", lines.get()) + "\n";
        } else if (stages.noInterpolate) {
            return form == Form.JSON ? renderer.modelJson() : renderer.modelYaml(showSecrets);
        }
        return form == Form.JSON ? renderer.json() : renderer.yaml(showSecrets);
    }

    private String separator() {
        String wanted = invocation.console().environment().getOrDefault("COMPOSE_COMPATIBILITY", "");
        boolean old = stages.compatibility
                || List.of("1", "t", "true", "y").contains(wanted.trim().toLowerCase(Locale.ROOT));
        return old ? "_" : "-";
    }

    /** The project of the catalog's bundles if there is a catalog, else that of the Compose files. */
    private ComposeProject project() {
        boolean plain = services.isEmpty() && invocation.options().profiles.isEmpty() && stages.areUsual();
        if (plain && invocation.runtime().catalogFile().isPresent()) {
            return invocation.runtime().definition().compose();
        }
        return new ComposeLoader().load(request());
    }

    private ComposeRequest request() {
        GlobalOptions options = invocation.options();
        Console console = invocation.console();
        ComposeRequest request = ComposeRequest.in(console.workingDirectory(), console.environment())
                .withFiles(options.files)
                .withEnvFiles(options.envFiles)
                .withProfiles(options.profiles)
                .withServices(services)
                .withStandardInput(() -> Console.standardInput(ComposeRequest.MOST_INPUT_BYTES + 1));
        request = options.strict ? request.strict() : request;
        request = projectDirectory(request, options.projectDirectory);
        return stages.apply(options.projectName == null ? request : request.withProjectName(options.projectName));
    }

    private static ComposeRequest projectDirectory(ComposeRequest request, @Nullable Path directory) {
        return directory == null ? request : request.withProjectDirectory(directory);
    }
}
