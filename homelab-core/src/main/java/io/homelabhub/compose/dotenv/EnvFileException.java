package io.homelabhub.compose.dotenv;

/** A file of variables cannot be read. The message is a sentence for the reader and holds no value. */
public final class EnvFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String suggestion;

    EnvFileException(int line, String message, String suggestion) {
        super(message, null, false, false);
        this.line = line;
        this.suggestion = suggestion;
    }

    /** The line, 1 and up. */
    public int line() {
        return line;
    }

    /** What to write instead; empty if nothing is known. */
    public String suggestion() {
        return suggestion;
    }
}
