package io.homelabhub.sops.store;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.SopsComment;
import io.homelabhub.sops.tree.SopsList;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsValue;
import io.homelabhub.yaml.SyntaxProblems;
import io.homelabhub.yaml.YamlLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** Turns the parser's events into trees. The reader of Compose files knows no comments; here they are part of the tree. */
final class YamlTree {
    private static final YamlLimits LIMITS = YamlLimits.DEFAULT;
    private static final String MERGE = "<<";

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, SopsNode> anchors = new HashMap<>();
    private final YamlLeaf leaves;
    private YamlEvents events;
    private int size;

    YamlTree(Path file) {
        this.file = file;
        this.leaves = new YamlLeaf(problems);
        this.events = events("");
    }

    /** The documents of {@code text}: at least one. */
    List<SopsMap> documents(String text) {
        List<SopsMap> documents = new ArrayList<>();
        try {
            events = events(text);
            read(documents);
        } catch (MarkedYAMLException e) {
            problems.add(SyntaxProblems.of(file, e));
        } catch (ReaderException e) {
            problems.add(SyntaxProblems.of(file, text, e));
        }
        if (documents.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.error(SourceLocation.of(file), "", "the file is empty, expected a map"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return documents;
    }

    private YamlEvents events(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(true);
        options.setCodePointLimit(LIMITS.bytes());
        return new YamlEvents(new ParserImpl(new StreamReader(text), options), file);
    }

    private void read(List<SopsMap> documents) {
        events.next();
        while (!events.isAt(Event.ID.StreamEnd)) {
            events.next();
            anchors.clear();
            Event start = events.peek();
            SopsNode root = node(List.of(), 0);
            if (root instanceof SopsMap map) {
                documents.add(map);
            } else if (!isNothing(root)) {
                problems.add(problem(start, List.of(), "expected a map at the top"));
            }
            events.next();
        }
    }

    private static boolean isNothing(SopsNode node) {
        return node instanceof SopsValue value && value.text().isEmpty();
    }

    private SopsNode node(List<String> path, int depth) {
        NodeEvent event = (NodeEvent) events.next();
        spend(event, path, depth);
        SopsNode node = event instanceof AliasEvent ? aliased(event, path) : content(event, path, depth);
        if (event.getAnchor() != null && !(event instanceof AliasEvent)) {
            anchors.put(event.getAnchor(), node);
        }
        return node;
    }

    private void spend(Event event, List<String> path, int depth) {
        size++;
        if (depth > LIMITS.depth() || size > LIMITS.nodes()) {
            throw new InvalidInputException(List.of(problem(event, path, "too deep or too large a file")));
        }
    }

    /** What is referred to is copied, as in sops: two values that are encrypted each for itself. */
    private SopsNode aliased(NodeEvent event, List<String> path) {
        SopsNode target = anchors.get(event.getAnchor());
        if (target == null) {
            throw new InvalidInputException(List.of(
                    problem(event, path, "no value is marked with &" + event.getAnchor() + " before this place")));
        }
        size += count(target);
        return target;
    }

    private static int count(SopsNode node) {
        if (node instanceof SopsMap map) {
            return 1
                    + map.members().stream()
                            .mapToInt(member -> count(member.value()))
                            .sum();
        }
        return node instanceof SopsList list
                ? 1 + list.items().stream().mapToInt(YamlTree::count).sum()
                : 1;
    }

    private SopsNode content(NodeEvent event, List<String> path, int depth) {
        if (event instanceof ScalarEvent scalar) {
            return leaves.value(scalar, location(event), String.join(".", path));
        }
        return event instanceof SequenceStartEvent sequence
                ? list(sequence, path, depth)
                : map((MappingStartEvent) event, path, depth);
    }

    private SopsList list(SequenceStartEvent start, List<String> path, int depth) {
        int column = start.isFlow() ? 0 : start.getStartMark().getColumn();
        List<SopsNode> items = new ArrayList<>();
        while (!events.isAt(Event.ID.SequenceEnd)) {
            items.addAll(events.commentsUpTo(column));
            if (events.peek() instanceof ScalarEvent) {
                items.addAll(events.comments());
            }
            int at = items.size();
            items.add(node(path, depth + 1));
            items.addAll(at, events.inlineComments());
        }
        items.addAll(events.commentsFrom(column));
        events.next();
        return new SopsList(items);
    }

    private SopsMap map(MappingStartEvent start, List<String> path, int depth) {
        int column = start.isFlow() ? 0 : start.getStartMark().getColumn();
        List<SopsMember> members = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        while (!events.isAt(Event.ID.MappingEnd)) {
            add(members, members.size(), events.comments());
            member(members, keys, path, depth);
        }
        add(members, members.size(), events.commentsFrom(column));
        events.next();
        return new SopsMap(members);
    }

    private static void add(List<SopsMember> members, int at, List<SopsComment> comments) {
        members.addAll(at, comments.stream().map(SopsMember::of).toList());
    }

    private void member(List<SopsMember> members, Set<String> keys, List<String> path, int depth) {
        Event start = events.next();
        String key = key(start, path);
        if (!keys.add(key)) {
            problems.add(problem(start, path, "the key \"" + key + "\" is already there"));
        }
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        add(members, members.size(), events.inlineComments());
        if (events.peek() instanceof ScalarEvent) {
            add(members, members.size(), events.comments());
        }
        int at = members.size();
        members.add(new SopsMember(key, node(longer, depth + 1), location(start)));
        add(members, at, events.inlineComments());
    }

    private String key(Event event, List<String> path) {
        if (!(event instanceof ScalarEvent scalar)) {
            throw new InvalidInputException(List.of(problem(event, path, "found no name as a key, expected one")));
        }
        String key = scalar.getValue();
        if (!key.equals(MERGE) && !leaves.isText(scalar)) {
            problems.add(problem(event, path, "the key " + key + " is no string; sops takes strings only")
                    .withSuggestion("put it in quotes"));
        }
        return key;
    }

    private Problem problem(Event event, List<String> path, String message) {
        return Problem.error(location(event), String.join(".", path), message);
    }

    private SourceLocation location(Event event) {
        Mark mark = event.getStartMark();
        return new SourceLocation(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
