package io.homelabhub.compose.load;

import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import java.util.List;

/** A place marked {@code !reset} or {@code !override}: what came before goes. */
record Reset(List<String> path) {
    /** Removes the place from {@code root}. */
    void apply(MapNode root) {
        Node node = root;
        for (int i = 0; i < path.size() - 1 && node instanceof MapNode map; i++) {
            node = map.get(path.get(i));
        }
        if (node instanceof MapNode map && !path.isEmpty()) {
            map.remove(path.get(path.size() - 1));
        }
    }

    /** Removes the place from {@code entry}, if it lies within the entry {@code name} of the section, such as {@code services}. */
    void applyTo(String section, String name, MapNode entry) {
        if (path.size() > 2 && path.get(0).equals(section) && path.get(1).equals(name)) {
            new Reset(path.subList(2, path.size())).apply(entry);
        }
    }
}
