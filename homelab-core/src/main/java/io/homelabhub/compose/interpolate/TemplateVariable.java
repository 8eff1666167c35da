package io.homelabhub.compose.interpolate;

/**
 * A variable that a text asks for.
 *
 * @param name its name
 * @param required whether the text cannot do without, as with {@code ${NAME:?message}}
 * @param fallback what stands for it where it is not set, not filled in; empty for nothing
 * @param alternate what stands for it where it is set, as with {@code ${NAME:+x}}; empty for its value
 */
public record TemplateVariable(String name, boolean required, String fallback, String alternate) {
    /** Whether the text says more of it than its name. */
    public boolean isExplained() {
        return required || !fallback.isEmpty() || !alternate.isEmpty();
    }
}
