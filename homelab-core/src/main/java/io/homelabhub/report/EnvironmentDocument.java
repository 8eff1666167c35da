package io.homelabhub.report;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.variables.ContainerValue;
import io.homelabhub.variables.EnvironmentReport;
import io.homelabhub.variables.ToldValue;
import io.homelabhub.variables.VariableDefinition;
import io.homelabhub.variables.VariableExplanation;
import io.homelabhub.variables.VariableState;
import io.homelabhub.variables.VariableUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of variables, in the form for programs: maps, lists, texts, numbers and truths. No value of a secret is in it. */
public final class EnvironmentDocument {
    private EnvironmentDocument() {}

    /** {@code variables}, each with its origin, what it overrides, its uses and its containers. */
    public static Map<String, ?> explained(List<VariableExplanation> variables) {
        return Map.of(
                "variables",
                variables.stream().map(EnvironmentDocument::explanation).toList());
    }

    private static Map<String, ?> explanation(VariableExplanation variable) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", variable.name());
        document.put("secret", variable.secret());
        document.put("value", variable.value().map(EnvironmentDocument::told).orElse(null));
        document.put("overrides", told(variable.overridden()));
        document.put(
                "uses", variable.uses().stream().map(EnvironmentDocument::use).toList());
        document.put("services", variable.services());
        document.put("bundles", variable.bundles());
        document.put(
                "containers",
                variable.containers().stream()
                        .map(EnvironmentDocument::container)
                        .toList());
        document.put(
                "definition",
                variable.definition().map(EnvironmentDocument::definition).orElse(null));
        return document;
    }

    private static List<Map<String, ?>> told(List<ToldValue> values) {
        List<Map<String, ?>> documents = new ArrayList<>();
        values.forEach(value -> documents.add(told(value)));
        return documents;
    }

    private static Map<String, ?> told(ToldValue value) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("shown", value.shown());
        document.put("source", value.origin().kind().code());
        document.put(
                "place", value.origin().place().map(SourceLocation::toString).orElse(null));
        document.put("generatedFrom", value.generatedFrom());
        return document;
    }

    private static Map<String, ?> use(VariableUse use) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("place", use.place().toString());
        document.put("path", use.path());
        document.put("required", use.required());
        return document;
    }

    private static Map<String, ?> container(ContainerValue container) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("service", container.service());
        document.put("value", told(container.value()));
        document.put("filledWith", container.filledWith());
        document.put("overrides", told(container.overridden()));
        return document;
    }

    private static Map<String, ?> definition(VariableDefinition definition) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("place", definition.location().toString());
        document.put("type", definition.type().name().toLowerCase(Locale.ROOT));
        document.put("required", definition.required());
        document.put("description", definition.description());
        document.put("example", definition.example().orElse(null));
        return document;
    }

    /** {@code complete}, {@code valid}, {@code variables} and {@code problems}. */
    public static Map<String, ?> checked(EnvironmentReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("complete", report.missing().isEmpty());
        document.put("valid", report.isValid());
        document.put(
                "variables",
                report.variables().stream().map(EnvironmentDocument::state).toList());
        document.put(
                "problems",
                report.problems().stream().map(EnvironmentDocument::problem).toList());
        return document;
    }

    private static Map<String, ?> state(VariableState variable) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", variable.name());
        document.put("state", variable.state().name().toLowerCase(Locale.ROOT));
        document.put("required", variable.uses().stream().anyMatch(VariableUse::required));
        document.put("secret", variable.secret());
        document.put("origin", variable.origin().map(Object::toString).orElse(null));
        document.put(
                "places",
                variable.uses().stream().map(use -> use.place().toString()).toList());
        return document;
    }

    private static Map<String, ?> problem(Problem problem) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        document.put("place", problem.location().toString());
        document.put(
                "also", problem.also().stream().map(SourceLocation::toString).toList());
        document.put("subject", problem.path());
        document.put("message", problem.message());
        document.put("suggestion", problem.suggestion());
        return document;
    }
}
