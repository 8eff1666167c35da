package io.homelabhub.cli.command.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.Retention;
import io.homelabhub.backup.store.Retention.Fate;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Consent;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab backups prune}: a plan of what stays, then the rest goes. */
final class BackupsPruneCommand implements Command {
    /** What has not changed for so long is not being written any more. */
    private static final Duration LONGEST_BACKUP = Duration.ofDays(1);

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Removes backups that no rule keeps.",
            "Each rule keeps the newest complete backup of each period, of everything and of each choice of services by itself. The last"
                    + " that was verified always stays; what was begun more than a day ago and never finished goes. Backups of other"
                    + " projects stay.");
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
            return new Retention(
                    last.get().orElse(0),
                    daily.get().orElse(0),
                    weekly.get().orElse(0),
                    monthly.get().orElse(0));
        } catch (IllegalArgumentException refused) {
            throw new UsageException(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public ExitCode run() {
        Shelf all = shelf.shelf();
        String project = invocation.runtime().backups().project();
        List<StoredBackup> ours = all.list().stream()
                .filter(backup -> backup.manifest().project().equals(project))
                .toList();
        List<Fate> fates = retention().fates(ours, ZoneId.systemDefault());
        List<String> unfinished =
                all.unfinished(project, invocation.timing().now().minus(LONGEST_BACKUP));
        Pruning pruning = new Pruning(fates, unfinished, planOnly.get());
        List<String> going = pruning.going();
        if (planOnly.get() || going.isEmpty()) {
            invocation.show(pruning, format.format());
            return ExitCode.DONE;
        }
        pruning.print(invocation.messages());
        if (!new Consent(invocation, yes.get())
                .given("This removes " + going.size() + (going.size() == 1 ? " backup" : " backups")
                        + " for good. Go on?")) {
            return ExitCode.REFUSED;
        }
        going.forEach(id -> remove(all, id));
        invocation.show(pruning, format.format());
        return ExitCode.DONE;
    }

    private static void remove(Shelf shelf, String id) {
        try {
            shelf.remove(id);
        } catch (IOException failure) {
            throw new BackupException(
                    BackupException.Kind.LEFT_HALF_WAY,
                    "removing backup " + id + ": " + failure.getMessage(),
                    "What went before it is gone; `homelab backups list` shows what is left.",
                    failure);
        }
    }

    private record Pruning(List<Fate> fates, List<String> unfinished, boolean planned) implements Result {
        List<String> going() {
            List<String> going = new ArrayList<>(unfinished);
            fates.stream()
                    .filter(fate -> !fate.stays())
                    .forEach(fate -> going.add(fate.backup().id()));
            return going;
        }

        @Override
        public void print(Page page) {
            for (Fate fate : fates) {
                page.line((fate.stays() ? "keep    " : "remove  ")
                        + fate.backup().id()
                        + (fate.stays() ? "  " + String.join(", ", fate.reasons()) : ""));
            }
            unfinished.forEach(id -> page.line("remove  " + id + "  never finished"));
            if (fates.isEmpty() && unfinished.isEmpty()) {
                page.line("There are no backups of this project.");
            }
        }

        @Override
        public Map<String, ?> document() {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (Fate fate : fates) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("id", fate.backup().id());
                row.put("stays", fate.stays());
                row.put("reasons", fate.reasons());
                rows.add(row);
            }
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("planned", planned);
            document.put("backups", rows);
            document.put("unfinished", unfinished);
            return document;
        }
    }
}
