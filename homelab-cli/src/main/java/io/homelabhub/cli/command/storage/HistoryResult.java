package io.homelabhub.cli.command.storage;

import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.look.Look;
import io.homelabhub.look.ServiceImageRun;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The images that services run, and ran before.
 *
 * @param now when it was asked
 */
record HistoryResult(Look<ServiceImageRun> look, Instant now) implements Listing {
    private static final String DIGEST = "DIGEST";
    private static final String REPLACED_BY = "REPLACED BY";
    private static final int SHORT = 12;

    @Override
    public void print(Page page) {
        if (look.items().isEmpty()) {
            page.line("Nothing of project " + look.project() + " has a container, and nothing is remembered of it.");
            return;
        }
        List<String> unused = page.fitting(
                List.of("SERVICE", "BACK", "IMAGE", "ID", DIGEST, "UNTIL", REPLACED_BY),
                look.items().stream().map(this::cells).toList(),
                List.of(DIGEST, REPLACED_BY),
                (column, cell) -> cell);
        if (look.items().stream().anyMatch(run -> run.back() > 0)) {
            page.blank()
                    .advice("`homelab rollback` takes back the last deploy that has changed an image;"
                            + " `homelab rollback N SERVICE` goes N back.");
        } else {
            page.blank().line("No deploy that is remembered has given a service another image.");
        }
    }

    private List<String> cells(ServiceImageRun run) {
        return List.of(
                run.service(),
                run.back() == 0 ? "-" : String.valueOf(run.back()),
                run.reference(),
                shortened(run.id()) + (run.present() ? "" : " (gone)"),
                run.digest()
                        .map(digest -> shortened(digest.substring(digest.indexOf('@') + 1)))
                        .orElse("-"),
                run.back() == 0
                        ? "now"
                        : run.replaced()
                                .map(time -> TimeText.about(Duration.between(time, now)) + " ago")
                                .orElse("-"),
                run.operation().isEmpty() ? "-" : run.operation());
    }

    private static String shortened(String id) {
        String hex = id.substring(id.indexOf(':') + 1);
        return hex.substring(0, Math.min(SHORT, hex.length()));
    }

    @Override
    public List<String> ids() {
        return look.items().stream().map(ServiceImageRun::id).distinct().toList();
    }

    @Override
    public List<? extends Map<String, ?>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (ServiceImageRun run : look.items()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("service", run.service());
            row.put("back", run.back());
            row.put("deploy", run.back() == 0 ? null : run.deploy());
            row.put("reference", run.reference());
            row.put("id", run.id());
            row.put("digest", run.digest().orElse(null));
            row.put("present", run.present());
            row.put("replaced", run.replaced().map(Instant::toString).orElse(null));
            row.put("operation", run.back() == 0 ? null : run.operation());
            rows.add(row);
        }
        return rows;
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", look.project());
        document.put("history", rows());
        return document;
    }
}
