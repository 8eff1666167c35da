package io.homelabhub.cli.command.config;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.problem.Problem;
import io.homelabhub.report.EnvironmentDocument;
import io.homelabhub.variables.EnvironmentReport;
import io.homelabhub.variables.VariableState;
import io.homelabhub.variables.VariableState.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of {@code homelab validate-env}: the variables by name, then what is wrong. Holds no value of a secret. */
record VariablesResult(EnvironmentReport report) implements Result {
    private static final List<String> HEADING = List.of("VARIABLE", "STATE", "ASKED FOR BY");
    private static final int STATE_COLUMN = 1;

    @Override
    public void print(Page page) {
        page.columns(
                HEADING,
                report.variables().stream().map(VariablesResult::row).toList(),
                (column, cell) -> column == STATE_COLUMN ? page.styled(color(cell), cell) : cell);
        page.blank();
        report.problems().forEach(problem -> page.line(problem.toString()));
        if (!report.problems().isEmpty()) {
            page.blank();
        }
        page.advice(verdict());
    }

    private String verdict() {
        List<String> missing = report.missing();
        if (!missing.isEmpty()) {
            return "Missing: " + String.join(", ", missing) + ". Set them in .env; `homelab setup` helps.";
        }
        long errors = report.problems().stream().filter(Problem::isError).count();
        return errors == 0
                ? "Nothing is missing."
                : "Nothing is missing, but " + errors + " of the values will not do.";
    }

    private static List<String> row(VariableState variable) {
        return List.of(variable.name(), text(variable.state()), places(variable));
    }

    private static String text(State state) {
        return state == State.MISSING ? state.name() : state.name().toLowerCase(Locale.ROOT);
    }

    /** {@code compose.base.yml, compose.web.yml}; with lines if the variable is missing. */
    private static String places(VariableState variable) {
        return variable.uses().stream()
                .map(use -> use.place().file().getFileName()
                        + (variable.state() == State.MISSING ? ":" + use.place().line() : ""))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Style color(String state) {
        return state.equals(text(State.MISSING))
                ? Style.RED
                : state.equals(text(State.SET)) ? Style.GREEN : Style.FAINT;
    }

    @Override
    public Map<String, ?> document() {
        return EnvironmentDocument.checked(report);
    }
}
