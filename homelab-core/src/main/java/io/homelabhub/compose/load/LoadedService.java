package io.homelabhub.compose.load;

import io.homelabhub.compose.tree.MapNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service in its canonical form.
 *
 * @param name its name
 * @param node the tree it was made from, with places
 * @param declared the canonical form before files of variables and labels are read
 * @param labelFiles the files its labels come from
 * @param resolved the canonical form with what is in those files
 */
public record LoadedService(
        String name,
        MapNode node,
        Map<String, @Nullable Object> declared,
        List<String> labelFiles,
        Map<String, @Nullable Object> resolved) {
    LoadedService withForms(Map<String, @Nullable Object> newDeclared, Map<String, @Nullable Object> newResolved) {
        return new LoadedService(name, node, newDeclared, labelFiles, newResolved);
    }
}
