package io.homelabhub.compose.interpolate;

/** A text with variables cannot be filled in. The message is a sentence for the reader; it holds no value. */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String suggestion;

    TemplateException(String message, String suggestion) {
        super(message, null, false, false);
        this.suggestion = suggestion;
    }

    /** What to write instead; empty if nothing is known. */
    public String suggestion() {
        return suggestion;
    }
}
