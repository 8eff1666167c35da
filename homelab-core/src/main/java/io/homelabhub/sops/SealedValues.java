package io.homelabhub.sops;

import io.homelabhub.sops.tree.SopsValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How values stood in a file before it was opened, so that those that did not change stand so again: the same nonce for the same value
 * at the same place, and for nothing else. Of values that are equal and share a place, as in a list, each keeps its own.
 */
final class SealedValues {
    private final Map<Known, Deque<String>> texts = new HashMap<>();

    private record Known(String place, String type, String clear) {}

    /** The same, to be taken from without taking from these. */
    SealedValues copy() {
        SealedValues copy = new SealedValues();
        texts.forEach((known, kept) -> copy.texts.put(known, new ArrayDeque<>(kept)));
        return copy;
    }

    void keep(String place, String type, String clear, String text) {
        texts.computeIfAbsent(new Known(place, type, clear), known -> new ArrayDeque<>())
                .add(text);
    }

    void keep(String place, SopsValue value, String text) {
        keep(place, type(value), value.text(), text);
    }

    Optional<String> take(String place, SopsValue value) {
        return take(place, type(value), value.text());
    }

    Optional<String> take(String place, String type, String clear) {
        return Optional.ofNullable(texts.get(new Known(place, type, clear))).map(Deque::poll);
    }

    /** Whose bytes are no text is told from text that looks like it. */
    private static String type(SopsValue value) {
        return value.type().name();
    }
}
