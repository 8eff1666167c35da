package io.homelabhub.cli;

import picocli.CommandLine.Option;

/** In which form a result is printed. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table (for people), json or yaml (for programs).")
    OutputFormat format = OutputFormat.TABLE;
}
