package io.homelabhub.cli.command.storage;

import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.SizeText;
import io.homelabhub.look.ProjectDiskUsage;
import io.homelabhub.look.ProjectDiskUsage.Item;
import io.homelabhub.look.ProjectDiskUsage.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a project takes of the disk. */
record DiskUsageResult(ProjectDiskUsage usage) implements Listing {
    private static final String SHARED = "SHARED";
    private static final List<String> HEADING = List.of("KIND", "NAME", "SIZE", SHARED, "SERVICES");

    @Override
    public void print(Page page) {
        if (usage.items().isEmpty()) {
            page.line("Project " + usage.project() + " has nothing on this engine.");
            return;
        }
        List<String> unused = page.fitting(
                HEADING,
                usage.items().stream().map(DiskUsageResult::cells).toList(),
                List.of(SHARED),
                (column, cell) -> cell);
        page.blank();
        page.line("Images " + SizeText.decimal(sum(Kind.IMAGE)) + ", of that "
                + SizeText.decimal(
                        usage.items().stream().mapToLong(Item::shared).sum())
                + " shared with other images; containers " + SizeText.decimal(sum(Kind.CONTAINER)) + "; volumes "
                + SizeText.decimal(sum(Kind.VOLUME)) + ".");
        usage.buildCache()
                .ifPresent(size ->
                        page.line("The engine's build cache, of all projects: " + SizeText.decimal(size) + "."));
    }

    private long sum(Kind kind) {
        return usage.items().stream()
                .filter(item -> item.kind() == kind)
                .mapToLong(item -> item.bytes().orElse(0))
                .sum();
    }

    private static List<String> cells(Item item) {
        return List.of(
                word(item.kind()),
                item.name(),
                item.bytes().isPresent() ? SizeText.decimal(item.bytes().getAsLong()) : "-",
                item.kind() == Kind.IMAGE ? SizeText.decimal(item.shared()) : "-",
                item.services().isEmpty() ? "-" : String.join(", ", item.services()));
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> ids() {
        return usage.items().stream().map(Item::name).toList();
    }

    @Override
    public List<? extends Map<String, ?>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Item item : usage.items()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("kind", word(item.kind()));
            row.put("name", item.name());
            row.put("size", item.bytes().isPresent() ? item.bytes().getAsLong() : null);
            if (item.kind() == Kind.IMAGE) {
                row.put("shared", item.shared());
            }
            row.put("services", item.services());
            rows.add(row);
        }
        return rows;
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("project", usage.project());
        document.put("items", rows());
        document.put(
                "buildCache",
                usage.buildCache().isPresent() ? usage.buildCache().getAsLong() : null);
        return document;
    }
}
