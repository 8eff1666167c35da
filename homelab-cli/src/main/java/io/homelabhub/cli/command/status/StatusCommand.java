package io.homelabhub.cli.command.status;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.backup.store.BackupAge;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.NotReached;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UntilCancelled;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.FleetListing;
import io.homelabhub.cli.output.ListingFormat;
import io.homelabhub.engine.EngineException;
import io.homelabhub.fleet.Fleet;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.status.ProjectStatus;
import io.homelabhub.status.ProjectStatus.ServiceStatus;
import io.homelabhub.status.StatusWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab status}: what is deployed and how it stands. */
public final class StatusCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(this, "Shows what is deployed, and its state.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("0..*")
            .description("Services or groups; everything if not given."));

    private final Supplier<List<String>> filters = syntax.values(
            String.class,
            OptionSpec.builder("--filter")
                    .paramLabel("KEY=VALUE")
                    .description(
                            "Only containers with that status (running, exited …), health, or part of a name; can be"
                                    + " repeated."));

    private final Supplier<List<String>> states = syntax.values(
            String.class,
            OptionSpec.builder("--status")
                    .paramLabel("STATE")
                    .description("Short for --filter status=STATE; can be repeated."));

    private final Supplier<Boolean> orphans = syntax.switchedOn(OptionSpec.builder("--orphans")
            .paramLabel("true|false")
            .description("Shows containers that no file describes any more, unless =false."));

    private final Supplier<Boolean> all = syntax.flag(OptionSpec.builder("-a", "--all")
            .description("With -q and --services: also what has ended. The table always shows it."));

    private final Supplier<Boolean> services =
            syntax.flag(OptionSpec.builder("--services").description("Prints names of services, one a line."));

    private final Supplier<Boolean> watch = syntax.flag(OptionSpec.builder("--watch")
            .description("Goes on showing it whenever something happens, until Ctrl-C. Files are read once."));

    private final Supplier<Boolean> wide = syntax.flag(
            OptionSpec.builder("--wide", "--no-trunc").description("Shows all columns, however narrow the terminal."));

    private final ListingOptions listing = new ListingOptions(syntax, "ids of the containers that are up");

    public StatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        StatusFilter filter = new StatusFilter(filters.get(), states.get());
        String[] wanted = names.get().toArray(String[]::new);
        if (watch.get()) {
            return watch(wanted, filter);
        }
        Fleet fleet = invocation.runtime().fleet();
        if (fleet.isSpread()) {
            return everywhere(fleet, filter);
        }
        ProjectStatus status = chosen(invocation.runtime().status(wanted), filter);
        invocation.tell(status.problems());
        if (services.get()) {
            status.services().stream()
                    .map(ServiceStatus::service)
                    .forEach(name -> invocation.console().out().print(name + "\n"));
        } else {
            invocation.show(
                    result(status, filter)
                            .withBackups(filter.isGiven() || wanted.length > 0 ? Optional.empty() : backups(status)),
                    listing);
        }
        return ExitCode.DONE;
    }

    /** A folder that cannot be read keeps nobody from seeing how services stand. */
    private Optional<BackupAge> backups(ProjectStatus status) {
        try {
            return invocation.runtime().backups().shelf().age(status.project());
        } catch (BackupException unreadable) {
            invocation.messages().line("Note: " + unreadable.getMessage());
            return Optional.empty();
        }
    }

    private ExitCode everywhere(Fleet fleet, StatusFilter filter) {
        Map<String, StatusResult> seen = new TreeMap<>();
        Map<String, EngineException> silent = new TreeMap<>();
        fleet.status(names.get()).forEach((host, look) -> {
            look.value().ifPresent(status -> seen.put(host, result(chosen(status, filter), filter)));
            look.failure().ifPresent(failure -> silent.put(host, failure));
        });
        if (services.get()) {
            seen.values().forEach(result -> result.status()
                    .services()
                    .forEach(service -> invocation.console().out().print(service.service() + "\n")));
        } else {
            invocation.show(new FleetListing(seen, silent), listing);
        }
        if (services.get() || listing.isRowsOnly()) {
            FleetListing.silent(silent, invocation.messages());
        }
        return silent.isEmpty() ? ExitCode.DONE : ExitCode.ENGINE_UNREACHABLE;
    }

    private ExitCode watch(String[] wanted, StatusFilter filter) {
        ListingFormat format = listing.format();
        if (services.get() || listing.quiet() || format == ListingFormat.JSON || format == ListingFormat.YAML) {
            throw new UsageException(
                    "--watch shows a table, or objects with --format jsonl; leave the other options out");
        }
        HomelabRuntime runtime = invocation.runtime();
        new NotReached(invocation, runtime, names.get()).tell("watched", "status --watch %s");
        return UntilCancelled.run(() -> {
            try (StatusWatch open = runtime.watchStatus(wanted)) {
                return new WatchedStatus(invocation, open, status -> result(chosen(status, filter), filter), listing)
                        .show();
            }
        });
    }

    private StatusResult result(ProjectStatus status, StatusFilter filter) {
        return new StatusResult(status, invocation.timing().now(), wide.get(), filter.isGiven());
    }

    private ProjectStatus chosen(ProjectStatus seen, StatusFilter filter) {
        ProjectStatus status = orphans.get() ? seen : seen.withoutOrphans();
        if (filter.isGiven()) {
            return status.only(filter.wanted());
        }
        boolean whatIsUp = (services.get() || listing.quiet()) && !all.get();
        Predicate<ObservedContainer> isUp = container -> container.state().isUp();
        return whatIsUp ? status.only(isUp) : status;
    }
}
