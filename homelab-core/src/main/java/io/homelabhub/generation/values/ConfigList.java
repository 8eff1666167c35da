package io.homelabhub.generation.values;

import io.homelabhub.problem.SourceLocation;
import java.util.List;

/**
 * A list.
 *
 * @param items what it holds, in the order of the file
 * @param origin where it begins
 */
public record ConfigList(List<ConfigNode> items, SourceLocation origin) implements ConfigNode {
    public ConfigList {
        items = List.copyOf(items);
    }

    @Override
    public String describe() {
        return "a list";
    }
}
