package io.homelabhub.cli.line;

import io.homelabhub.cli.output.OutputFormat;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** In which form a result is printed. */
public final class FormatOption {
    private final Supplier<OutputFormat> format;

    public FormatOption(Syntax syntax) {
        format = syntax.choice(
                OutputFormat.TABLE,
                OptionSpec.builder("--format")
                        .paramLabel("FORM")
                        .description("table (for people), json or yaml (for programs)."));
    }

    public OutputFormat format() {
        return format.get();
    }
}
