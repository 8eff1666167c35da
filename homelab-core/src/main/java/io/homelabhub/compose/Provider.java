package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that manages a service in place of the engine.
 *
 * @param type the program
 * @param options options for it; one may be repeated
 */
public record Provider(String type, Map<String, List<String>> options) {
    static Provider of(View view) {
        View all = view.view("options");
        Map<String, List<String>> options = new LinkedHashMap<>();
        all.keys().forEach(name -> options.put(name, all.texts(name)));
        return new Provider(view.text("type"), Collections.unmodifiableMap(options));
    }
}
