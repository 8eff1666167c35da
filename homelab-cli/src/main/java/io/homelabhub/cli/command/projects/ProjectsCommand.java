package io.homelabhub.cli.command.projects;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.look.EngineProject;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab ls}: the Compose projects of the engine. */
public final class ProjectsCommand implements Command {
    private static final String BY_NAME = "name=";

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this, "Lists the Compose projects of the engine, Homelab's and docker compose's.", "Reads no files.");

    private final Supplier<Boolean> all =
            syntax.flag(OptionSpec.builder("-a", "--all").description("Also projects of which nothing is up."));

    private final Supplier<List<String>> filters = syntax.values(
            String.class,
            OptionSpec.builder("--filter")
                    .paramLabel("name=TEXT")
                    .description("Only projects whose name holds this; can be repeated."));

    private final ListingOptions listing = new ListingOptions(syntax, "names of projects");

    public ProjectsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        List<String> parts = filters.get().stream().map(ProjectsCommand::part).toList();
        List<EngineProject> projects = invocation.runtime().projects().stream()
                .filter(project -> all.get() || project.isUp())
                .filter(project -> parts.isEmpty()
                        || parts.stream().anyMatch(part -> project.name().contains(part)))
                .toList();
        invocation.show(new ProjectsResult(projects), listing);
        return ExitCode.DONE;
    }

    private static String part(String filter) {
        if (!filter.startsWith(BY_NAME) || filter.equals(BY_NAME)) {
            throw new UsageException("--filter is '" + filter + "'; give name=TEXT");
        }
        return filter.substring(BY_NAME.length());
    }
}
