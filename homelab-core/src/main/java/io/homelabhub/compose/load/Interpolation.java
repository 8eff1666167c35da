package io.homelabhub.compose.load;

import static java.util.Objects.requireNonNull;

import io.homelabhub.compose.interpolate.Template;
import io.homelabhub.compose.interpolate.TemplateException;
import io.homelabhub.compose.interpolate.UnsetVariable;
import io.homelabhub.compose.interpolate.Variables;
import io.homelabhub.compose.keys.Cast;
import io.homelabhub.compose.keys.Encoding;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.compose.tree.GoText;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.secret.SecretPlace;
import io.homelabhub.yaml.YamlList;
import io.homelabhub.yaml.YamlMap;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Copies a document into a tree that can change, filling in variables and converting what must be a number or a flag on
 * the way. Keys are left alone. Collects what is marked {@code !reset} or {@code !override}.
 */
final class Interpolation {
    private static final int MOST_CHARACTERS = 32 << 20;
    private static final Set<Encoding> TEXTS = EnumSet.of(Encoding.ENVIRONMENT, Encoding.PAIRS, Encoding.LABELS);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");

    private final Findings findings;
    private final @Nullable Variables variables;
    private final List<Reset> resets = new ArrayList<>();
    private final Trail trail = new Trail();
    private boolean overriding;
    private final Budget budget;
    private long characters;

    /**
     * A conversion of one document.
     *
     * @param variables where values come from; null to leave variables as they are
     */
    Interpolation(Findings findings, @Nullable Variables variables, Budget budget) {
        this.findings = findings;
        this.variables = variables;
        this.budget = budget;
    }

    /** What was marked in the document. */
    List<Reset> resets() {
        return resets;
    }

    /** The tree of {@code document}, or null if it is no map. */
    @Nullable
    MapNode convert(YamlNode document, Shape shape) {
        if (document instanceof YamlMap map) {
            return map(map, shape);
        }
        findings.error(
                document.location(),
                "",
                "found " + document.describe() + ", expected a map with keys such as services");
        return null;
    }

    private @Nullable Node node(YamlNode yaml, Shape shape) {
        if (!overriding && yaml.tag().equals("!reset")) {
            resets.add(new Reset(trail.keys()));
            return null;
        }
        boolean outermost = !overriding && yaml.tag().equals("!override");
        if (outermost) {
            resets.add(new Reset(trail.keys()));
            overriding = true;
        }
        Node node = content(yaml, shape);
        overriding &= !outermost;
        return node;
    }

    private Node content(YamlNode yaml, Shape shape) {
        if (yaml instanceof YamlMap map) {
            return map(map, shape);
        } else if (yaml instanceof YamlList list) {
            return list(list, shape);
        }
        return scalar((YamlScalar) yaml, shape);
    }

    private MapNode map(YamlMap yaml, Shape shape) {
        budget.nodes(1L + yaml.entries().size(), yaml.location(), trail.toString());
        MapNode map = new MapNode(yaml.location(), yaml.entries().size());
        for (var entry : yaml.entries().entrySet()) {
            YamlScalar key = entry.getValue().key();
            if (!key.isString() && !key.tag().equals("!!merge")) {
                findings.error(
                        key.location(),
                        trail.with(key.text()),
                        "found " + key.describe() + " as a key, expected a string",
                        "write \"" + key.text() + "\"");
                continue;
            }
            String name = entry.getKey();
            trail.into(name);
            Node value = node(entry.getValue().value(), shape.child(name));
            if (value != null) {
                map.put(name, key.location(), value);
            }
            if (TEXTS.contains(shape.encoding()) && entry.getValue().value() instanceof YamlScalar written) {
                readOtherwise(name, written);
            }
            trail.out();
        }
        return map;
    }

    /** Says so where a container gets another text than stands in the file: 0812 is the number 812. Never shows it: it may be a secret. */
    private void readOtherwise(String name, YamlScalar written) {
        Object value = written.value();
        boolean typed = value instanceof Number || value instanceof Boolean;
        if (typed && written.tag().isEmpty() && !GoText.of(value).equals(written.text())) {
            findings.warn(
                    "read-otherwise:" + name,
                    written.location(),
                    trail.toString(),
                    "without quotes this is " + written.describe()
                            + ", and the container gets it in another form than it is written in",
                    "put it in quotes, and it stays as it is");
        }
    }

