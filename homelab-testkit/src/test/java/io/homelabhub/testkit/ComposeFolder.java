package io.homelabhub.testkit;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabBuilder;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder with one Compose file, on an engine in memory. */
public final class ComposeFolder {
    private ComposeFolder() {}

    /** A homelab of {@code compose}, which is written to {@code folder}; no variable is set. */
    public static HomelabBuilder with(String compose, Path folder, FakeEngine engine, VirtualClock clock)
            throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), compose);
        return in(folder, engine, clock);
    }

    /** A homelab of the {@code compose.yaml} in {@code folder}; no variable is set. */
    public static HomelabBuilder in(Path folder, FakeEngine engine, VirtualClock clock) {
        return Homelab.builder()
                .engine(engine.provider())
                .timing(clock)
                .workingDirectory(folder)
                .composeFiles(List.of(folder.resolve("compose.yaml")))
                .environment(Map.of());
    }
}
