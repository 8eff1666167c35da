package io.homelabhub.cli.command.config;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.report.EnvironmentDocument;
import io.homelabhub.variables.ContainerValue;
import io.homelabhub.variables.ToldValue;
import io.homelabhub.variables.VariableExplanation;
import io.homelabhub.variables.VariableUse;
import java.util.List;
import java.util.Map;

/** Variables explained, one after the other. */
record ExplanationResult(List<VariableExplanation> variables) implements Result {
    ExplanationResult {
        variables = List.copyOf(variables);
    }

    @Override
    public void print(Page page) {
        if (variables.isEmpty()) {
            page.line("There is no variable.");
        }
        for (int i = 0; i < variables.size(); i++) {
            if (i > 0) {
                page.blank();
            }
            print(variables.get(i), page);
        }
    }

    private static void print(VariableExplanation variable, Page page) {
        String value = variable.value().map(told -> " = " + told.shown()).orElse("");
        page.line(page.styled(Style.BOLD, variable.name()) + value);
        variable.definition()
                .filter(definition -> !definition.description().isEmpty())
                .ifPresent(definition -> page.line("  " + definition.description()));
        variable.value()
                .ifPresentOrElse(
                        told -> page.line("  from       " + origin(told)),
                        () -> page.line("  from       nobody, for the Compose files"));
        variable.overridden().forEach(told -> page.line("  overrides  " + said(told)));
        variable.uses().forEach(use -> page.line("  used at    " + use(use)));
        if (!variable.services().isEmpty()) {
            page.line("  used by    " + String.join(", ", variable.services()));
        }
        variable.containers().forEach(container -> print(container, page));
        if (variable.uses().isEmpty() && variable.containers().isEmpty()) {
            page.line("  nobody reads it");
        }
    }

    private static void print(ContainerValue container, Page page) {
        String with =
                container.filledWith().isEmpty() ? "" : ", filled in with " + String.join(", ", container.filledWith());
        page.line("  container  " + container.service() + " gets " + said(container.value()) + with);
        container.overridden().forEach(told -> page.line("             in place of " + said(told)));
    }

    private static String use(VariableUse use) {
        return use.place() + "  " + use.path() + (use.required() ? " (required)" : "");
    }

    private static String said(ToldValue told) {
        return told.shown() + " from " + origin(told);
    }

    /** {@code .env:3}; of a generated file with what it was made of: a template's line and a value's place. */
    private static String origin(ToldValue told) {
        return told.generatedFrom().isEmpty()
                ? told.origin().toString()
                : told.origin() + ", generated from " + String.join(", ", told.generatedFrom());
    }

    @Override
    public Map<String, ?> document() {
        return EnvironmentDocument.explained(variables);
    }
}
