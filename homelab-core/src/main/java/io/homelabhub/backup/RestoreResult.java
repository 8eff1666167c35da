package io.homelabhub.backup;

import java.util.List;

/**
 * What came of a restore.
 *
 * @param restored what is there now, a sentence each
 * @param kept what was there before and stays until it is forgotten, by its name: databases and volumes
 */
public record RestoreResult(List<String> restored, List<String> kept) {
    public RestoreResult {
        restored = List.copyOf(restored);
        kept = List.copyOf(kept);
    }
}
