package io.homelabhub.generation.template;

import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places in templates, by numbers, and of expressions where their values stand. */
final class Places {
    private static final int MOST_ORIGINS = 3;

    private final Map<String, TemplateSource> sources;
    private final List<SourceLocation> places = new ArrayList<>();
    private final Map<Integer, List<SourceLocation>> origins = new HashMap<>();

    Places(Map<String, TemplateSource> sources) {
        this.sources = sources;
    }

    /** The number of a line of a template. */
    int number(String template, int line) {
        places.add(location(template, line));
        return places.size() - 1;
    }

    SourceLocation location(String template, int line) {
        TemplateSource source = sources.get(template);
        return new SourceLocation(source == null ? Path.of(template) : source.file(), Math.max(0, line), 0);
    }

    SourceLocation at(int number) {
        return places.get(number);
    }

    void originate(int number, List<SourceLocation> found) {
        List<SourceLocation> known = found.stream().distinct().toList();
        origins.put(number, known.size() > MOST_ORIGINS ? List.of() : known);
    }

    List<SourceLocation> origins(int number) {
        return origins.getOrDefault(number, List.of());
    }

    /** Whether the line consists of tags and comments of the template alone, so that none is to be left of it. */
    boolean isOfTags(int number) {
        SourceLocation place = places.get(number);
        return sources.values().stream()
                .filter(source -> source.file().equals(place.file()))
                .findFirst()
                .flatMap(source -> source.text()
                        .lines()
                        .skip(Math.max(0, place.line() - 1))
                        .findFirst())
                .filter(line ->
                        line.contains("{%") || line.contains("%}") || line.contains("{#") || line.contains("#}"))
                .isPresent();
    }
}
