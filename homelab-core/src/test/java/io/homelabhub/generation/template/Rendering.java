package io.homelabhub.generation.template;

import io.homelabhub.generation.template.TemplateSource.Use;
import io.homelabhub.generation.values.ClearLayer;
import io.homelabhub.generation.values.ConfigNode;
import io.homelabhub.generation.values.ConfigScalar;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Templates against values that are written as YAML. */
final class Rendering {
    private final List<TemplateSource> sources = new ArrayList<>();
    private final Map<String, ConfigNode> names = new HashMap<>();

    Rendering() {
        names.put("environment", new ConfigScalar("prod", SourceLocation.of(Path.of("typed"))));
        config("{}").secrets("{}");
    }

    Rendering config(String yaml) {
        return named("config", yaml);
    }

    Rendering secrets(String yaml) {
        return named("secrets", yaml);
    }

    private Rendering named(String name, String yaml) {
        names.put(
                name,
                ClearLayer.read(Path.of(name + ".yaml"), yaml.getBytes(StandardCharsets.UTF_8), "prod", "example.net"));
        return this;
    }

    Rendering with(String name, Use use, String text) {
        sources.add(new TemplateSource(Path.of(name), name, text, use));
        return this;
    }

    /** What comes of a file of variables. */
    Optional<Rendered> variables(String text) {
        return rendered("x.env", Use.ASSIGNMENTS, text);
    }

    /** What comes of a file as a whole. */
    Optional<Rendered> whole(String text) {
        return rendered("x.txt", Use.WHOLE, text);
    }

    private Optional<Rendered> rendered(String name, Use use, String text) {
        with(name, use, text);
        Templates templates = new Templates(sources);
        templates.check(names);
        Optional<Rendered> rendered = templates.problems().isEmpty()
                ? templates.render(sources.get(sources.size() - 1), names)
                : Optional.empty();
        problems = templates.problems();
        return rendered;
    }

    private List<Problem> problems = List.of();

    List<String> problems() {
        return problems.stream().map(Problem::toString).toList();
    }

    /** The values of {@code text}'s variables, by name. */
    Map<String, String> values(String text) {
        Map<String, String> values = new HashMap<>();
        variables(text)
                .orElseThrow(() -> new AssertionError(problems()))
                .variables()
                .forEach(variable -> values.put(variable.name(), variable.value()));
        return values;
    }
}
