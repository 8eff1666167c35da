package io.homelabhub.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a plan is carried out: the options of every command that changes something. */
final class RunOptions {
    /** How progress is shown on standard error. */
    enum Progress {
        /** TTY at a terminal, else PLAIN. */
        AUTO,
        TTY,
        PLAIN,
        JSON,
        QUIET
    }

    @Option(
            names = {"-y", "--yes"},
            description = "Agrees beforehand to what would be asked.")
    private boolean yes;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "The longest time for doing it, as 90s, 5m or 1h30m; no limit if not given. Taking it back, if it"
                            + " comes to that, has 10m of its own.")
    private @Nullable Duration within;

    @Option(
            names = "--lock-wait",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to wait for another deploy of the project to end; refused at once if not given.")
    private @Nullable Duration lockWait;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            converter = ParallelismConverter.class,
            description = "How many steps may be under way at once, 1 to 64; if not given 4, and 64 to undeploy.")
    private @Nullable Integer parallelism;

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            defaultValue = "auto",
            description = "auto, tty (drawn in place), plain (lines), json (an object a line) or quiet.")
    private Progress progress = Progress.AUTO;

    boolean yes() {
        return yes;
    }

    Optional<Duration> within() {
        return Optional.ofNullable(within);
    }

    Duration lockWait() {
        return lockWait == null ? Duration.ZERO : lockWait;
    }

    Optional<Integer> parallelism() {
        return Optional.ofNullable(parallelism);
    }

    Progress progress() {
        return progress;
    }

    /** Reads {@code 5m}. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                return Durations.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Reads a number from 1 to 64. */
    static final class ParallelismConverter implements ITypeConverter<Integer> {
        private static final int MOST = 64;

        @Override
        public Integer convert(String value) {
            try {
                int number = Integer.parseInt(value);
                if (number >= 1 && number <= MOST) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new TypeConversionException("'" + value + "' is not a number from 1 to " + MOST);
        }
    }
}
