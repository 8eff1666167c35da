package io.homelabhub.cli;

import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a Compose file, and an engine in memory to deploy it to: a database and a bot that needs it. */
public final class Lab {
    public static final String FILE = """
            name: lab
            services:
              db:
                image: postgres:16
                volumes: ["data:/var/lib/postgresql/data"]
                healthcheck: {test: ["CMD", "pg_isready"], interval: 10s}
              bot:
                image: bot:1
                depends_on: {db: {condition: service_healthy}}
            volumes:
              data:
            """;

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1);
    private final Path folder;

    public Lab(Path folder) {
        this.folder = folder;
        file(FILE);
        engine.has("postgres:16", "bot:1", "bot:2");
    }

    public FakeEngine engine() {
        return engine;
    }

    VirtualClock clock() {
        return clock;
    }

    public Lab file(String text) {
        try {
            Files.writeString(folder.resolve("compose.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Typed typing() {
        return new Typed().in(folder).on(engine.provider(), clock);
    }

    public Typed.Outcome type(String line) {
        return typing().type(line);
    }
}
