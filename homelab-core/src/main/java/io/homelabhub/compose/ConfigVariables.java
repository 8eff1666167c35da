package io.homelabhub.compose;

import io.homelabhub.compose.interpolate.Template;
import io.homelabhub.compose.interpolate.TemplateException;
import io.homelabhub.compose.interpolate.TemplateVariable;
import io.homelabhub.compose.render.JsonText;
import io.homelabhub.secret.SecretMask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The variables that the values of a model ask for, as {@code docker compose config --variables} prints them, but sorted by
 * name. Of one that is asked for in several ways the first counts that says more than its name.
 */
public final class ConfigVariables {
    /** Of a column, and between two. */
    private static final int WIDTH = 20;

    private static final int GAP = 3;

    private final Map<String, TemplateVariable> variables = new TreeMap<>();
    private final SecretMask mask;

    /** @param project one that was loaded without interpolation */
    public ConfigVariables(ComposeProject project) {
        this.mask = project.secretMask();
        collect(project.model());
    }

    private void collect(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::collect);
        } else if (value instanceof List<?> list) {
            list.forEach(this::collect);
        } else if (value instanceof String text) {
            add(text);
        }
    }

    private void add(String text) {
        try {
            Template.variables(text)
                    .forEach(found ->
                            variables.merge(found.name(), found, (first, next) -> first.isExplained() ? first : next));
        } catch (TemplateException malformed) {
            // what cannot be filled in is told when it is
        }
    }

    /** A table: its head, and a line for each. */
    public List<String> table(boolean showSecrets) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "REQUIRED", "DEFAULT VALUE", "ALTERNATE VALUE"));
        variables
                .values()
                .forEach(one -> rows.add(List.of(
                        one.name(),
                        String.valueOf(one.required()),
                        shown(one.name(), one.fallback(), showSecrets),
                        shown(one.name(), one.alternate(), showSecrets))));
        return rows.stream().map(row -> line(row, rows)).toList();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int widest = rows.stream()
                    .mapToInt(other -> other.get(at).length())
                    .max()
                    .orElse(0);
            int width = Math.max(WIDTH, widest + GAP);
            line.append(row.get(column))
                    .append(" ".repeat(width - row.get(column).length()));
        }
        return line.toString().stripTrailing();
    }

    private String shown(String name, String text, boolean showSecrets) {
        return showSecrets || text.isEmpty() ? text : mask.maskValue(name, text);
    }

    /** As JSON, secrets included. */
    public String json() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        variables.forEach((name, one) -> {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("Name", name);
            entry.put("DefaultValue", one.fallback());
            entry.put("PresenceValue", one.alternate());
            entry.put("Required", one.required());
            all.put(name, entry);
        });
        return JsonText.indented(all);
    }
}
