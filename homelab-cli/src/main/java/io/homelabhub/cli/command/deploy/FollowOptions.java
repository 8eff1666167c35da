package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** Whether a deploy is followed, and what ends that. */
final class FollowOptions {
    /** What ends it. */
    enum Until {
        /** Everything has ended. */
        ALL_ENDED,
        /** Something has ended. */
        ANY_ENDED,
        /** Something has ended with another exit code than 0. */
        ANY_FAILED
    }

    private final Supplier<Boolean> follow;
    private final Supplier<Boolean> untilExit;
    private final Supplier<Boolean> untilFailure;
    private final Supplier<Optional<String>> codeFrom;
    private final Supplier<List<String>> silent;

    FollowOptions(Syntax syntax) {
        follow = syntax.flag(OptionSpec.builder("--follow", "--attach")
                .description(
                        "Then prints what the services write until all have ended; Ctrl-C ends the printing alone."));
        untilExit = syntax.flag(OptionSpec.builder("--abort-on-container-exit")
                .description(
                        "Follows, and stops all services as soon as a container has ended; passes on its exit code."
                                + " What others wait for to complete may end."));
        untilFailure = syntax.flag(OptionSpec.builder("--abort-on-container-failure")
                .description("Likewise, but only when one ends with another exit code than 0."));
        codeFrom = syntax.value(
                String.class,
                OptionSpec.builder("--exit-code-from")
                        .paramLabel("SERVICE")
                        .description(
                                "Like --abort-on-container-exit, and passes on the exit code of this service's container."));
        silent = syntax.values(
                String.class,
                OptionSpec.builder("--no-attach")
                        .paramLabel("SERVICE")
                        .arity("1")
                        .splitRegex(",")
                        .description("Does not print what this service writes; can be a list, or repeated."));
    }

    boolean isAsked() {
        return follow.get() || aborts();
    }

    /** Whether the services are stopped in the end. */
    boolean aborts() {
        return untilExit.get() || untilFailure.get() || codeFrom.get().isPresent();
    }

    /** @throws UsageException for two that contradict each other */
    Until until() {
        if (untilFailure.get() && (untilExit.get() || codeFrom.get().isPresent())) {
            throw new UsageException(
                    "--abort-on-container-failure contradicts --abort-on-container-exit and --exit-code-from; give one of them");
        }
        if (untilFailure.get()) {
            return Until.ANY_FAILED;
        }
        return aborts() ? Until.ANY_ENDED : Until.ALL_ENDED;
    }

    /** Whose lines are not printed. */
    List<String> silent() {
        return silent.get();
    }

    /** Whose exit code counts; empty for that of the container that ended it. */
    Optional<String> codeFrom() {
        return codeFrom.get();
    }
}
