package io.homelabhub.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, before or after its name. */
final class GlobalOptions {
    /** When text is coloured. */
    enum Color {
        AUTO,
        ALWAYS,
        NEVER
    }

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The service catalog; orchestration/services.yaml if not given.")
    @Nullable
    Path catalog;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "A Compose file in place of a catalog; more than one is merged.")
    List<Path> files = List.of();

    @Option(
            names = {"-p", "--project-name"},
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The project's name on the engine.")
    @Nullable
    String projectName;

    @Option(
            names = "--project-directory",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder that relative paths in Compose files start from.")
    @Nullable
    Path projectDirectory;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "A profile to switch on; can be given more than once.")
    List<String> profiles = List.of();

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "A file of variables in place of .env; can be given more than once.")
    List<Path> envFiles = List.of();

    @Option(
            names = "--strict",
            scope = ScopeType.INHERIT,
            description = "Takes warnings about the catalog and Compose files as errors.")
    boolean strict;

    @Option(
            names = {"-H", "--host"},
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The engine, as unix:///var/run/docker.sock; DOCKER_HOST if not given.")
    @Nullable
    String host;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            scope = ScopeType.INHERIT,
            description = "auto, always or never; auto heeds NO_COLOR and whether a terminal reads along.")
    Color color = Color.AUTO;
}
