package io.homelabhub.catalog;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of the reference page, which stand between {@code <!-- fields of a service -->} and {@code <!-- end -->}. */
final class ReferenceText {
    private static final Pattern TABLE =
            Pattern.compile("(<!-- fields of (.+?) -->\n).*?(<!-- end -->)", Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final List<Structure> STRUCTURES = List.of(
            CatalogFields.TABLE,
            HostFields.TABLE,
            NotifyFields.TABLE,
            GroupFields.TABLE,
            JobFields.TABLE,
            ServiceFields.TABLE,
            InterfaceFields.TABLE,
            PatternFields.TABLE,
            VariableFields.TABLE);

    private ReferenceText() {}

    /** {@code page} with every table as the fields say. */
    static String rewritten(String page) {
        return TABLE.matcher(page)
                .replaceAll(
                        match -> Matcher.quoteReplacement(match.group(1) + table(structure(match)) + match.group(3)));
    }

    /** The first catalog on {@code page}. */
    static String example(String page) {
        Matcher example = EXAMPLE.matcher(page);
        if (!example.find()) {
            throw new IllegalArgumentException("no example on the page");
        }
        return example.group(1);
    }

    private static Structure structure(MatchResult match) {
        return STRUCTURES.stream()
                .filter(structure -> structure.title().equals(match.group(2)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table of " + match.group(2)));
    }

    private static String table(Structure structure) {
        StringBuilder table = new StringBuilder("\n| Key | Value | Meaning | Without it |\n|---|---|---|---|\n");
        for (Map.Entry<String, Field<?>> entry : structure.fields().entrySet()) {
            Field<?> field = entry.getValue();
            String without = field.required() ? "**required**" : field.fallback();
            String value =
                    field.shape().equals(Text.NAME) ? "a name" : field.shape().words();
            table.append("| `%s` | %s | %s | %s |\n".formatted(entry.getKey(), value, field.description(), without));
        }
        return table.append('\n').toString();
    }
}
