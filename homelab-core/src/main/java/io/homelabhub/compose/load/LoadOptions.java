package io.homelabhub.compose.load;

import io.homelabhub.variables.Assignment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What to load and how.
 *
 * @param files the files, {@code -} for the standard input; none to look for them
 * @param workingDirectory where the command runs; absolute
 * @param projectDirectory the directory that relative paths start from; null for that of the first file
 * @param projectName the name; empty to find it
 * @param envFiles files of variables in place of {@code .env}; none for {@code .env}
 * @param environment the variables of the process
 * @param profiles profiles to enable; none for those in {@code COMPOSE_PROFILES}
 * @param services services to restrict the project to, with what they depend on; none for all
 * @param interpolate whether variables are filled in
 * @param normalize whether names and defaults are made explicit
 * @param consistency whether services are checked against each other
 * @param resolvePaths whether relative paths are made absolute
 * @param allResources whether networks, volumes, secrets and configs that no service uses are kept
 * @param standardInput gives what the standard input holds; null if there is none
 * @param secretNames variables whose values are secrets, whatever their names say
 * @param variables what counts less than the environment and more than files of variables; a later one counts more
 * @param override what is laid over all files, in their own form; null if nothing is
 */
public record LoadOptions(
        List<String> files,
        Path workingDirectory,
        @Nullable Path projectDirectory,
        String projectName,
        List<String> envFiles,
        Map<String, String> environment,
        List<String> profiles,
        List<String> services,
        boolean interpolate,
        boolean normalize,
        boolean consistency,
        boolean resolvePaths,
        boolean allResources,
        Set<String> secretNames,
        List<Assignment> variables,
        @Nullable Supplier<byte[]> standardInput,
        @Nullable String override) {}
