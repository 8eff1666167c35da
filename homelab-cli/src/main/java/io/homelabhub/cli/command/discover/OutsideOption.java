package io.homelabhub.cli.command.discover;

import io.homelabhub.cli.line.Syntax;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** From where services are reached. */
final class OutsideOption {
    private final Supplier<Boolean> outside;

    OutsideOption(Syntax syntax) {
        outside = syntax.flag(OptionSpec.builder("--outside")
                .description("For a program that is no container of that host: addresses and published ports only."));
    }

    boolean isGiven() {
        return outside.get();
    }
}
