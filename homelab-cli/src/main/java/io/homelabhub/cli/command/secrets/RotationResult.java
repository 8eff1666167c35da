package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.generation.FileChange;
import io.homelabhub.rotation.RotationPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What rotating a secret would do, or did. */
record RotationResult(RotationPlan plan) implements Result {
    @Override
    public void print(Page page) {
        page.line(
                plan.unfinished()
                        ? "take back the rotation of " + plan.key() + " in " + plan.file()
                                + " that ended half-way: the value before it comes back"
                        : "rotate " + plan.key() + " at " + plan.place() + ":");
        plan.inside().forEach(step -> page.line("  inside     " + step));
        changed().forEach(file -> page.line("  generate   " + text(file)));
        if (!plan.redeployed().isEmpty()) {
            page.line("  deploy     " + String.join(", ", plan.redeployed()));
        }
        plan.notes().forEach(note -> page.line("  note       " + note));
    }

    private List<FileChange> changed() {
        return plan.generated()
                .map(generation ->
                        generation.files().stream().filter(FileChange::isChange).toList())
                .orElse(List.of());
    }

    private static String text(FileChange file) {
        String variables =
                file.variables().stream().map(FileChange.VariableChange::name).collect(Collectors.joining(", "));
        return file.name() + (variables.isEmpty() ? "" : ": " + variables);
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("key", plan.key());
        document.put("file", plan.file().toString());
        document.put("place", plan.place().toString());
        document.put("unfinished", plan.unfinished());
        document.put("inside", plan.inside());
        document.put(
                "generated",
                changed().stream()
                        .map(file -> Map.of(
                                "file",
                                file.name(),
                                "variables",
                                file.variables().stream()
                                        .map(FileChange.VariableChange::name)
                                        .toList()))
                        .toList());
        document.put("deployed", plan.redeployed());
        document.put("notes", plan.notes());
        return document;
    }
}
