package io.homelabhub.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** In which form a result is printed. */
final class FormatOption {
    private final Supplier<OutputFormat> format;

    FormatOption(Syntax syntax) {
        format = syntax.choice(
                OutputFormat.TABLE,
                OptionSpec.builder("--format")
                        .paramLabel("FORM")
                        .description("table (for people), json or yaml (for programs)."));
    }

    OutputFormat format() {
        return format.get();
    }
}
