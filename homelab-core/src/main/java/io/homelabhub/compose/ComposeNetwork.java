package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.SourceLocation;
import java.util.Map;

/**
 * A network of a project.
 *
 * @param key its key in the file
 * @param name its name on the engine
 * @param external whether it is only referred to: never created, changed or removed
 * @param canonical the canonical form, as docker compose prints it
 * @param location where its key stands
 */
public record ComposeNetwork(
        String key, String name, boolean external, Map<String, Object> canonical, SourceLocation location) {

    static ComposeNetwork of(String key, View view, SourceLocation location) {
        return new ComposeNetwork(key, view.text("name"), view.flag("external"), view.present(), location);
    }
}
