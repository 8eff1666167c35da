package io.homelabhub.cli.command.discover;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.discovery.Entry;
import io.homelabhub.discovery.Routes;
import io.homelabhub.placement.Obstacle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which domain leads where. */
record RoutesResult(Routes routes) implements Result {
    private static final List<String> HEADING = List.of("DOMAIN", "SERVICE", "HOST", "PROTOCOL", "UPSTREAM");

    @Override
    public void print(Page page) {
        List<List<String>> rows = new ArrayList<>();
        routes.offered().forEach(entry -> entry.domains()
                .forEach(domain -> rows.add(
                        List.of(domain, entry.service(), entry.host().orElse("-"), entry.protocol(), entry.target()))));
        if (rows.isEmpty()) {
            page.line("No enabled service has domains and a public interface that speaks HTTP.");
        } else {
            List<String> unused = page.fitting(HEADING, rows, List.of("PROTOCOL", "HOST"), (column, cell) -> cell);
        }
        routes.obstacles().forEach(obstacle -> page.line(page.styled(Style.RED, "✘ ") + obstacle.problem())
                .advice("  To go on, " + obstacle.remedy() + "."));
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("routes", routes.offered().stream().map(RoutesResult::row).toList());
        document.put(
                "obstacles", routes.obstacles().stream().map(Obstacle::toString).toList());
        return document;
    }

    private static Map<String, @Nullable Object> row(Entry entry) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("service", entry.service());
        row.put("domains", entry.domains());
        row.put("host", entry.host().orElse(null));
        row.put("protocol", entry.protocol());
        row.put("address", entry.address());
        row.put("port", entry.port());
        row.put("healthPath", entry.path().orElse(null));
        return row;
    }
}
