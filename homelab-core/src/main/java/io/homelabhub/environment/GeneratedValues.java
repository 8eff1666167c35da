package io.homelabhub.environment;

import io.homelabhub.generation.disk.Manifest;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.variables.Assignment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the variables of generated files come from, as the manifests beside them tell. Nothing is decrypted or rendered. */
final class GeneratedValues {
    private final Resolution resolution;
    private final Map<Path, Optional<Manifest>> manifests = new HashMap<>();

    GeneratedValues(Resolution resolution) {
        this.resolution = resolution;
    }

    /** The line of the template, then the places of the values that went into it; none for what was not generated. */
    List<String> sources(Assignment assignment) {
        return assignment
                .origin()
                .place()
                .map(SourceLocation::file)
                .map(resolution::file)
                .flatMap(file -> Optional.ofNullable(file.getParent())
                        .flatMap(folder -> manifests.computeIfAbsent(folder, Manifest::of))
                        .map(made -> made.sourcesOf(String.valueOf(file.getFileName()), assignment.name())))
                .orElse(List.of());
    }
}
