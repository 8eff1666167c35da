package io.homelabhub.cli.line;

import io.homelabhub.cli.output.ListingFormat;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** In which form a list is printed, and whether in full. */
public final class ListingOptions {
    private final Supplier<ListingFormat> format;
    private final Supplier<Boolean> quiet;

    /**
     * Adds {@code --format} and {@code -q}.
     *
     * @param ids what {@code -q} prints, as {@code ids of images}
     */
    public ListingOptions(Syntax syntax, String ids) {
        this(syntax, syntax.flag(OptionSpec.builder("-q", "--quiet").description("Prints " + ids + ", one a line.")));
    }

    private ListingOptions(Syntax syntax, Supplier<Boolean> quiet) {
        this.quiet = quiet;
        format = syntax.choice(
                ListingFormat.TABLE,
                OptionSpec.builder("--format")
                        .paramLabel("FORM")
                        .description("table (for people), json, jsonl (an object per line) or yaml (for programs)."));
    }

    /** Adds {@code --format} alone, for a list of things that have no name of their own. */
    public static ListingOptions withoutIds(Syntax syntax) {
        return new ListingOptions(syntax, () -> false);
    }

    /** The form that was asked for; a table if none was. */
    public ListingFormat format() {
        return format.get();
    }

    /** Whether rows or ids alone are printed, and nothing about what has none. */
    public boolean isRowsOnly() {
        return quiet() || format() == ListingFormat.JSONL;
    }

    /** Whether only names or ids are wanted. */
    public boolean quiet() {
        return quiet.get();
    }
}
