package io.homelabhub.cli.line;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The options that every command has, before or after its name. */
public final class GlobalOptions {
    /** When text is coloured. */
    enum Color {
        AUTO,
        ALWAYS,
        NEVER
    }

    public final Supplier<Optional<Path>> catalog;
    public final Supplier<List<Path>> files;
    public final Supplier<Optional<String>> projectName;
    public final Supplier<Optional<Path>> projectDirectory;
    public final Supplier<List<String>> profiles;
    public final Supplier<List<Path>> envFiles;
    public final Supplier<List<Path>> secrets;
    public final Supplier<Boolean> strict;
    public final Supplier<Optional<String>> host;
    public final Supplier<Optional<String>> context;
    final Supplier<Color> color;

    /** @param syntax of the command that has all others */
    public GlobalOptions(Syntax syntax) {
        catalog = syntax.value(
                Path.class,
                option("--catalog")
                        .paramLabel("FILE")
                        .description("The service catalog; orchestration/services.yaml if not given."));
        files = syntax.values(
                Path.class,
                option("-f", "--file")
                        .paramLabel("FILE")
                        .description("A Compose file in place of a catalog; several are merged."));
        projectName = syntax.value(
                String.class,
                option("-p", "--project-name").paramLabel("NAME").description("The project's name on the engine."));
        projectDirectory = syntax.value(
                Path.class,
                option("--project-directory")
                        .paramLabel("DIR")
                        .description("The folder that relative paths in Compose files start from."));
        profiles = syntax.values(
                String.class,
                option("--profile").paramLabel("NAME").description("A profile to enable; can be repeated."));
        envFiles = syntax.values(
                Path.class,
                option("--env-file")
                        .paramLabel("FILE")
                        .description("A file of variables in place of .env; can be repeated."));
        secrets = syntax.values(
                Path.class,
                option("--secrets")
                        .paramLabel("FILE")
                        .description("A file encrypted by sops, whose values are variables; can be repeated."));
        strict = syntax.flag(
                option("--strict").description("Treats warnings about the catalog and Compose files as errors."));
        host = syntax.value(
                String.class,
                option("-H", "--host")
                        .paramLabel("HOST")
                        .description(
                                "A host by its name, a Docker context, or an engine's address; DOCKER_HOST if not given."));
        context = syntax.value(
                String.class,
                option("--context")
                        .paramLabel("NAME")
                        .description("The engine of that Docker context, whatever DOCKER_HOST says; default is none."));
        color = syntax.choice(
                Color.AUTO,
                option("--color")
                        .paramLabel("WHEN")
                        .description("auto, always or never; auto colours a terminal, and heeds NO_COLOR."));
    }

    private static OptionSpec.Builder option(String... names) {
        return OptionSpec.builder(names).scopeType(ScopeType.INHERIT);
    }
}
