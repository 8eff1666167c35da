package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.SourceLocation;
import java.util.Map;

/**
 * A volume of a project.
 *
 * @param key its key in the file
 * @param name its name on the engine
 * @param driver the driver; empty for the engine's default, {@code local}
 * @param driverOptions options for the driver
 * @param external whether it is only referred to: never created, changed or removed
 * @param labels labels
 * @param canonical the canonical form, as docker compose prints it
 * @param location where its key stands
 */
public record ComposeVolume(
        String key,
        String name,
        String driver,
        Map<String, String> driverOptions,
        boolean external,
        Map<String, String> labels,
        Map<String, Object> canonical,
        SourceLocation location) {

    static ComposeVolume of(String key, View view, SourceLocation location) {
        return new ComposeVolume(
                key,
                view.text("name"),
                view.text("driver"),
                view.textMap("driver_opts"),
                view.flag("external"),
                view.textMap("labels"),
                view.present(),
                location);
    }
}
