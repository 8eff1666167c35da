package io.homelabhub.cli.command.storage;

import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.look.ImageUpdate;
import io.homelabhub.look.Look;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What registries have beyond what runs.
 *
 * @param all whether what is up to date is listed as well
 */
record OutdatedResult(Look<ImageUpdate> look, boolean all) implements Listing {
    private static final int SHORT = 12;

    private List<ImageUpdate> shown() {
        return look.items().stream()
                .filter(update -> all || update.isOutdated() || isUnknown(update))
                .toList();
    }

    /** Whether a registry was to be asked and did not tell. */
    private static boolean isUnknown(ImageUpdate update) {
        return update.running().isPresent() && !update.problem().isEmpty();
    }

    @Override
    public void print(Page page) {
        List<ImageUpdate> shown = shown();
        if (!shown.isEmpty()) {
            List<String> unused = page.fitting(
                    List.of("SERVICE", "IMAGE", "RUNNING", "REGISTRY", "SAME LINE", "NEWEST", "NOTE"),
                    shown.stream().map(OutdatedResult::cells).toList(),
                    List.of("RUNNING", "REGISTRY"),
                    (column, cell) -> cell);
        }
        long outdated = look.items().stream().filter(ImageUpdate::isOutdated).count();
        if (outdated == 0) {
            page.line(
                    look.items().isEmpty()
                            ? "Nothing of project " + look.project() + " has a container."
                            : "Nothing is outdated, as far as the registries tell.");
        } else if (look.items().stream().anyMatch(ImageUpdate::isReplaced)) {
            page.blank()
                    .advice(
                            "`homelab update SERVICE` takes what the registry has under the same name; another tag is yours to"
                                    + " write into the file.");
        }
    }

    private static List<String> cells(ImageUpdate update) {
        return List.of(
                update.service(),
                update.reference(),
                shortened(update.running()),
                update.offered().equals(update.running()) ? "same" : shortened(update.offered()),
                update.sameLine().orElse("-"),
                update.newest().orElse("-"),
                update.problem().isEmpty() ? "-" : update.problem());
    }

    private static String shortened(Optional<String> digest) {
        return digest.map(text -> text.substring(text.indexOf(':') + 1))
                .map(hex -> hex.substring(0, Math.min(SHORT, hex.length())))
                .orElse("-");
    }

    @Override
    public List<String> ids() {
        return look.items().stream()
                .filter(update -> all || update.isOutdated())
                .map(ImageUpdate::service)
                .distinct()
                .toList();
    }

    @Override
    public List<? extends Map<String, ?>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (ImageUpdate update : shown()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("service", update.service());
            row.put("reference", update.reference());
            row.put("running", update.running().orElse(null));
            row.put("offered", update.offered().orElse(null));
            row.put("sameLine", update.sameLine().orElse(null));
            row.put("newest", update.newest().orElse(null));
            row.put("outdated", update.isOutdated());
            row.put("problem", update.problem());
            rows.add(row);
        }
        return rows;
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", look.project());
        document.put("images", rows());
        return document;
    }
}
