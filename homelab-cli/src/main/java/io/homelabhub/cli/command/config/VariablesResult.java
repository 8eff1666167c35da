package io.homelabhub.cli.command.config;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The variables that are asked for, by name, and whether each is there. Holds no value. */
record VariablesResult(List<Row> rows) implements Result {
    private static final List<String> HEADING = List.of("VARIABLE", "STATE", "ASKED FOR BY");
    private static final int STATE_COLUMN = 1;

    /** How a variable is. */
    enum State {
        SET("set"),
        /** Not set or empty, and there is something else to use. */
        DEFAULT("default"),
        MISSING("MISSING");

        private final String text;

        State(String text) {
            this.text = text;
        }
    }

    /** One variable. */
    record Row(String name, State state, List<VariableUse> uses) {
        Row {
            uses = List.copyOf(uses);
        }

        /** {@code compose.base.yml, compose.web.yml}; with lines if the variable is missing. */
        String places() {
            return uses.stream()
                    .map(use -> use.place().file().getFileName()
                            + (state == State.MISSING ? ":" + use.place().line() : ""))
                    .distinct()
                    .collect(Collectors.joining(", "));
        }
    }

    VariablesResult {
        rows = List.copyOf(rows);
    }

    /** @param environment the variables that are set; only their names and whether they are empty count */
    static VariablesResult of(List<VariableUse> uses, Map<String, String> environment) {
        Map<String, List<VariableUse>> byName = new TreeMap<>();
        uses.forEach(use ->
                byName.computeIfAbsent(use.name(), any -> new ArrayList<>()).add(use));
        List<Row> rows = new ArrayList<>();
        byName.forEach((name, its) -> rows.add(new Row(name, state(its, environment.getOrDefault(name, "")), its)));
        return new VariablesResult(rows);
    }

    private static State state(List<VariableUse> uses, String value) {
        if (!value.isEmpty()) {
            return State.SET;
        }
        return uses.stream().anyMatch(VariableUse::required) ? State.MISSING : State.DEFAULT;
    }

    boolean isComplete() {
        return missing().isEmpty();
    }

    private List<String> missing() {
        return rows.stream()
                .filter(row -> row.state() == State.MISSING)
                .map(Row::name)
                .toList();
    }

    @Override
    public void print(Page page) {
        page.columns(
                HEADING,
                rows.stream()
                        .map(row -> List.of(row.name(), row.state().text, row.places()))
                        .toList(),
                (column, cell) -> column == STATE_COLUMN ? page.styled(color(cell), cell) : cell);
        page.blank();
        page.advice(
                isComplete()
                        ? "Nothing is missing."
                        : "Missing: " + String.join(", ", missing()) + ". Set them in .env; `homelab setup` helps.");
    }

    private static Style color(String state) {
        return state.equals(State.MISSING.text) ? Style.RED : state.equals(State.SET.text) ? Style.GREEN : Style.FAINT;
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("complete", isComplete());
        document.put("variables", rows.stream().map(VariablesResult::document).toList());
        return document;
    }

    private static Map<String, ?> document(Row row) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", row.name());
        document.put("state", row.state().text.toLowerCase(Locale.ROOT));
        document.put("required", row.uses().stream().anyMatch(VariableUse::required));
        document.put(
                "places", row.uses().stream().map(use -> use.place().toString()).toList());
        return document;
    }
}
