package io.homelabhub.catalog;

/**
 * A key that a map of the catalog may have. The tables of fields are the one place that says what a catalog is: the
 * reader works by them, and tests hold the JSON Schema and the reference page to them.
 *
 * @param name the key
 * @param shape what stands behind it
 * @param required whether it must be there
 * @param description what it says; one sentence
 * @param fallback what holds without it, in words; empty if nothing does
 */
record Field<T>(String name, Shape<T> shape, boolean required, String description, String fallback) {
    static <T> Field<T> optional(String name, Shape<T> shape, String description, String fallback) {
        return new Field<>(name, shape, false, description, fallback);
    }

    static <T> Field<T> optional(String name, Shape<T> shape, String description) {
        return optional(name, shape, description, "");
    }

    static <T> Field<T> required(String name, Shape<T> shape, String description) {
        return new Field<>(name, shape, true, description, "");
    }
}
