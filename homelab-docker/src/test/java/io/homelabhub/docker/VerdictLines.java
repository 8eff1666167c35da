package io.homelabhub.docker;

import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a plan says about what is not as it should be, a line each: the verdict, the resource, the causes, and the fields
 * that differ in braces.
 */
final class VerdictLines {
    private VerdictLines() {}

    static List<String> of(Plan plan) {
        return of(plan, change -> change.verdict().changesSomething());
    }

    static List<String> of(Plan plan, Predicate<Change> which) {
        return plan.changes().stream().filter(which).map(VerdictLines::line).toList();
    }

    private static String line(Change change) {
        String differences = change.causes().stream()
                .flatMap(cause -> cause.differences().stream())
                .map(String::valueOf)
                .collect(Collectors.joining("; "));
        return Stream.of(change.toString(), differences.isEmpty() ? "" : "{" + differences + "}")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
