package io.homelabhub.cli.command.jobs;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.backup.BackupKeeper;
import io.homelabhub.backup.ScheduledBackups.Outcome;
import io.homelabhub.backup.store.Manifest;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.NotReached;
import io.homelabhub.cli.line.RemedyText;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.failure.HomelabException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints what comes of scheduled backups, as {@link JobMessages} does for jobs. */
record ServedBackups(Invocation invocation, HomelabRuntime runtime, boolean json) implements BackupKeeper.Listener {
    @Override
    public void taken(Outcome outcome) {
        outcome.result().map(result -> result.backup().manifest()).ifPresent(manifest -> {
            List<String> details = new ArrayList<>();
            if (!manifest.isComplete()) {
                details.add("it lacks "
                        + manifest.missing().stream().map(Object::toString).collect(Collectors.joining("; ")));
            }
            outcome.problem().ifPresent(details::add);
            tell(
                    manifest.isComplete() ? "taken" : "incomplete",
                    Optional.of(manifest),
                    String.join("; ", details),
                    outcome.pruned());
            new NotReached(invocation, runtime, List.of()).tell("backed up", "backup %s");
        });
    }

    @Override
    public void failed(RuntimeException failure) {
        String next = failure instanceof HomelabException known ? RemedyText.of(known.remedies()) : "";
        tell("failed", Optional.empty(), (failure.getMessage() + " " + next).strip(), List.of());
    }

    private void tell(String event, Optional<Manifest> backup, String detail, List<String> removed) {
        Instant now = invocation.timing().now();
        if (json) {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("time", now.toString());
            document.put("event", "backup " + event);
            document.put("backup", backup.map(Manifest::id).orElse(null));
            document.put("detail", detail.isEmpty() ? null : detail);
            document.put("removed", removed);
            invocation.console().out().print(OutputFormat.jsonLine(document) + "\n");
        } else {
            invocation
                    .messages()
                    .line(now.truncatedTo(ChronoUnit.SECONDS) + "  backup " + event
                            + backup.map(one -> " " + one.id()).orElse("")
                            + (detail.isEmpty() ? "" : ": " + detail)
                            + (removed.isEmpty() ? "" : "; removed " + String.join(", ", removed)));
        }
        invocation.console().flush();
    }
}
