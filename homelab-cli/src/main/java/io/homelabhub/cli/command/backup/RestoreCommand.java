package io.homelabhub.cli.command.backup;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.backup.Backups;
import io.homelabhub.backup.PreparedRestore;
import io.homelabhub.backup.RestorePlan;
import io.homelabhub.backup.RestoreRequest;
import io.homelabhub.backup.RestoreResult;
import io.homelabhub.backup.store.Manifest;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Consent;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.NotReached;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab restore}: a backup, or a dump of any origin. */
public final class RestoreCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Restores a backup, or a dump of PostgreSQL of any origin, so that a failure leaves everything as before.",
            "What is restored is made and counted beside what is there; then what needs it is stopped, the two change places, and it is"
                    + " started again. What was there stays, as NAME_before_TIME, until `homelab restore --forget`.");

    private final Supplier<List<String>> source = syntax.words(
            PositionalParamSpec.builder()
                    .paramLabel("ID|FILE")
                    .arity("0..1")
                    .description(
                            "A backup's name, latest, or its folder; or a file of pg_dump or pg_dumpall: plain, .gz, or custom format."));

    private final Supplier<List<String>> only = syntax.values(
            String.class,
            OptionSpec.builder("--only")
                    .paramLabel("NAME")
                    .description("This service, database or volume alone; more than once for more."));

    private final Supplier<Optional<String>> service = syntax.value(
            String.class,
            OptionSpec.builder("--service")
                    .paramLabel("SERVICE")
                    .description("For a file: the server that it is restored into; the only one if not given."));

    private final Supplier<Optional<String>> into = syntax.value(
            String.class,
            OptionSpec.builder("--into")
                    .paramLabel("DATABASE")
                    .description(
                            "For a file that names no database: the one that it is restored into; the server's own if not given."));

    private final Supplier<Boolean> forget = syntax.flag(OptionSpec.builder("--forget")
            .description("Removes what earlier restores have kept of what was there before them."));

    private final Supplier<Boolean> planOnly =
            syntax.flag(OptionSpec.builder("--plan").description("Shows what would be done, and does nothing."));

    private final Supplier<Boolean> yes =
            syntax.flag(OptionSpec.builder("-y", "--yes").description("Answers yes to every question."));

    private final ShelfOption shelf;
    private final Attended attended;
    private final FormatOption format;

    public RestoreCommand(Invocation invocation) {
        this.invocation = invocation;
        this.shelf = new ShelfOption(invocation, syntax);
        this.attended = new Attended(invocation, syntax);
        this.format = new FormatOption(syntax);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        HomelabRuntime runtime = invocation.runtime();
        Backups backups = runtime.backups();
        if (forget.get()) {
            if (!source.get().isEmpty()) {
                throw new UsageException("--forget takes no backup");
            }
            return forget(backups);
        }
        if (source.get().isEmpty()) {
            throw syntax.failure("`restore` needs a backup or a file");
        }
        List<String> asked = service.get().map(List::of).orElseGet(only);
        new NotReached(invocation, runtime, asked).tell("restored", "restore ID|FILE");
        RestoreRequest request =
                request(source.get().get(0)).withOnly(only.get()).withLockWait(attended.lockWait());
        PreparedRestore prepared = backups.plan(request);
        if (planOnly.get()) {
            invocation.show(new Planned(prepared.plan()), format.format());
            return ExitCode.DONE;
        }
        new Planned(prepared.plan()).print(invocation.messages());
        invocation.console().flush();
        if (!new Consent(invocation, yes.get()).given("Go on?")) {
            return ExitCode.REFUSED;
        }
        RestoreResult result = attended.run(cancellation -> prepared.run(attended.listener(), cancellation));
        invocation.show(new Restored(result), format.format());
        return ExitCode.DONE;
    }

    private RestoreRequest request(String word) {
        Path path = invocation.console().workingDirectory().resolve(word);
        if (Files.isRegularFile(path) || word.matches(".*\\.(sql|dump|gz)")) {
            return RestoreRequest.of(path.normalize()).withTarget(service.get(), into.get());
        }
        if (service.get().isPresent() || into.get().isPresent()) {
            throw new UsageException("--service and --into are for files; a backup knows where its parts belong");
        }
        Shelf all = shelf.shelf();
        boolean folder = Files.exists(path.resolve(Manifest.FILE))
                && !Files.isDirectory(all.folder().resolve(word));
        return RestoreRequest.of(folder ? Shelf.open(path.normalize()) : shelf.find(word), new Keys(invocation).all());
    }

    private ExitCode forget(Backups backups) {
        Map<String, List<String>> left = backups.leftovers();
        List<String> names = left.values().stream().flatMap(List::stream).toList();
        if (names.isEmpty()) {
            invocation.messages().line("Restores have left nothing behind.");
            return ExitCode.DONE;
        }
        if (!new Consent(invocation, yes.get())
                .given("This removes " + String.join(", ", names) + " and all data in them. Go on?")) {
            return ExitCode.REFUSED;
        }
        backups.forget(attended.lockWait())
                .forEach(gone -> invocation.console().out().print("Removed " + gone + ".\n"));
        return ExitCode.DONE;
    }

    private record Planned(RestorePlan plan) implements Result {
        @Override
        public void print(Page page) {
            page.line("restore of " + plan.source() + " into " + plan.project() + ":");
            plan.databases().forEach(name -> page.line("  " + name + ": made beside, counted, then renamed"));
            plan.volumes().forEach(name -> page.line("  volume " + name + ": copied aside, then replaced"));
            if (!plan.stopped().isEmpty()) {
                page.line("  stopped meanwhile: " + String.join(", ", plan.stopped()));
            }
            plan.notes().forEach(note -> page.line("  " + note));
        }

        @Override
        public Map<String, ?> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("project", plan.project());
            document.put("source", plan.source());
            document.put("databases", plan.databases());
            document.put("volumes", plan.volumes());
            document.put("stopped", plan.stopped());
            document.put("notes", plan.notes());
            return document;
        }
    }

    private record Restored(RestoreResult result) implements Result {
        @Override
        public void print(Page page) {
            result.restored().forEach(line -> page.line("Restored " + line + "."));
            if (!result.kept().isEmpty()) {
                page.line("Kept as it was before: " + String.join(", ", result.kept()) + ".");
                page.advice("`homelab restore --forget` removes that.");
            }
        }

        @Override
        public Map<String, ?> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("restored", result.restored());
            document.put("kept", result.kept());
            return document;
        }
    }
}
