package io.homelabhub.definition;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a homelab's definition is read from.
 *
 * @param catalog the catalog's file; empty for the one that is found
 * @param composeFiles in place of a catalog, merged in this order
 * @param projectDirectory where relative paths in the Compose files begin; empty for the first file's directory
 * @param projectName in place of what the files say
 * @param profiles the active ones, without a catalog
 * @param envFiles files of variables, a later one over an earlier; none for the {@code .env} that is found
 * @param environment the variables that the files see, and {@code .env} does not override
 * @param workingDirectory absolute; where files are looked for
 * @param strict whether warnings count as errors
 * @param override what is laid over all Compose files, in their own form
 * @param encrypted what is taken from encrypted files
 * @param host the host that is spoken of: a name, or an address of its engine; empty for what the environment says
 * @param across whether that host is one of several that are spoken of together
 */
public record DefinitionSources(
        Optional<Path> catalog,
        List<Path> composeFiles,
        Optional<Path> projectDirectory,
        Optional<String> projectName,
        List<String> profiles,
        List<Path> envFiles,
        Map<String, String> environment,
        Path workingDirectory,
        boolean strict,
        Optional<String> override,
        EncryptedInputs encrypted,
        Optional<String> host,
        boolean across) {
    public DefinitionSources {
        composeFiles = List.copyOf(composeFiles);
        profiles = List.copyOf(profiles);
        envFiles = List.copyOf(envFiles);
        environment = Map.copyOf(environment);
        if (catalog.isPresent() && !composeFiles.isEmpty()) {
            throw new IllegalArgumentException(
                    "catalog " + catalog.get() + " and Compose files " + composeFiles + "; give one or the other");
        }
    }

    /** Where one host is spoken of. */
    public DefinitionSources(
            Optional<Path> catalog,
            List<Path> composeFiles,
            Optional<Path> projectDirectory,
            Optional<String> projectName,
            List<String> profiles,
            List<Path> envFiles,
            Map<String, String> environment,
            Path workingDirectory,
            boolean strict,
            Optional<String> override,
            EncryptedInputs encrypted,
            Optional<String> host) {
        this(
                catalog,
                composeFiles,
                projectDirectory,
                projectName,
                profiles,
                envFiles,
                environment,
                workingDirectory,
                strict,
                override,
                encrypted,
                host,
                false);
    }

    /** These, about one of several hosts; empty for this machine. */
    public DefinitionSources across(Optional<String> name) {
        return new DefinitionSources(
                catalog,
                composeFiles,
                projectDirectory,
                projectName,
                profiles,
                envFiles,
                environment,
                workingDirectory,
                strict,
                override,
                encrypted,
                name,
                true);
    }

    /** These, with a text laid over all Compose files. */
    public DefinitionSources withOverride(String text) {
        return new DefinitionSources(
                catalog,
                composeFiles,
                projectDirectory,
                projectName,
                profiles,
                envFiles,
                environment,
                workingDirectory,
                strict,
                Optional.of(text),
                encrypted,
                host,
                across);
    }

    /** These, without a variable of the environment. */
    public DefinitionSources withoutVariable(String name) {
        Map<String, String> others = new HashMap<>(environment);
        others.remove(name);
        return new DefinitionSources(
                catalog,
                composeFiles,
                projectDirectory,
                projectName,
                profiles,
                envFiles,
                others,
                workingDirectory,
                strict,
                override,
                encrypted,
                host,
                across);
    }

    /** How a file is named to people: from the working directory if it lies below. */
    Path shown(Path file) {
        return file.startsWith(workingDirectory) ? workingDirectory.relativize(file) : file;
    }

    /** Names of variables only: values can be secret. */
    @Override
    public String toString() {
        return "DefinitionSources[catalog=" + catalog + ", composeFiles=" + composeFiles + ", workingDirectory="
                + workingDirectory + ", environment=" + environment.keySet() + "]";
    }
}
