package io.homelabhub.cli.output;

/** Colours of a terminal, or none. */
public enum Style {
    BOLD("1"),
    FAINT("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34"),
    CYAN("36");

    private static final String START = "\033[";

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** {@code text} in this style if {@code colored}, else as it is. */
    public String on(String text, boolean colored) {
        return colored && !text.isEmpty() ? START + code + "m" + text + START + "0m" : text;
    }
}
