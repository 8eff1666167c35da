package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.Syntax;
import io.homelabhub.time.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** {@code --timeout}: how long containers get to end, whatever their {@code stop_grace_period} says. */
final class StopTimeoutOption {
    /** For a command that stops nothing. */
    static final StopTimeoutOption NONE = new StopTimeoutOption(Optional::empty);

    private final Supplier<Optional<Duration>> value;

    private StopTimeoutOption(Supplier<Optional<Duration>> value) {
        this.value = value;
    }

    StopTimeoutOption(Syntax syntax) {
        this(syntax.value(
                Duration.class,
                OptionSpec.builder("-t", "--timeout")
                        .paramLabel("TIME")
                        .converters(new SecondsConverter())
                        .description("How long a container gets to end before it is killed, as 30 or 30s or 2m; if not"
                                + " given, as its stop_grace_period says.")));
    }

    Optional<Duration> get() {
        return value.get();
    }

    /** Reads {@code 30} as seconds, as docker compose does, and {@code 2m} as everywhere here. */
    private static final class SecondsConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            String text = value.matches("\\d{1,9}") ? value + "s" : value;
            return Durations.parse(text)
                    .filter(time -> !time.isNegative() && time.toNanosPart() == 0)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + value + "' is no time in whole seconds; give one like 30 or 2m"));
        }
    }
}
