package io.homelabhub.cli.command.backup;

import io.homelabhub.backup.store.Manifest;
import io.homelabhub.backup.store.Part;
import io.homelabhub.backup.store.Standstill;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.SizeText;
import io.homelabhub.cli.output.Style;
import io.homelabhub.time.TimeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that is known of a backup. */
record ShownBackup(StoredBackup backup) implements Result {
    @Override
    public void print(Page page) {
        Manifest manifest = backup.manifest();
        page.title(backup.id());
        page.line("Of " + (manifest.isOfEverything() ? "" : String.join(", ", manifest.names()) + " of ") + "project "
                + manifest.project() + ", taken " + manifest.created() + " in "
                + TimeText.took(manifest.took()) + "; " + SizeText.decimal(manifest.size())
                + (manifest.isEncrypted() ? ", encrypted" : "") + ".");
        page.line(backup.verification()
                .map(one -> (one.isPassed() ? "Verified " : "Failed to verify ") + one.at() + ".")
                .orElse("Never verified."));
        page.blank();
        List<List<String>> rows = new ArrayList<>();
        manifest.parts()
                .forEach(part ->
                        rows.add(List.of(part.title(), SizeText.decimal(part.size()), counts(part), part.open())));
        List<String> unused = page.fitting(
                List.of("PART", "SIZE", "HOLDS", "OPENS WITH"), rows, List.of("HOLDS"), (column, cell) -> cell);
        manifest.standstills()
                .forEach(still -> page.line(String.join(", ", still.services()) + ": " + still.how() + " for "
                        + TimeText.took(still.lasted())));
        manifest.missing().forEach(omission -> page.line(page.styled(Style.RED, "missing: ") + omission));
        manifest.notCovered().forEach(omission -> page.line("not covered: " + omission));
        backup.verification().ifPresent(one -> one.problems()
                .forEach(problem -> page.line(page.styled(Style.RED, "not as it was: ") + problem)));
    }

    private static String counts(Part part) {
        long sum = part.counts().values().stream().mapToLong(Long::longValue).sum();
        return switch (part.kind()) {
            case POSTGRES_DATABASE -> counted(part.counts().size(), "table") + ", " + counted(sum, "row");
            case REDIS -> part.counts().isEmpty() ? "-" : counted(sum, "key");
            case VOLUME -> counted(part.counts().getOrDefault("entries", 0L), "file");
            case POSTGRES_ROLES, POSTGRES_SETTINGS -> "-";
        };
    }

    /** {@code 1 file}, {@code 2 files}. */
    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    @Override
    public Map<String, ?> document() {
        Manifest manifest = backup.manifest();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", backup.id());
        document.put("folder", backup.folder());
        document.put("project", manifest.project());
        document.put("names", manifest.names());
        document.put("created", manifest.created());
        document.put("tookMillis", manifest.took().toMillis());
        document.put("size", manifest.size());
        document.put("complete", manifest.isComplete());
        document.put("encrypted", manifest.isEncrypted());
        document.put("engine", manifest.engine());
        document.put("modelHash", manifest.modelHash());
        document.put(
                "parts", manifest.parts().stream().map(ShownBackup::document).toList());
        document.put("missing", BackupPlanResult.omissions(manifest.missing()));
        document.put("notCovered", BackupPlanResult.omissions(manifest.notCovered()));
        document.put(
                "standstills",
                manifest.standstills().stream().map(ShownBackup::document).toList());
        backup.verification().ifPresent(one -> {
            Map<String, Object> verification = new LinkedHashMap<>();
            verification.put("at", one.at());
            verification.put("passed", one.isPassed());
            verification.put("proved", one.proved());
            verification.put("problems", one.problems());
            document.put("verification", verification);
        });
        return document;
    }

    private static Map<String, Object> document(Part part) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", part.file());
        document.put("kind", part.kind().text());
        document.put("service", part.service());
        document.put("subject", part.subject());
        document.put("size", part.size());
        document.put("sha256", part.sha256());
        document.put("properties", part.properties());
        document.put("counts", part.counts());
        document.put("open", part.open());
        return document;
    }

    private static Map<String, Object> document(Standstill still) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("services", still.services());
        document.put("how", still.how());
        document.put("from", still.from());
        document.put("lastedMillis", still.lasted().toMillis());
        return document;
    }
}
