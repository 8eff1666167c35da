package io.homelabhub.yaml;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Turns the parser's events into a tree, counting as it goes: an alias counts for everything it stands for although it
 * takes no space, because whoever walks the tree walks all of it.
 */
final class TreeBuilder {
    private static final String YAML_TAG_PREFIX = "tag:yaml.org,2002:";
    private static final int CHARACTERS_PER_NODE = 64;

    private final Path file;
    private final YamlLimits limits;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final List<String> path = new ArrayList<>();
    private long size;
    private int deepest;
    private ParserImpl events;

    /** A named value with what it costs wherever it is referred to; the value is missing while it is being read. */
    private record Anchored(@Nullable YamlNode node, long size, int height) {}

    TreeBuilder(Path file, YamlLimits limits) {
        this.file = file;
        this.limits = limits;
        this.events = parser("");
    }

    YamlStream build(String text) {
        List<YamlNode> documents = new ArrayList<>();
        try {
            events = parser(text);
            documents(documents, text);
        } catch (Refused e) {
            problems.add(e.problem);
        } catch (MarkedYAMLException e) {
            problems.add(SyntaxProblems.of(file, e));
        } catch (ReaderException e) {
            problems.add(SyntaxProblems.of(file, text, e));
        } catch (YAMLException e) {
            problems.add(Problem.error(SourceLocation.of(file), "", String.valueOf(e.getMessage())));
        }
        return new YamlStream(documents, problems);
    }

    private ParserImpl parser(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(limits.bytes());
        return new ParserImpl(new StreamReader(text), options);
    }

    private void documents(List<YamlNode> documents, String text) {
        events.getEvent();
        while (!events.checkEvent(Event.ID.StreamEnd)) {
            version((DocumentStartEvent) events.getEvent(), text);
            anchors.clear();
            documents.add(node(0));
            events.getEvent();
        }
    }

    /** Compose's reader knows what YAML 1.2 changed and yet refuses its directive; the parser here tells no two apart. */
    private void version(DocumentStartEvent start, String text) {
        if (start.getVersion() == null) {
            return;
        }
        Optional<String> other = text.lines()
                .skip(start.getStartMark().getLine())
                .takeWhile(line -> !line.startsWith("---"))
                .filter(line -> line.startsWith("%YAML") && !line.matches("%YAML[ \\t]+1\\.1([ \\t].*)?"))
                .findFirst();
        other.ifPresent(line -> problems.add(problem(start, "Compose refuses the directive \"" + shortened(line) + "\"")
                .withSuggestion("remove it")));
    }

    private static String shortened(String line) {
        return line.length() <= 20 ? line : line.substring(0, 20) + "…";
    }

    private YamlNode node(int depth) {
        NodeEvent event = (NodeEvent) events.getEvent();
        spend(event, depth);
        String anchor = event.getAnchor();
        if (event instanceof AliasEvent) {
            return alias(event, anchor, depth);
        } else if (anchor == null) {
            return content(event, depth);
        }
        long sizeBefore = size;
        int deepestBefore = deepest;
        deepest = depth;
        anchors.put(anchor, new Anchored(null, 0, 0));
        YamlNode node = content(event, depth);
        anchors.put(anchor, new Anchored(node, size - sizeBefore + 1, deepest - depth));
        deepest = Math.max(deepestBefore, deepest);
        return node;
    }

    private YamlNode alias(NodeEvent event, String anchor, int depth) {
        Anchored target = anchors.get(anchor);
        if (target == null) {
            throw new Refused(problem(event, "no value is marked with &" + anchor + " before this place"));
        } else if (target.node() == null) {
            throw new Refused(problem(event, "the value marked with &" + anchor + " contains itself"));
        }
        size += target.size();
        spend(event, depth + target.height());
        return target.node();
    }

