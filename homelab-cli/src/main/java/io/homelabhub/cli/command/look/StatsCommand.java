package io.homelabhub.cli.command.look;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UntilCancelled;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.FleetListing;
import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.ListingFormat;
import io.homelabhub.cli.output.LiveScreen;
import io.homelabhub.engine.EngineException;
import io.homelabhub.fleet.FleetStats;
import io.homelabhub.look.ServiceStats;
import io.homelabhub.look.ServiceUsage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab stats}: what services use, live or once. */
public final class StatsCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Shows what services use of processors, memory, networks and disks, about once a second until Ctrl-C.",
            "All containers are measured at the same time, on all hosts unless one is named. 100 %% are one processor in"
                    + " full.");

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
        HomelabRuntime runtime = invocation.runtime();
        return runtime.fleet().isSpread() ? everywhere(runtime) : here(runtime);
    }

    private ExitCode here(HomelabRuntime runtime) {
        try (ServiceStats stats = runtime.services().stats(names.get().toArray(String[]::new))) {
            invocation.tell(stats.problems());
            Supplier<Listing> rounds = () -> result(stats.next());
            return once.get() ? shown(rounds.get()) : live(rounds, () -> true);
        }
    }

    /** A host that does not answer is told of once; the others are measured. */
    private ExitCode everywhere(HomelabRuntime runtime) {
        try (FleetStats stats = runtime.fleet().stats(names.get())) {
            invocation.tell(stats.problems());
            Set<String> told = new HashSet<>();
            Supplier<Listing> rounds = () -> {
                Map<String, StatsResult> seen = new TreeMap<>();
                stats.next().forEach((host, usages) -> seen.put(host, result(usages)));
                Map<String, EngineException> silent = new TreeMap<>(stats.silent());
                if (!isDrawn()) {
                    silent.keySet().removeIf(host -> !told.add(host));
                }
                if (listing.isRowsOnly()) {
                    FleetListing.silent(silent, invocation.messages());
                    invocation.console().flush();
                }
                return new FleetListing(seen, silent);
            };
            ExitCode code = once.get() ? shown(rounds.get()) : live(rounds, stats::isAnythingLeft);
            return code == ExitCode.DONE && !stats.silent().isEmpty() ? ExitCode.ENGINE_UNREACHABLE : code;
        }
    }

    private StatsResult result(List<ServiceUsage> usages) {
        return new StatsResult(
                usages.stream()
                        .filter(usage -> all.get() || usage.stats().isPresent())
                        .toList(),
                wide.get());
    }

    private ExitCode shown(Listing round) {
        invocation.show(round, listing);
        return ExitCode.DONE;
    }

    private boolean isDrawn() {
        return !once.get() && invocation.console().outIsTerminal() && listing.format() == ListingFormat.TABLE;
    }

    /** Goes on until nobody reads any more, or nothing is left to be measured. */
    private ExitCode live(Supplier<Listing> rounds, BooleanSupplier goesOn) {
        return UntilCancelled.run(() -> isDrawn() ? draw(rounds, goesOn) : print(rounds, goesOn));
    }

    private ExitCode draw(Supplier<Listing> rounds, BooleanSupplier goesOn) {
        try (LiveScreen screen = new LiveScreen(invocation.console())) {
            do {
                screen.draw(invocation.text(rounds.get()));
            } while (goesOn.getAsBoolean() && !invocation.console().out().checkError());
        }
        return ExitCode.DONE;
    }

    private ExitCode print(Supplier<Listing> rounds, BooleanSupplier goesOn) {
        do {
            invocation.show(rounds.get(), listing);
            if (listing.format() == ListingFormat.TABLE) {
                invocation.console().out().print('\n');
            }
        } while (goesOn.getAsBoolean() && !invocation.console().out().checkError());
        return ExitCode.DONE;
    }
}
