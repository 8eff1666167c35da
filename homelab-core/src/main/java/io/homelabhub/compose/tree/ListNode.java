package io.homelabhub.compose.tree;

import io.homelabhub.problem.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of nodes. */
public final class ListNode extends Node {
    private final List<Node> items;

    public ListNode(SourceLocation location) {
        this(location, new ArrayList<>());
    }

    /** A list of {@code items}, which it takes over. */
    public ListNode(SourceLocation location, List<Node> items) {
        super(location);
        this.items = items;
    }

    /** The items; changing them changes the list. */
    public List<Node> items() {
        return items;
    }

    @Override
    public ListNode copy() {
        List<Node> copies = new ArrayList<>(items.size());
        for (Node item : items) {
            copies.add(item.copy());
        }
        return new ListNode(location(), copies);
    }

    @Override
    public String describe() {
        return "a list";
    }

    @Override
    public List<@Nullable Object> plain() {
        List<@Nullable Object> plain = new ArrayList<>(items.size());
        for (Node item : items) {
            plain.add(item.plain());
        }
        return plain;
    }
}
