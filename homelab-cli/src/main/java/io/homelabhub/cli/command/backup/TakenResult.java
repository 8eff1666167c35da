package io.homelabhub.cli.command.backup;

import io.homelabhub.backup.store.Manifest;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.SizeText;
import io.homelabhub.cli.output.Style;
import io.homelabhub.time.TimeText;
import java.util.Map;

/** A backup that was just taken. */
record TakenResult(StoredBackup backup) implements Result {
    @Override
    public void print(Page page) {
        Manifest manifest = backup.manifest();
        page.line((manifest.isComplete() ? "Backed up in " : "Backed up, but not all, in ")
                + TimeText.took(manifest.took()) + ": " + backup.id() + " ("
                + ShownBackup.counted(manifest.parts().size(), "part") + ", " + SizeText.decimal(manifest.size())
                + ").");
        manifest.standstills()
                .forEach(still -> page.line(String.join(", ", still.services())
                        + (still.services().size() == 1 ? " was " : " were ") + still.how() + " for "
                        + TimeText.took(still.lasted()) + "."));
        manifest.missing().forEach(omission -> page.line(page.styled(Style.RED, "Missing: ") + omission));
        page.advice("`homelab backups verify " + backup.id() + "` proves that it can be restored.");
    }

    @Override
    public Map<String, ?> document() {
        return new ShownBackup(backup).document();
    }
}
