package io.homelabhub.cli.command.projects;

import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.look.EngineProject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The projects of an engine. */
record ProjectsResult(List<EngineProject> projects) implements Listing {
    private static final List<String> HEADING = List.of("NAME", "STATUS", "CONFIG FILES");

    @Override
    public void print(Page page) {
        if (projects.isEmpty()) {
            page.line("No project is up. --all shows those that are down, too.");
            return;
        }
        List<List<String>> rows = projects.stream()
                .map(project -> List.of(
                        project.name(),
                        status(project),
                        project.configFiles().isEmpty() ? "-" : String.join(", ", project.configFiles())))
                .toList();
        List<String> unused = page.fitting(HEADING, rows, List.of(), (column, cell) -> cell);
    }

    /** {@code running (2), exited (1)}. */
    private static String status(EngineProject project) {
        return project.containers().entrySet().stream()
                .map(entry -> word(entry.getKey()) + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> ids() {
        return projects.stream().map(EngineProject::name).toList();
    }

    @Override
    public List<? extends Map<String, ?>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (EngineProject project : projects) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", project.name());
            Map<String, Object> containers = new LinkedHashMap<>();
            project.containers().forEach((state, count) -> containers.put(word(state), count));
            row.put("containers", containers);
            row.put("configFiles", project.configFiles());
            rows.add(row);
        }
        return rows;
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("projects", rows());
    }
}
