package io.homelabhub.compose.interpolate;

/** A text with variables cannot be filled in. The message is a sentence for the reader; it holds no value. */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String suggestion;
    private final String missingVariable;

    TemplateException(String message, String suggestion) {
        this(message, suggestion, "");
    }

    private TemplateException(String message, String suggestion, String missingVariable) {
        super(message, null, false, false);
        this.suggestion = suggestion;
        this.missingVariable = missingVariable;
    }

    static TemplateException missingVariable(String name, String message, String suggestion) {
        return new TemplateException(message, suggestion, name);
    }

    /** Whether the text is well-formed and a variable that it requires has no value. */
    public boolean isMissingVariable() {
        return !missingVariable.isEmpty();
    }

    /** The variable that has no value; empty unless {@link #isMissingVariable()}. */
    public String variable() {
        return missingVariable;
    }

    /** What to write instead; empty if nothing is known. */
    public String suggestion() {
        return suggestion;
    }
}
