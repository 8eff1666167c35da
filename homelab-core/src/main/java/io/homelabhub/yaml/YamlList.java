package io.homelabhub.yaml;

import io.homelabhub.problem.SourceLocation;
import java.util.List;

/**
 * A sequence.
 *
 * @param location where it begins
 * @param tag the explicit tag, or empty
 * @param items its items, in order
 */
public record YamlList(SourceLocation location, String tag, List<YamlNode> items) implements YamlNode {
    @Override
    public String describe() {
        return "a list";
    }
}