    private YamlNode content(NodeEvent event, int depth) {
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        } else if (event instanceof SequenceStartEvent sequence) {
            return list(sequence, depth);
        }
        return map((MappingStartEvent) event, depth);
    }

    private YamlScalar scalar(ScalarEvent event) {
        String text = event.getValue();
        size += text.length() / CHARACTERS_PER_NODE;
        String tag = shortTag(event.getTag());
        SourceLocation location = location(event.getStartMark());
        try {
            return new YamlScalar(location, tag, text, YamlScalar.valueOf(tag, text, event.isPlain()));
        } catch (IllegalArgumentException e) {
            problems.add(problem(event, String.valueOf(e.getMessage())));
            return new YamlScalar(location, tag, text, text);
        }
    }

    private YamlList list(SequenceStartEvent start, int depth) {
        List<YamlNode> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            path.add("[" + items.size() + "]");
            items.add(node(depth + 1));
            path.remove(path.size() - 1);
        }
        events.getEvent();
        return new YamlList(
                location(start.getStartMark()), shortTag(start.getTag()), Collections.unmodifiableList(items));
    }

    private YamlMap map(MappingStartEvent start, int depth) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        List<YamlNode> merged = new ArrayList<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            entry(entries, merged, depth);
        }
        events.getEvent();
        merged.forEach(value -> merge(entries, value));
        return new YamlMap(
                location(start.getStartMark()), shortTag(start.getTag()), Collections.unmodifiableMap(entries));
    }

    private void entry(Map<String, YamlMap.Entry> entries, List<YamlNode> merged, int depth) {
        boolean plain = events.peekEvent() instanceof ScalarEvent scalar && scalar.isPlain();
        YamlNode keyNode = node(depth + 1);
        if (!(keyNode instanceof YamlScalar key)) {
            throw new Refused(Problem.error(
                    keyNode.location(), path(), "found " + keyNode.describe() + " as a key, expected a name"));
        }
        path.add(key.text());
        YamlNode value = node(depth + 1);
        if (isMerge(key, plain)) {
            mergeOnce(key, value, merged);
        } else {
            YamlMap.Entry earlier = entries.putIfAbsent(key.text(), new YamlMap.Entry(key, value));
            if (earlier != null) {
                duplicate(key, earlier.key());
            }
        }
        path.remove(path.size() - 1);
    }

    private static boolean isMerge(YamlScalar key, boolean plain) {
        return key.tag().equals("!!merge")
                || (plain && key.tag().isEmpty() && key.text().equals("<<"));
    }

    private void mergeOnce(YamlScalar key, YamlNode value, List<YamlNode> merged) {
        if (merged.isEmpty()) {
            merged.add(value);
        } else {
            problems.add(Problem.error(key.location(), path(), "there is a second merge key in this map")
                    .withSuggestion("write a list: <<: [*first, *second]"));
        }
    }

    private void duplicate(YamlScalar key, YamlScalar earlier) {
        SourceLocation first = earlier.location();
        problems.add(Problem.error(
                key.location(),
                path(),
                "the key \"%s\" is already there, in line %d, column %d"
                        .formatted(key.text(), first.line(), first.column())));
    }

    private void merge(Map<String, YamlMap.Entry> entries, YamlNode value) {
        if (value instanceof YamlMap map) {
            map.entries().forEach(entries::putIfAbsent);
            return;
        }
        boolean maps = value instanceof YamlList list && list.items().stream().allMatch(YamlMap.class::isInstance);
        if (maps) {
            ((YamlList) value).items().forEach(item -> merge(entries, item));
        } else {
            problems.add(Problem.error(
                    value.location(),
                    path(),
                    "found " + value.describe() + " after <<, expected a map or a list of maps"));
        }
    }

    private void spend(Event event, int depth) {
        size++;
        deepest = Math.max(deepest, depth);
        if (depth > limits.depth()) {
            throw new Refused(problem(event, "nested more than " + limits.depth() + " levels deep"));
        } else if (size > limits.nodes()) {
            throw new Refused(problem(
                    event,
                    "more than " + limits.nodes()
                            + " values up to this place, aliases counted with what they stand for"));
        }
    }

    private Problem problem(Event event, String message) {
        return Problem.error(location(event.getStartMark()), path(), message);
    }

    private String path() {
        return String.join(".", path).replace(".[", "[");
    }

    private SourceLocation location(Mark mark) {
        return new SourceLocation(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String shortTag(@Nullable String tag) {
        if (tag == null || tag.equals("!")) {
            return "";
        }
        return tag.startsWith(YAML_TAG_PREFIX) ? "!!" + tag.substring(YAML_TAG_PREFIX.length()) : tag;
    }

    /** Ends the reading of a file. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Refused(Problem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }
    }
}
