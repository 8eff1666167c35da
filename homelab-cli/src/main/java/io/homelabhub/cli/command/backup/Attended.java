package io.homelabhub.cli.command.backup;

import io.homelabhub.backup.BackupEvent;
import io.homelabhub.backup.BackupListener;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Signals;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Style;
import io.homelabhub.run.Cancellation;
import io.homelabhub.time.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** Work on backups for somebody who looks on: tells its progress, and hears Ctrl-C. */
final class Attended {
    /** How progress is shown on standard error. */
    enum Progress {
        PLAIN,
        JSON,
        QUIET
    }

    private final Invocation invocation;
    private final Supplier<Progress> progress;
    private final Supplier<Optional<String>> lockWait;

    Attended(Invocation invocation, Syntax syntax) {
        this.invocation = invocation;
        this.lockWait = syntax.value(
                String.class,
                OptionSpec.builder("--lock-wait")
                        .paramLabel("TIME")
                        .description("How long to wait for a deploy of the project to end; not at all if not given."));
        this.progress = syntax.choice(
                Progress.PLAIN,
                OptionSpec.builder("--progress")
                        .paramLabel("HOW")
                        .description("plain (lines), json (one object per line) or quiet."));
    }

    Duration lockWait() {
        return lockWait(Duration.ZERO);
    }

    /** @param usual if the command line does not say */
    Duration lockWait(Duration usual) {
        return lockWait.get()
                .map(text -> Durations.parse(text)
                        .filter(time -> !time.isNegative())
                        .orElseThrow(() -> new UsageException(
                                "--lock-wait: '" + text + "' is not a duration; give one like 90s, 5m or 1h30m")))
                .orElse(usual);
    }

    boolean isTalkative() {
        return progress.get() == Progress.PLAIN;
    }

    <T> T run(Function<Cancellation, T> work) {
        Cancellation cancellation = new Cancellation();
        Signals signals = Signals.handledBy(() -> {
            invocation.messages().line("\nCancelling: what is under way is put back first.");
            invocation.console().flush();
            cancellation.cancel();
        });
        try {
            return work.apply(cancellation);
        } finally {
            signals.close();
        }
    }

    BackupListener listener() {
        return switch (progress.get()) {
            case PLAIN -> this::line;
            case JSON -> this::object;
            case QUIET -> BackupListener.NONE;
        };
    }

    private void line(BackupEvent event) {
        Page page = invocation.messages();
        String sign =
                switch (event.kind()) {
                    case BEGUN -> "  ";
                    case DONE -> page.styled(Style.GREEN, "✔ ");
                    case FAILED -> page.styled(Style.RED, "✘ ");
                    case NOTE -> "! ";
                };
        if (event.kind() != BackupEvent.Kind.BEGUN) {
            page.line(sign + event.text());
            invocation.console().flush();
        }
    }

    private void object(BackupEvent event) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("at", event.at());
        document.put("event", event.kind().name().toLowerCase(java.util.Locale.ROOT));
        document.put("text", event.text());
        invocation.console().err().print(OutputFormat.jsonLine(document) + "\n");
        invocation.console().flush();
    }
}
