package io.homelabhub.cli.command.config;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.generation.FileChange;
import io.homelabhub.generation.FileChange.Kind;
import io.homelabhub.generation.FileChange.VariableChange;
import io.homelabhub.generation.GenerationPlan;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What generating changes, by name.
 *
 * @param home the project's folder
 * @param written whether it was done
 */
record GenerationResult(GenerationPlan plan, Path home, boolean written) implements Result {
    private Path folder() {
        return plan.folder().startsWith(home) ? home.relativize(plan.folder()) : plan.folder();
    }

    @Override
    public void print(Page page) {
        page.line(page.styled(Style.BOLD, "config generate " + plan.target()) + " -> " + folder());
        page.blank();
        plan.files().stream().filter(FileChange::isChange).forEach(file -> print(file, page));
        if (!plan.isEmpty()) {
            page.blank();
        }
        page.line(sentence());
        if (written && !plan.isEmpty()) {
            page.advice("Next: DEPLOYMENT_PATH=" + folder() + " homelab plan");
        }
    }

    private static void print(FileChange file, Page page) {
        page.line("   " + sign(file.kind(), page) + " " + file.name() + "  " + word(file)
                + (file.byHand() ? " (!)" : ""));
        if (file.kind() == Kind.CHANGED) {
            file.variables()
                    .forEach(variable -> page.line("       " + sign(variable.kind(), page) + " " + variable.name()
                            + page.styled(Style.FAINT, places(variable))));
        }
    }

    private static String places(VariableChange variable) {
        return variable.origins().isEmpty()
                ? ""
                : "  "
                        + variable.origins().stream()
                                .map(SourceLocation::toString)
                                .collect(Collectors.joining(", "));
    }

    private static String sign(Kind kind, Page page) {
        return switch (kind) {
            case NEW -> page.styled(Style.GREEN, "+");
            case GONE -> page.styled(Style.RED, "-");
            case CHANGED, RIGHTS -> page.styled(Style.YELLOW, "~");
            case UNCHANGED -> " ";
        };
    }

    private static String word(FileChange file) {
        int variables = file.variables().size();
        return switch (file.kind()) {
            case NEW ->
                "new" + (variables == 0 ? "" : variables == 1 ? ", 1 variable" : ", " + variables + " variables");
            case GONE -> "gone";
            case CHANGED -> "changed";
            case RIGHTS -> "for its owner alone";
            case UNCHANGED -> "";
        };
    }

    private String sentence() {
        if (plan.isEmpty()) {
            return "Nothing to do: " + files(plan.files().size()) + " as generated.";
        }
        List<String> parts = new ArrayList<>();
        for (Kind kind : List.of(Kind.NEW, Kind.CHANGED, Kind.RIGHTS, Kind.GONE)) {
            long count =
                    plan.files().stream().filter(file -> file.kind() == kind).count();
            if (count > 0) {
                parts.add(count + " " + (kind == Kind.RIGHTS ? "closed to others" : name(kind)));
            }
        }
        long unchanged = plan.files().stream().filter(file -> !file.isChange()).count();
        if (parts.isEmpty()) {
            return "Not finished: files were being replaced when the program ended; without --check it is.";
        }
        return (written ? "Written: " : "Not written: ") + String.join(", ", parts) + " (" + unchanged + " unchanged).";
    }

    private static String files(int count) {
        return count == 1 ? "1 file is" : count + " files are";
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("environment", plan.target().environment());
        document.put("host", plan.target().host());
        document.put("folder", folder().toString());
        document.put("empty", plan.isEmpty());
        document.put("written", written);
        document.put(
                "files", plan.files().stream().map(GenerationResult::document).toList());
        document.put("warnings", plan.warnings().stream().map(Object::toString).toList());
        return document;
    }

    private static Map<String, ?> document(FileChange file) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", file.name());
        document.put("change", name(file.kind()));
        document.put("byHand", file.byHand());
        document.put(
                "variables",
                file.variables().stream().map(GenerationResult::document).toList());
        return document;
    }

    private static Map<String, ?> document(VariableChange variable) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", variable.name());
        document.put("change", name(variable.kind()));
        document.put(
                "origins",
                variable.origins().stream().map(SourceLocation::toString).toList());
        return document;
    }
}
