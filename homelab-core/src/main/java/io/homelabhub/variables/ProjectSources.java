package io.homelabhub.variables;

import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What a project's variables were read from, as the loader met it.
 *
 * @param composeFiles every file of YAML that was read, absolute, with those that are included and extended, by how people know it
 * @param envFiles every file of variables that was read, absolute, by how people know it
 * @param rawFiles those of {@code envFiles} in which quotes and dollar signs mean nothing
 * @param forFiles what fills in the Compose files, beside the environment of the process: a later one counts more
 * @param forServices what each service's {@code env_file} gives its containers: a later one counts more
 * @param declared what each service's {@code environment} says, whatever its files say; a name alone has no value here
 * @param places where the values of each service stand, by service
 */
public record ProjectSources(
        Map<Path, Path> composeFiles,
        Map<Path, Path> envFiles,
        Set<Path> rawFiles,
        List<Assignment> forFiles,
        Map<String, List<Assignment>> forServices,
        Map<String, List<Assignment>> declared,
        Map<String, Set<SourceLocation>> places) {
    public ProjectSources {
        composeFiles = Collections.unmodifiableMap(new LinkedHashMap<>(composeFiles));
        envFiles = Collections.unmodifiableMap(new LinkedHashMap<>(envFiles));
        rawFiles = Set.copyOf(rawFiles);
        forFiles = List.copyOf(forFiles);
        forServices = owned(forServices, List::copyOf);
        declared = owned(declared, List::copyOf);
        places = owned(places, Set::copyOf);
    }

    private static <T> Map<String, T> owned(Map<String, T> map, UnaryOperator<T> copy) {
        Map<String, T> owned = new TreeMap<>();
        map.forEach((name, values) -> owned.put(name, copy.apply(values)));
        return Collections.unmodifiableMap(owned);
    }

    /** The services in which what stands at {@code place} counts. */
    public Set<String> servicesAt(SourceLocation place) {
        Set<String> services = new TreeSet<>();
        places.forEach((service, its) -> {
            if (its.contains(place)) {
                services.add(service);
            }
        });
        return services;
    }

    /** Files and counts; values may be secret. */
    @Override
    public String toString() {
        return "ProjectSources[" + envFiles.values() + ", " + forFiles.size() + " assignments]";
    }
}
