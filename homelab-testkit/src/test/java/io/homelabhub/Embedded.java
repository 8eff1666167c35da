package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two services, an engine in memory and a clock, for tests of a program that runs Homelab inside itself. */
abstract class Embedded {
    static final String COMPOSE = """
            name: lab
            services:
              db:
                image: db:1
                healthcheck: {test: ["CMD", "ready"], interval: 1s}
              web:
                image: web:1
                depends_on: {db: {condition: service_healthy}}
            """;

    final VirtualClock clock = VirtualClock.seeded(1);

    final FakeEngine engine = new FakeEngine(clock, 1);

    @TempDir
    Path folder;

    HomelabBuilder builder = Homelab.builder();

    @BeforeEach
    void prepare() throws IOException {
        engine.has("db:1", "web:1");
        builder = ComposeFolder.with(COMPOSE, folder, engine, clock);
    }

    @AfterEach
    void no_thread_is_left() {
        clock.advance(Duration.ofSeconds(1)); // for those that have been told to end
        assertThat(clock.tasksUnderWay()).isEmpty();
        assertThat(clock.uncaught()).isEmpty();
    }

    EngineProvider through(UnaryOperator<Engine> layer) {
        return through(engine.provider(), layer);
    }

    static EngineProvider through(EngineProvider real, UnaryOperator<Engine> layer) {
        return new EngineProvider() {
            @Override
            public String name() {
                return real.name();
            }

            @Override
            public Engine open(EngineSettings settings) {
                return layer.apply(real.open(settings));
            }
        };
    }
}
