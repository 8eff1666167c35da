package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab jobs list}. */
final class JobsListCommand implements Command {
    private static final int MOST = 1000;

    private final Invocation invocation;
    private final Syntax syntax =
            new Syntax(this, "Lists the project's jobs: what makes them run, when they are due, and their last runs.");
    private final Supplier<Optional<Integer>> next = syntax.value(
            Integer.class,
            OptionSpec.builder("--next")
                    .paramLabel("N")
                    .description("Shows the next N times at which each is due, 1 to 1000; 1 if not given."));
    private final ListingOptions listing = new ListingOptions(syntax, "names of jobs");

    JobsListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        int times = next.get().orElse(1);
        if (times < 1 || times > MOST) {
            throw new UsageException("--next is " + times + "; give 1 to " + MOST);
        }
        invocation.show(
                new JobsResult(
                        invocation.runtime().jobs().list(times),
                        invocation.timing().now(),
                        ZoneId.systemDefault()),
                listing);
        return ExitCode.DONE;
    }
}
