package io.homelabhub.catalog;

import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlScalar;
import java.util.Optional;

/**
 * What a value of the catalog must look like, and what it becomes.
 *
 * @param <T> the type of the value once read
 */
sealed interface Shape<T> permits Text, Flag, WholeNumber, Choice, Texts, FreeMap, Structure, Items, NamedItems {
    /**
     * Reads {@code node}, which is not null.
     *
     * @return empty if it has another shape; that is among the findings then
     */
    Optional<T> read(YamlNode node, String path, Findings findings);

    /** What is expected, for people: {@code a whole number from 1 to 65535}. */
    String words();

    /** Whether {@code node} is {@code null}: as if the key were not there. */
    static boolean isNull(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.isNull();
    }

    /** Reports that {@code node} has another shape. */
    default Optional<T> refuse(YamlNode node, String path, Findings findings) {
        findings.place(path, node.location());
        findings.error(path, "expected %s, found %s".formatted(words(), node.describe()));
        return Optional.empty();
    }
}
