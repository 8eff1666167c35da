package io.homelabhub.cli.command.storage;

import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.SizeText;
import io.homelabhub.look.Look;
import io.homelabhub.look.ProjectVolume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The volumes of a project.
 *
 * @param sizes bytes by name, for those whose size the engine tells; empty if nobody has asked
 */
record VolumesResult(Look<ProjectVolume> look, Optional<Map<String, Long>> sizes) implements Listing {
    @Override
    public void print(Page page) {
        if (look.items().isEmpty()) {
            page.line("Project " + look.project() + " has no volumes.");
            return;
        }
        List<String> heading = new ArrayList<>(List.of("VOLUME", "DRIVER"));
        sizes.ifPresent(known -> heading.add("SIZE"));
        heading.add("MOUNTED BY");
        List<String> unused = page.fitting(
                heading, look.items().stream().map(this::cells).toList(), List.of("DRIVER"), (column, cell) -> cell);
    }

    private List<String> cells(ProjectVolume volume) {
        List<String> cells = new ArrayList<>(List.of(volume.name(), volume.driver()));
        sizes.ifPresent(known -> cells.add(size(known.get(volume.name()))));
        String services = volume.services().isEmpty() ? "-" : String.join(", ", volume.services());
        cells.add(volume.made() ? services : services + " (not made for this project)");
        return cells;
    }

    private static String size(@Nullable Long bytes) {
        return bytes == null ? "-" : SizeText.decimal(bytes);
    }

    @Override
    public List<String> ids() {
        return look.items().stream().map(ProjectVolume::name).toList();
    }

    @Override
    public List<? extends Map<String, ?>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (ProjectVolume volume : look.items()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("name", volume.name());
            row.put("driver", volume.driver());
            row.put("services", volume.services());
            row.put("madeForProject", volume.made());
            sizes.ifPresent(known -> row.put("size", known.get(volume.name())));
            rows.add(row);
        }
        return rows;
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", look.project());
        document.put("volumes", rows());
        return document;
    }
}
