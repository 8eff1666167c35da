package io.homelabhub.cli.command.backup;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.backup.PreparedUpgrade;
import io.homelabhub.backup.UpgradePlan;
import io.homelabhub.backup.UpgradeRequest;
import io.homelabhub.backup.UpgradeResult;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Consent;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.NotReached;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab upgrade}: a PostgreSQL gets another major version. */
public final class UpgradeCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Brings a PostgreSQL to another major version, so that a failure leaves everything as before.",
            "What needs it is stopped; a backup is loaded by a server of the new image, and counted; then its data takes the place of the old,"
                    + " the files name the new image, and all is started again. The old data stays until `homelab restore --forget`.");

    private final Supplier<List<String>> service = syntax.words(
            PositionalParamSpec.builder().paramLabel("SERVICE").arity("1").description("The service of the database."));

    private final Supplier<Optional<String>> to = syntax.value(
            String.class,
            OptionSpec.builder("--to")
                    .paramLabel("TAG|IMAGE")
                    .description(
                            "A tag of the same image, as 17-alpine, or another image; what the files name if not given. The files are changed."));

    private final Supplier<Boolean> planOnly =
            syntax.flag(OptionSpec.builder("--plan").description("Shows what would be done, and does nothing."));

    private final Supplier<Boolean> yes =
            syntax.flag(OptionSpec.builder("-y", "--yes").description("Answers yes to every question."));

    private final Attended attended;
    private final FormatOption format;

    public UpgradeCommand(Invocation invocation) {
        this.invocation = invocation;
        this.attended = new Attended(invocation, syntax);
        this.format = new FormatOption(syntax);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        UpgradeRequest request = UpgradeRequest.of(service.get().get(0)).withLockWait(attended.lockWait());
        Optional<String> image = to.get();
        HomelabRuntime runtime = invocation.runtime();
        new NotReached(invocation, runtime, service.get()).tell("upgraded", "upgrade %s --to TAG");
        PreparedUpgrade prepared = runtime.backups().plan(image.isPresent() ? request.withTo(image.get()) : request);
        if (planOnly.get()) {
            invocation.show(new Planned(prepared.plan()), format.format());
            return ExitCode.DONE;
        }
        new Planned(prepared.plan()).print(invocation.messages());
        invocation.console().flush();
        if (!new Consent(invocation, yes.get()).given("Go on?")) {
            return ExitCode.REFUSED;
        }
        UpgradeResult result = attended.run(cancellation -> prepared.run(attended.listener(), cancellation));
        invocation.show(new Upgraded(result), format.format());
        return ExitCode.DONE;
    }

    private record Planned(UpgradePlan plan) implements Result {
        @Override
        public void print(Page page) {
            page.line("upgrade of " + plan.service() + " from " + plan.from() + " to " + plan.to() + ":");
            if (!plan.stopped().isEmpty()) {
                page.line("  stopped meanwhile: " + String.join(", ", plan.stopped()));
            }
            page.line("  a backup, loaded by a server of " + plan.to() + " and counted");
            page.line("  volume " + plan.volume() + ": copied aside, then replaced");
            plan.edited().ifPresent(place -> page.line("  " + place + ": names " + plan.to()));
        }

        @Override
        public Map<String, ?> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("project", plan.project());
            document.put("service", plan.service());
            document.put("from", plan.from());
            document.put("to", plan.to());
            document.put("volume", plan.volume());
            document.put("stopped", plan.stopped());
            plan.edited().ifPresent(place -> document.put("edited", place));
            return document;
        }
    }

    private record Upgraded(UpgradeResult result) implements Result {
        @Override
        public void print(Page page) {
            result.done().forEach(page::line);
            page.line("Kept as it was before: " + result.kept() + ", and backup " + result.backup() + ".");
            page.advice("`homelab restore --forget` removes the volume.");
        }

        @Override
        public Map<String, ?> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("done", result.done());
            document.put("backup", result.backup());
            document.put("kept", result.kept());
            return document;
        }
    }
}
