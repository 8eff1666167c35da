package io.homelabhub.cli.command.look;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UntilCancelled;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.ListingFormat;
import io.homelabhub.cli.output.LiveScreen;
import io.homelabhub.look.ServiceStats;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab stats}: what services use, live or once. */
public final class StatsCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Shows what services use of processors, memory, networks and disks, about once a second until Ctrl-C.",
            "All containers are measured at the same time. 100 %% are one processor in full.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("0..*")
            .description("Services, groups or patterns; all that run if not given."));

    private final Supplier<Boolean> all =
            syntax.flag(OptionSpec.builder("-a", "--all").description("Also containers that do not run."));

    private final Supplier<Boolean> once =
            syntax.flag(OptionSpec.builder("--no-stream").description("Measures once and ends."));

    private final Supplier<Boolean> wide = syntax.flag(
            OptionSpec.builder("--wide", "--no-trunc").description("Shows all columns, however narrow the terminal."));

    private final ListingOptions listing = ListingOptions.withoutIds(syntax);

    public StatsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        ListingFormat format = listing.format();
        if (!once.get() && (format == ListingFormat.JSON || format == ListingFormat.YAML)) {
            throw new UsageException(
                    "--format json and yaml print one document; add --no-stream, or take jsonl for an object per line");
        }
        try (ServiceStats stats =
                invocation.runtime().services().stats(names.get().toArray(String[]::new))) {
            invocation.tell(stats.problems());
            if (once.get()) {
                invocation.show(round(stats), listing);
                return ExitCode.DONE;
            }
            return live(stats);
        }
    }

    private StatsResult round(ServiceStats stats) {
        return new StatsResult(
                stats.next().stream()
                        .filter(usage -> all.get() || usage.stats().isPresent())
                        .toList(),
                wide.get());
    }

    private ExitCode live(ServiceStats stats) {
        boolean drawn = invocation.console().outIsTerminal() && listing.format() == ListingFormat.TABLE;
        return UntilCancelled.run(() -> drawn ? draw(stats) : print(stats));
    }

    private ExitCode draw(ServiceStats stats) {
        try (LiveScreen screen = new LiveScreen(invocation.console())) {
            while (true) {
                screen.draw(invocation.text(round(stats)));
                if (invocation.console().out().checkError()) {
                    return ExitCode.DONE;
                }
            }
        }
    }

    /** A round after the other, until nobody reads any more. */
    private ExitCode print(ServiceStats stats) {
        while (!invocation.console().out().checkError()) {
            invocation.show(round(stats), listing);
            if (listing.format() == ListingFormat.TABLE) {
                invocation.console().out().print('\n');
            }
        }
        return ExitCode.DONE;
    }
}
