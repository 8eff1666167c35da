package io.homelabhub.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test class that needs an engine, as its source tells of it.
 *
 * @param name the class
 * @param shows the first sentence of its description
 * @param tests the tags of each of its test methods, those of the class among them
 */
record Instrument(String name, String shows, List<Set<String>> tests) {
    private static final Pattern HEAD = Pattern.compile(
            "/\\*\\*(?<says>(?:[^*]|\\*(?!/))*)\\*/\\s*(?<tags>(?:@[^\\n]*\\n)*)(?:final )?class (?<name>\\w+)[^{]*\\{");
    private static final Pattern PARENT = Pattern.compile(" (?:extends|implements) (\\w+)");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]+)\"\\)");
    private static final Pattern TEST =
            Pattern.compile("((?: +@[^\\n]*(?:\\n {12,}[^\\n]*)*\\n)+) +(?:default )?void \\w+\\(");
    private static final Pattern SENTENCE = Pattern.compile("^(.*?)(?:[.:](?: .*)?)?$");

    static Instrument of(Path source) throws IOException {
        String text = Files.readString(source);
        Matcher head = HEAD.matcher(text);
        if (!head.find()) {
            throw new IllegalStateException(source + " says of itself nothing");
        }
        Set<String> ofAll = tags(head.group("tags"));
        List<Set<String>> tests = tests(text, ofAll);
        Matcher parent = PARENT.matcher(head.group());
        if (parent.find() && parent.group(1).equals("RealEngineContract")) {
            clauses().forEach(clause -> tests.add(ofAll));
        } else if (parent.reset().find()) {
            tests.addAll(tests(Files.readString(source.resolveSibling(parent.group(1) + ".java")), ofAll));
        }
        return new Instrument(head.group("name"), sentence(head.group("says")), tests);
    }

    private static List<Set<String>> tests(String text, Set<String> ofAll) {
        List<Set<String>> tests = new ArrayList<>();
        Matcher test = TEST.matcher(text);
        while (test.find()) {
            if (test.group(1).contains("@Test") || test.group(1).contains("@ParameterizedTest")) {
                Set<String> tags = new HashSet<>(ofAll);
                tags.addAll(tags(test.group(1)));
                tests.add(tags);
            }
        }
        return tests;
    }

    private static Set<String> tags(String annotations) {
        Set<String> tags = new HashSet<>();
        Matcher matcher = TAG.matcher(annotations);
        while (matcher.find()) {
            tags.add(matcher.group(1));
        }
        return tags;
    }

    private static List<String> clauses() throws IOException {
        return Files.readAllLines(RealEngineContract.TABLE).stream()
                .filter(line -> line.matches("\\| c\\d+ .*"))
                .toList();
    }

    private static String sentence(String says) {
        String text = says.replaceAll("\\s*\\n \\*\\s?", " ").strip().replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`");
        Matcher sentence = SENTENCE.matcher(text);
        return sentence.matches() ? sentence.group(1) : text;
    }

    /** How many of its test methods run where all tags of {@code groups} are asked for, and none of {@code excluded}. */
    long count(Set<String> groups, Set<String> excluded) {
        return tests.stream()
                .filter(tags -> tags.containsAll(groups) && tags.stream().noneMatch(excluded::contains))
                .count();
    }
}
