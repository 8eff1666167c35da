package io.homelabhub.compose.load;

import io.homelabhub.compose.tree.MapNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What loading gives.
 *
 * @param name the name of the project
 * @param directory the absolute directory that relative paths start from
 * @param files the absolute paths of the files that were given or found
 * @param envFiles the absolute paths of the env files that were named
 * @param environment the variables, those of env files included
 * @param profiles the profiles that are enabled
 * @param model the whole model as a tree
 * @param services the enabled services by name
 * @param disabled the services that no enabled profile has, by name
 * @param jobs what the enabled jobs run, in the form of services, by name
 * @param record what was read on the way
 * @param sections the canonical networks, volumes, secrets, configs and models, by section and key
 */
public record LoadedProject(
        String name,
        Path directory,
        List<Path> files,
        List<Path> envFiles,
        Map<String, String> environment,
        List<String> profiles,
        MapNode model,
        ReadingRecord record,
        SortedMap<String, LoadedService> services,
        SortedMap<String, LoadedService> disabled,
        SortedMap<String, LoadedService> jobs,
        Map<String, SortedMap<String, Map<String, @Nullable Object>>> sections) {
    /** The same with other services. */
    public LoadedProject withServices(SortedMap<String, LoadedService> others) {
        return new LoadedProject(
                name,
                directory,
                files,
                envFiles,
                environment,
                profiles,
                model,
                record,
                others,
                disabled,
                jobs,
                sections);
    }
}
