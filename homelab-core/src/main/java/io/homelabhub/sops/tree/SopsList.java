package io.homelabhub.sops.tree;

import java.util.List;

/**
 * A list.
 *
 * @param items values and comments, in order
 */
public record SopsList(List<SopsNode> items) implements SopsNode {
    public SopsList {
        items = List.copyOf(items);
    }
}