    private ListNode list(YamlList yaml, Shape shape) {
        budget.nodes(1L + yaml.items().size(), yaml.location(), trail.toString());
        List<Node> items = new ArrayList<>(yaml.items().size());
        for (int i = 0; i < yaml.items().size(); i++) {
            trail.into(i);
            Node item = node(yaml.items().get(i), shape.item());
            if (item != null) {
                items.add(item);
            }
            trail.out();
        }
        return new ListNode(yaml.location(), items);
    }

    private ScalarNode scalar(YamlScalar yaml, Shape shape) {
        if (yaml.value() instanceof String text && text.indexOf('\0') >= 0) {
            findings.error(
                    yaml.location(),
                    trail.toString(),
                    "the value contains the character NUL, which no file or engine accepts",
                    "remove it");
            return new ScalarNode(yaml.location(), "");
        }
        if (variables == null || !(yaml.value() instanceof String text)) {
            return new ScalarNode(yaml.location(), yaml.value());
        }
        String filled = fill(text, yaml.location());
        Object value = shape.cast() == Cast.NONE ? filled : cast(shape, filled, yaml.location());
        return new ScalarNode(yaml.location(), value);
    }

    private String fill(String text, SourceLocation location) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        try {
            Variables given = requireNonNull(variables);
            String filled = Template.substitute(
                    text,
                    new Watched(given, findings, location),
                    name -> unset(new UnsetVariable(owner(text), text, name), location));
            keepMould(text, given, location);
            return within(filled, location);
        } catch (TemplateException e) {
            Problem problem = Problem.error(location, trail.toString(), String.valueOf(e.getMessage()))
                    .withSuggestion(e.suggestion());
            if (e.isMissingVariable()) {
                findings.missing(problem.about("unset-variable:" + e.variable()));
            } else {
                findings.add(problem);
            }
            return "";
        }
    }

    private void keepMould(String text, Variables given, SourceLocation location) throws TemplateException {
        if (VARIABLE.matcher(text).results().noneMatch(name -> findings.isSecret(name.group(1)))) {
            return;
        }
        String mould = Template.substitute(
                text, name -> findings.isSecret(name) ? SecretPlace.HOLE : given.get(name), unset -> {});
        if (mould.contains(SecretPlace.HOLE)) {
            findings.keepMould(mould, location);
        }
    }

    private void unset(UnsetVariable variable, SourceLocation location) {
        String name = variable.name();
        findings.warn(
                variable.id(),
                location,
                trail.toString(),
                variable.problem(),
                variable.isPieceOfSecret()
                        ? "write $$ for a dollar sign"
                        : "set it, or write ${" + name + ":-default} or ${" + name + ":?message}");
    }

    /** What {@code text} belongs to: a key, or what stands before the equals sign in a list. */
    private String owner(String text) {
        String path = trail.toString();
        int equals = text.indexOf('=');
        return path.endsWith("]") && equals > 0 ? text.substring(0, equals) : path.substring(path.lastIndexOf('.') + 1);
    }

    /** Variables whose secret values are kept out of what is told. */
    private record Watched(Variables variables, Findings findings, SourceLocation place) implements Variables {
        @Override
        public @Nullable String get(String name) {
            return variables.get(name);
        }

        @Override
        public void used(String name, String value) {
            if (findings.isSecret(name)) {
                findings.keepSecret(value, place);
            }
        }
    }

    private String within(String filled, SourceLocation location) {
        characters += filled.length();
        if (characters <= MOST_CHARACTERS) {
            return filled;
        }
        if (characters - filled.length() <= MOST_CHARACTERS) {
            findings.error(
                    location,
                    trail.toString(),
                    "variables make the file grow beyond " + MOST_CHARACTERS + " characters up to this place");
        }
        return "";
    }

    private @Nullable Object cast(Shape shape, String text, SourceLocation location) {
        Object value = Casts.cast(shape.cast(), text);
        if (value == null) {
            findings.error(
                    location,
                    trail.toString(),
                    "found \"" + Findings.shortened(text) + "\", expected " + Casts.expected(shape.cast()));
        } else if (value instanceof Boolean && !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            findings.warn(
                    "old-boolean",
                    location,
                    trail.toString(),
                    "\"" + text + "\" is not a boolean in YAML 1.2",
                    "write " + value);
        }
        return value;
    }
}
