package io.homelabhub.generation.template;

import java.nio.file.Path;

/**
 * A template.
 *
 * @param file the name for places; not opened
 * @param name by which other templates include it
 * @param text what it holds
 * @param use what is made of it
 */
public record TemplateSource(Path file, String name, String text, Use use) {
    /** What is made of a template. */
    public enum Use {
        /** A file of variables. */
        ASSIGNMENTS,
        /** A file as a whole. */
        WHOLE,
        /** Nothing by itself; others include it. */
        PART
    }
}
