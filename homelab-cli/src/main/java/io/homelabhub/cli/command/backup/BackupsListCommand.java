package io.homelabhub.cli.command.backup;

import io.homelabhub.backup.store.Omission;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.SizeText;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code homelab backups list}. */
final class BackupsListCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(this, "Lists the backups that there are, the oldest first.");
    private final ShelfOption shelf;
    private final ListingOptions listing = new ListingOptions(syntax, "names of backups");

    BackupsListCommand(Invocation invocation) {
        this.invocation = invocation;
        this.shelf = new ShelfOption(invocation, syntax);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        Shelf all = shelf.shelf();
        invocation.show(
                new Backups(all, all.list(), all.broken(), invocation.timing().now()), listing);
        return ExitCode.DONE;
    }

    private record Backups(Shelf shelf, List<StoredBackup> backups, List<Omission> broken, Instant now)
            implements Listing {
        @Override
        public void print(Page page) {
            if (backups.isEmpty()) {
                page.line("There are no backups in " + shelf.folder() + ".");
            } else {
                List<List<String>> rows = backups.stream().map(this::cells).toList();
                List<String> unused = page.fitting(
                        List.of("BACKUP", "AGE", "SIZE", "PARTS", "VERIFIED", "STATE"),
                        rows,
                        List.of("PARTS", "SIZE"),
                        (column, cell) -> cell);
            }
            broken.forEach(one -> page.line("no backup: " + one));
        }

        private List<String> cells(StoredBackup backup) {
            return List.of(
                    backup.id(),
                    age(backup.manifest().created()),
                    SizeText.decimal(backup.manifest().size()),
                    String.valueOf(backup.manifest().parts().size()),
                    backup.verified()
                            .map(this::age)
                            .orElseGet(() -> backup.verification().isPresent() ? "failed" : "never"),
                    (backup.manifest().isComplete() ? "complete" : "incomplete")
                            + (backup.manifest().isEncrypted() ? ", encrypted" : "")
                            + (backup.manifest().isOfEverything()
                                    ? ""
                                    : ", of "
                                            + String.join(
                                                    ", ", backup.manifest().names()) + " alone"));
        }

        private String age(Instant time) {
            return TimeText.about(Duration.between(time, now)) + " ago";
        }

        @Override
        public List<String> ids() {
            return backups.stream().map(StoredBackup::id).toList();
        }

        @Override
        public List<? extends Map<String, ?>> rows() {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            for (StoredBackup backup : backups) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put("id", backup.id());
                row.put("project", backup.manifest().project());
                row.put("names", backup.manifest().names());
                row.put("created", backup.manifest().created());
                row.put("size", backup.manifest().size());
                row.put("parts", backup.manifest().parts().size());
                row.put("complete", backup.manifest().isComplete());
                row.put("encrypted", backup.manifest().isEncrypted());
                row.put("verified", backup.verified().orElse(null));
                rows.add(row);
            }
            return rows;
        }

        @Override
        public Map<String, ?> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("folder", shelf.folder());
            document.put("backups", rows());
            document.put("broken", BackupPlanResult.omissions(broken));
            return document;
        }
    }
}
