package io.homelabhub.generation.template;

import io.homelabhub.generation.values.ConfigList;
import io.homelabhub.generation.values.ConfigMap;
import io.homelabhub.generation.values.ConfigNode;
import io.homelabhub.generation.values.ConfigScalar;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.error.ParserException;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Templates that can include each other. For one thread. */
public final class Templates {
    /** What is said of a value that an operator or a filter cannot take. */
    static final String UNFIT =
            "an expression does not work with the values that it has: a number, a text, a list or nothing where another"
                    + " of them is needed";

    private static final int MOST_CHARACTERS = 16 << 20;

    private final Map<String, TemplateSource> sources = new TreeMap<>();
    private final Map<String, PebbleTemplateImpl> parsed = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Uses uses = new Uses();
    private final Places places;

    /** Reads {@code templates}. What is wrong with them is among {@link #problems}. */
    public Templates(Collection<TemplateSource> templates) {
        templates.forEach(template -> sources.put(template.name(), template));
        this.places = new Places(sources);
        PebbleEngine engine = new PebbleEngine.Builder()
                .loader(new SourceLoader(sources))
                .extension(new Dialect(places))
                .autoEscaping(false)
                .newLineTrimming(false)
                .strictVariables(true)
                .defaultLocale(Locale.ROOT)
                .maxRenderedSize(MOST_CHARACTERS)
                .methodAccessValidator((object, method) -> false)
                .build();
        sources.values().forEach(source -> parse(engine, source));
    }

    private void parse(PebbleEngine engine, TemplateSource source) {
        if (Marks.isMarked(source.text())) {
            problems.add(Problem.error(
                    SourceLocation.of(source.file()),
                    "",
                    "the template holds a character that Unicode keeps for programs (U+FDD0 to U+FDD3)"));
            return;
        }
        try {
            parsed.put(source.name(), (PebbleTemplateImpl) engine.getTemplate(source.name()));
        } catch (PebbleException e) {
            problems.add(problem(source, e));
        }
    }

    /**
     * Checks every branch of every template against {@code names}, the values that they see. What is wrong is among {@link #problems},
     * and what they use is known afterwards.
     */
    public void check(Map<String, ConfigNode> names) {
        Map<String, Shape> shapes = new HashMap<>();
        names.forEach((name, node) -> shapes.put(name, Shape.of(node)));
        List<String> whole = parsed.keySet().stream()
                .filter(name -> use(name) != TemplateSource.Use.PART)
                .toList();
        for (String name : whole) {
            new NodeCheck(parsed(name), other -> Optional.ofNullable(parsed.get(other)), places, uses, problems::add)
                    .check(new Scope(shapes));
        }
    }

    private PebbleTemplateImpl parsed(String name) {
        return Optional.ofNullable(parsed.get(name)).orElseThrow();
    }

    private TemplateSource.Use use(String name) {
        return Optional.ofNullable(sources.get(name)).orElseThrow().use();
    }

    /** What was found wrong so far. No message holds a value. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Whether some template asks for {@code node}, in any branch; known once they were checked. */
    public boolean uses(ConfigNode node) {
        return uses.contains(node);
    }

    /**
     * What comes of {@code template}; what is wrong with it is among {@link #problems}.
     *
     * @return empty if something is
     */
    public Optional<Rendered> render(TemplateSource template, Map<String, ConfigNode> names) {
        int before = problems.size();
        try {
            StringWriter marked = new StringWriter();
            parsed(template.name()).evaluate(marked, values(names), Locale.ROOT);
            List<Marks.Unit> units = Marks.units(marked.toString());
            Rendered rendered = template.use() == TemplateSource.Use.ASSIGNMENTS
                    ? new Assignments(units, places, template.file(), problems::add).rendered()
                    : new Rendered(new WholeText(units, places).text(), List.of());
            return problems.size() == before ? Optional.of(rendered) : Optional.empty();
        } catch (PebbleException e) {
            problems.add(problem(template, e));
        } catch (ClassCastException | IllegalArgumentException | NullPointerException | ArithmeticException e) {
            problems.add(
                    Problem.error(SourceLocation.of(template.file()), "", UNFIT)); // in a tag; which one is not known
        } catch (IOException e) {
            throw new UncheckedIOException("rendering in memory", e);
        }
        return Optional.empty();
    }

    /** Says what is wrong in our own words where Pebble's could hold a value. */
    private Problem problem(TemplateSource template, PebbleException e) {
        PebbleException innermost = e;
        while (innermost.getCause() instanceof PebbleException cause) {
            innermost = cause;
        }
        String name = innermost.getFileName() == null ? template.name() : innermost.getFileName();
        int line = innermost.getLineNumber() == null ? 0 : innermost.getLineNumber();
        String origin = innermost instanceof MarkedValue.RefusedValueException refused ? origin(refused) : "";
        return Problem.error(places.location(name, line), "", message(innermost) + origin);
    }

    /** Where the value stands, if that is known. */
    private String origin(MarkedValue.RefusedValueException refused) {
        List<SourceLocation> origins = places.origins(refused.place());
        return origins.isEmpty() ? "" : " (it stands at " + origins.get(0) + ")";
    }

    private static String message(PebbleException e) {
        if (e instanceof ParserException || e instanceof MarkedValue.RefusedValueException) {
            return String.valueOf(e.getPebbleMessage());
        } else if (e instanceof AttributeNotFoundException missing) {
            return "`" + missing.getAttributeName() + "` is not defined";
        }
        return UNFIT;
    }

    private static Map<String, Object> values(Map<String, ConfigNode> names) {
        Map<String, @Nullable Object> values = new HashMap<>();
        names.forEach((name, node) -> values.put(name, value(node)));
        return values;
    }

    private static @Nullable Object value(ConfigNode node) {
        if (node instanceof ConfigMap map) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            map.entries().forEach((key, entry) -> values.put(key, value(entry)));
            return values;
        } else if (node instanceof ConfigList list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.items().forEach(item -> values.add(value(item)));
            return values;
        }
        return ((ConfigScalar) node).value();
    }
}
