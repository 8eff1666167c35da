package io.homelabhub.testkit.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table of a Markdown document that says for each clause and engine what comes of it. It stands between two marks,
 * begins with a clause's number and sentence, and has a column for each engine.
 */
final class ClauseTable {
    static final String BEGIN = "<!-- clauses -->\n";
    static final String END = "<!-- end of clauses -->";
    private static final int FIRST_ENGINE = 2;

    private final String before;
    private final String after;
    private final List<String> heads;
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private ClauseTable(String before, List<String> heads, String after) {
        this.before = before;
        this.heads = heads;
        this.after = after;
    }

    static ClauseTable in(String document) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new AssertionError("the document has no table between " + BEGIN.strip() + " and " + END);
        }
        List<String> lines =
                document.substring(begin + BEGIN.length(), end).lines().toList();
        ClauseTable table = new ClauseTable(
                document.substring(0, begin + BEGIN.length()), cells(lines.get(0)), document.substring(end));
        lines.stream().skip(FIRST_ENGINE).map(ClauseTable::cells).forEach(row -> table.rows.put(row.get(0), row));
        return table;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>(List.of(line.split("\\|", -1)));
        return cells.subList(1, cells.size() - 1).stream().map(String::strip).toList();
    }

    /** The column of an engine of this product and version: {@code Docker 20.10} for 20.10.24. */
    Optional<String> columnOf(String product, String version) {
        String engine = product + " " + version + ".";
        return heads.stream()
                .skip(FIRST_ENGINE)
                .filter(head -> engine.startsWith(head + "."))
                .findFirst();
    }

    /** Where it says something else than these clauses, or than what came of some of them on the column's engine. */
    List<String> contradictions(List<Clause> clauses, String column, Map<String, String> results) {
        List<String> found = new ArrayList<>();
        List<Clause> written = rows.values().stream()
                .map(row -> new Clause(row.get(0), row.get(1)))
                .toList();
        clauses.stream()
                .filter(clause -> !written.contains(clause))
                .forEach(clause -> found.add("it lacks " + clause.number() + ", " + clause.sentence()));
        written.stream()
                .filter(clause -> !clauses.contains(clause))
                .forEach(clause -> found.add("no clause is " + clause.number() + ", " + clause.sentence()));
        results.forEach((number, result) -> {
            String cell = cell(number, column);
            if (!cell.equals(result)) {
                found.add(number + " on " + column + ": " + result + ", and not: " + cell);
            }
        });
        return found;
    }

    private String cell(String number, String column) {
        List<String> row = rows.getOrDefault(number, List.of());
        int index = heads.indexOf(column);
        return index >= 0 && index < row.size() ? row.get(index) : "";
    }

    /** The document with the rows of these clauses, and what came of some of them in one column. */
    String with(List<Clause> clauses, String column, Map<String, String> results) {
        String lines = clauses.stream()
                .map(clause -> line(row(clause, column, results)))
                .collect(Collectors.joining());
        String rule = line(heads.stream().map(head -> "---").toList()).replace(" ", "");
        return before + line(heads) + rule + lines + after;
    }

    private List<String> row(Clause clause, String column, Map<String, String> results) {
        List<String> row = new ArrayList<>(List.of(clause.number(), clause.sentence()));
        for (String head : heads.subList(FIRST_ENGINE, heads.size())) {
            String known = cell(clause.number(), head);
            row.add(head.equals(column) ? results.getOrDefault(clause.number(), known) : known);
        }
        return row;
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
