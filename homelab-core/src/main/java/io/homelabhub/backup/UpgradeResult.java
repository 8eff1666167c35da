package io.homelabhub.backup;

import java.util.List;

/**
 * What came of an upgrade.
 *
 * @param done what is there now, a sentence each
 * @param backup the backup that was taken first, by its name
 * @param kept the volume that holds the data as it was, until it is forgotten
 */
public record UpgradeResult(List<String> done, String backup, String kept) {
    public UpgradeResult {
        done = List.copyOf(done);
    }
}
