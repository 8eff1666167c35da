package io.homelabhub.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The notes that the owner knows and does not want to be told of again.
 *
 * @param everywhere ids or kinds of notes, whatever they are about
 * @param onServices ids or kinds of notes on one service, by its name
 */
public record Acknowledgements(List<String> everywhere, Map<String, List<String>> onServices) {
    /** Nothing is acknowledged. */
    public static final Acknowledgements NONE = new Acknowledgements(List.of(), Map.of());

    public Acknowledgements {
        everywhere = List.copyOf(everywhere);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        onServices.forEach((service, ids) -> copy.put(service, List.copyOf(ids)));
        onServices = Collections.unmodifiableMap(copy);
    }

    /** What is acknowledged for {@code service} alone. */
    public List<String> on(String service) {
        return onServices.getOrDefault(service, List.of());
    }
}
