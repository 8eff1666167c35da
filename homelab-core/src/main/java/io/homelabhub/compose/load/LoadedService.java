package io.homelabhub.compose.load;

import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.View;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service in its canonical form, or what a job runs in the form of a service.
 *
 * @param section {@code services} or {@code jobs}
 * @param name its name
 * @param node the tree it was made from, with places
 * @param declared the canonical form before files of variables and labels are read
 * @param labelFiles the files its labels come from
 * @param resolved the canonical form with what is in those files
 */
public record LoadedService(
        String section,
        String name,
        MapNode node,
        Map<String, @Nullable Object> declared,
        List<String> labelFiles,
        Map<String, @Nullable Object> resolved) {
    /** Where it stands, as {@code services.web}. */
    public String path() {
        return section + "." + name;
    }

    /** The same, which needs none of {@code others}. */
    public LoadedService withoutDependencies(Set<String> others) {
        return withForms(without(declared, others), without(resolved, others));
    }

    private static Map<String, @Nullable Object> without(Map<String, @Nullable Object> form, Set<String> others) {
        View dependencies = View.of(form).view("depends_on");
        if (dependencies.keys().stream().noneMatch(others::contains)) {
            return form;
        }
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(dependencies.map());
        kept.keySet().removeAll(others);
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(form);
        changed.put("depends_on", kept);
        if (kept.isEmpty()) {
            changed.remove("depends_on");
        }
        return Collections.unmodifiableMap(changed);
    }

    LoadedService withForms(Map<String, @Nullable Object> newDeclared, Map<String, @Nullable Object> newResolved) {
        return new LoadedService(section, name, node, newDeclared, labelFiles, newResolved);
    }
}
