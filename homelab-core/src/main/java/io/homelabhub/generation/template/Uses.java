package io.homelabhub.generation.template;

import io.homelabhub.generation.values.ConfigList;
import io.homelabhub.generation.values.ConfigMap;
import io.homelabhub.generation.values.ConfigNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Which values some template asks for, in any branch. */
final class Uses {
    private final Set<ConfigNode> used = Collections.newSetFromMap(new IdentityHashMap<>());

    /** That {@code node} is asked for, with all that it holds. */
    void add(ConfigNode node) {
        used.add(node);
        if (node instanceof ConfigMap map) {
            map.entries().values().forEach(this::add);
        } else if (node instanceof ConfigList list) {
            list.items().forEach(this::add);
        }
    }

    boolean contains(ConfigNode node) {
        return used.contains(node);
    }
}
