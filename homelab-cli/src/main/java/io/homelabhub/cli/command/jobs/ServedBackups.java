package io.homelabhub.cli.command.jobs;

import io.homelabhub.backup.BackupKeeper;
import io.homelabhub.backup.ScheduledBackups.Outcome;
import io.homelabhub.backup.store.Manifest;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.RemedyText;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.failure.HomelabException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints what comes of scheduled backups, as {@link JobMessages} does for jobs. */
record ServedBackups(Invocation invocation, boolean json) implements BackupKeeper.Listener {
    @Override
    public void taken(Outcome outcome) {
        outcome.result().map(result -> result.backup().manifest()).ifPresent(manifest -> {
            String missing = manifest.missing().stream().map(Object::toString).collect(Collectors.joining("; "));
            tell(
                    manifest.isComplete() ? "taken" : "incomplete",
                    Optional.of(manifest),
                    manifest.isComplete() ? Optional.empty() : Optional.of("it lacks " + missing),
                    outcome.pruned());
        });
    }

    @Override
    public void failed(HomelabException failure) {
        String detail = (failure.getMessage() + " " + RemedyText.of(failure.remedies())).strip();
        tell("failed", Optional.empty(), Optional.of(detail), List.of());
    }

    private void tell(String event, Optional<Manifest> backup, Optional<String> detail, List<String> removed) {
        Instant now = invocation.timing().now();
        if (json) {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("time", now.toString());
            document.put("event", "backup " + event);
            document.put("backup", backup.map(Manifest::id).orElse(null));
            document.put("detail", detail.orElse(null));
            document.put("removed", removed);
            invocation.console().out().print(OutputFormat.jsonLine(document) + "\n");
        } else {
            invocation
                    .messages()
                    .line(now.truncatedTo(ChronoUnit.SECONDS) + "  backup " + event
                            + backup.map(one -> " " + one.id()).orElse("")
                            + detail.map(text -> ": " + text).orElse("")
                            + (removed.isEmpty() ? "" : "; removed " + String.join(", ", removed)));
        }
        invocation.console().flush();
    }
}
