package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import java.util.Map;

/**
 * Where the output of containers goes.
 *
 * @param driver the driver; empty for the engine's default
 * @param options options for the driver
 */
public record Logging(String driver, Map<String, String> options) {
    static Logging of(View view) {
        return new Logging(view.text("driver"), view.textMap("options"));
    }
}
