package io.homelabhub.cli.command.backup;

import io.homelabhub.backup.store.Pruning;
import io.homelabhub.backup.store.Retention;
import io.homelabhub.backup.store.Retention.Fate;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Consent;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab backups prune}: a plan of what stays, then the rest goes. */
final class BackupsPruneCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Removes backups that no rule keeps.",
            "Each rule keeps the newest complete backup of each period, of everything and of each choice of services by itself. The last"
                    + " that was verified always stays; what was begun more than a day ago and never finished goes. Backups of other"
                    + " projects stay. Without a rule, those of the files hold: `x-homelab: {backup: {keep: {daily: 7}}}`.");
    private final Supplier<Optional<Integer>> last = keep("last", "N of the newest.");
    private final Supplier<Optional<Integer>> daily = keep("daily", "The newest of each of N days.");
    private final Supplier<Optional<Integer>> weekly = keep("weekly", "The newest of each of N weeks.");
    private final Supplier<Optional<Integer>> monthly = keep("monthly", "The newest of each of N months.");
    private final Supplier<Boolean> planOnly =
            syntax.flag(OptionSpec.builder("--plan").description("Shows what would go, and removes nothing."));
    private final Supplier<Boolean> yes =
            syntax.flag(OptionSpec.builder("-y", "--yes").description("Answers yes to every question."));
    private final ShelfOption shelf;
    private final FormatOption format = new FormatOption(syntax);

    BackupsPruneCommand(Invocation invocation) {
        this.invocation = invocation;
        this.shelf = new ShelfOption(invocation, syntax);
    }

    private Supplier<Optional<Integer>> keep(String period, String what) {
        return syntax.value(
                Integer.class,
                OptionSpec.builder("--keep-" + period).paramLabel("N").description(what));
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    private Retention retention() {
        try {
            boolean said = Stream.of(last, daily, weekly, monthly)
                    .anyMatch(rule -> rule.get().isPresent());
            return said
                    ? new Retention(
                            last.get().orElse(0),
                            daily.get().orElse(0),
                            weekly.get().orElse(0),
                            monthly.get().orElse(0))
                    : invocation
                            .runtime()
                            .backups()
                            .scheduled()
                            .options()
                            .keep()
                            .map(keep -> new Retention(keep.last(), keep.daily(), keep.weekly(), keep.monthly()))
                            .orElseGet(() -> new Retention(0, 0, 0, 0));
        } catch (IllegalArgumentException refused) {
            throw new UsageException(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public ExitCode run() {
        Pruning pruning = Pruning.of(
                shelf.shelf(),
                invocation.runtime().backups().project(),
                retention(),
                ZoneId.systemDefault(),
                invocation.timing().now());
        PruningResult shown = new PruningResult(pruning, planOnly.get());
        List<String> going = pruning.going();
        if (planOnly.get() || going.isEmpty()) {
            invocation.show(shown, format.format());
            return ExitCode.DONE;
        }
        shown.print(invocation.messages());
        if (!new Consent(invocation, yes.get())
                .given("This removes " + going.size() + (going.size() == 1 ? " backup" : " backups")
                        + " for good. Go on?")) {
            return ExitCode.REFUSED;
        }
        pruning.carryOut();
        invocation.show(shown, format.format());
        return ExitCode.DONE;
    }

    private record PruningResult(Pruning pruning, boolean planned) implements Result {
        @Override
        public void print(Page page) {
            for (Fate fate : pruning.fates()) {
                page.line((fate.stays() ? "keep    " : "remove  ")
                        + fate.backup().id()
                        + (fate.stays() ? "  " + String.join(", ", fate.reasons()) : ""));
            }
            pruning.unfinished().forEach(id -> page.line("remove  " + id + "  never finished"));
            if (pruning.fates().isEmpty() && pruning.unfinished().isEmpty()) {
                page.line("There are no backups of this project.");
            }
        }

        @Override
        public Map<String, ?> document() {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (Fate fate : pruning.fates()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("id", fate.backup().id());
                row.put("stays", fate.stays());
                row.put("reasons", fate.reasons());
                rows.add(row);
            }
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("planned", planned);
            document.put("backups", rows);
            document.put("unfinished", pruning.unfinished());
            return document;
        }
    }
}
