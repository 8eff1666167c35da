package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.Syntax;
import io.homelabhub.time.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
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

    private final Supplier<Boolean> yes;
    private final Supplier<Optional<Duration>> within;
    private final Supplier<Optional<Duration>> lockWait;
    private final Supplier<Optional<Integer>> parallelism;
    private final Supplier<Progress> progress;

    RunOptions(Syntax syntax) {
        yes = syntax.flag(OptionSpec.builder("-y", "--yes").description("Answers yes to every question."));
        within = syntax.value(
                Duration.class,
                OptionSpec.builder("--within")
                        .paramLabel("TIME")
                        .converters(new DurationConverter())
                        .description(
                                "The longest time it may take, as 90s, 5m or 1h30m; no limit if not given. Taking it back, if need be, has 10m of its own."));
        lockWait = syntax.value(
                Duration.class,
                OptionSpec.builder("--lock-wait")
                        .paramLabel("TIME")
                        .converters(new DurationConverter())
                        .description(
                                "How long to wait for another deploy of the project to end; not at all if not given."));
        parallelism = syntax.value(
                Integer.class,
                OptionSpec.builder("--parallelism")
                        .paramLabel("N")
                        .converters(new ParallelismConverter())
                        .description("How many steps may run at once, 1 to 64; if not given 4, or 64 to undeploy."));
        progress = syntax.choice(
                Progress.AUTO,
                OptionSpec.builder("--progress")
                        .paramLabel("HOW")
                        .description(
                                "auto, tty (drawn in place), plain (lines), json (one object per line) or quiet."));
    }

    boolean yes() {
        return yes.get();
    }

    Optional<Duration> within() {
        return within.get();
    }

    Duration lockWait() {
        return lockWait(Duration.ZERO);
    }

    /** @param otherwise if the command line does not say */
    Duration lockWait(Duration otherwise) {
        return lockWait.get().orElse(otherwise);
    }

    Optional<Integer> parallelism() {
        return parallelism.get();
    }

    Progress progress() {
        return progress.get();
    }

    // Classes, not lambdas: at a lambda for an interface as old as picocli's, JDK 17 crashes while it archives classes.

    /** Reads {@code 5m}. */
    private static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            Duration duration = Durations.parse(value)
                    .filter(given -> !given.isNegative())
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + value + "' is not a duration; give one like 90s, 5m or 1h30m"));
            if (duration.isZero()) {
                throw new TypeConversionException("'" + value + "' is zero; give more");
            }
            return duration;
        }
    }

    /** Reads a number from 1 to 64. */
    private static final class ParallelismConverter implements ITypeConverter<Integer> {
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
