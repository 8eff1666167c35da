package io.homelabhub.cli.command.look;

import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.look.Look;
import io.homelabhub.look.ServiceProcesses;
import io.homelabhub.report.ForeignText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The processes of services.
 *
 * @param wide whether all columns are shown, however wide the terminal
 */
record TopResult(Look<ServiceProcesses> look, boolean wide) implements Listing {
    private static final String CONTAINER = "CONTAINER";

    /** Left out first where a terminal is too narrow for all, by what one engine or another calls them. */
    private static final List<String> OPTIONAL = List.of("C", "TTY", "PPID", CONTAINER, "STIME", "ELAPSED", "%CPU");

    @Override
    public void print(Page page) {
        if (look.items().isEmpty()) {
            page.line("Nothing of project " + look.project() + " runs.");
            return;
        }
        List<String> heading = new ArrayList<>(List.of("SERVICE", CONTAINER));
        heading.addAll(look.items().get(0).table().titles());
        List<List<String>> rows = new ArrayList<>();
        for (ServiceProcesses container : look.items()) {
            for (List<String> process : container.table().rows()) {
                List<String> row = new ArrayList<>(List.of(container.service(), container.container()));
                process.forEach(cell -> row.add(ForeignText.clean(cell, false)));
                rows.add(row);
            }
        }
        if (wide) {
            page.columns(heading, rows, (column, cell) -> cell);
        } else {
            List<String> unused = page.fitting(
                    heading, rows, OPTIONAL.stream().filter(heading::contains).toList(), (column, cell) -> cell);
        }
    }

    @Override
    public List<String> ids() {
        return look.items().stream().map(ServiceProcesses::container).toList();
    }

    @Override
    public List<? extends Map<String, ?>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ServiceProcesses container : look.items()) {
            List<String> titles = container.table().titles();
            for (List<String> process : container.table().rows()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("service", container.service());
                row.put("container", container.container());
                for (int i = 0; i < titles.size(); i++) {
                    row.put(titles.get(i), process.get(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", look.project());
        document.put("processes", rows());
        return document;
    }
}
