package io.homelabhub.testkit;

import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.testkit.engine.FakeEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where scenarios are played: on the engine in memory, or on a real one. */
public abstract sealed class Stage {
    private Stage() {}

    /**
     * A real engine. What a scenario makes there carries a project name of its own and goes after the test.
     *
     * @param provider opens the engine
     * @param settings how; its clock is the scenario's too
     * @param image what every stand-in runs in: it has a POSIX shell, and is there or can be pulled
     */
    public static Stage real(EngineProvider provider, EngineSettings settings, String image) {
        return new Real(provider, settings, image);
    }

    static Stage inMemory(FakeEngine engine) {
        return new InMemory(engine);
    }

    abstract EngineProvider provider();

    abstract EngineSettings settings();

    abstract String image();

    /** A Compose project that nobody else has there. */
    abstract String newProject();

    /** Makes the containers of these services do what they shall, as far as a script cannot. */
    abstract void learn(List<StandIn> services);

    /** Ends a container's process as if by itself. */
    abstract void crash(Engine engine, String container, int code);

    private static final class InMemory extends Stage {
        private final FakeEngine engine;

        InMemory(FakeEngine engine) {
            this.engine = engine;
        }

        @Override
        EngineProvider provider() {
            return engine.provider();
        }

        @Override
        EngineSettings settings() {
            return new EngineSettings(Optional.empty(), Map.of(), 4, engine.clock());
        }

        @Override
        String image() {
            return "stand-in:1";
        }

        @Override
        String newProject() {
            return "scenario";
        }

        @Override
        void learn(List<StandIn> services) {
            engine.has(image());
            services.forEach(service -> service.teach(engine.command(service.command())));
        }

        @Override
        void crash(Engine unused, String container, int code) {
            engine.troubles().dies(container, code);
        }
    }

    private static final class Real extends Stage {
        private static final Duration PATIENCE = Duration.ofSeconds(10);
        private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

        private final EngineProvider provider;
        private final EngineSettings settings;
        private final String image;

        Real(EngineProvider provider, EngineSettings settings, String image) {
            this.provider = provider;
            this.settings = settings;
            this.image = image;
        }

        @Override
        EngineProvider provider() {
            return provider;
        }

        @Override
        EngineSettings settings() {
            return settings;
        }

        @Override
        String image() {
            return image;
        }

        @Override
        String newProject() {
            return "scenario-" + UUID.randomUUID().toString().substring(0, 8);
        }

        /** The script says it all. */
        @Override
        void learn(List<StandIn> services) {}

        @Override
        void crash(Engine engine, String container, int code) {
            Instant before = lastEnd(engine, container);
            engine.execute(container, Script.crash(code), PATIENCE);
            Duration end = settings.timing().elapsed().plus(PATIENCE);
            while (lastEnd(engine, container).equals(before)) {
                if (settings.timing().elapsed().compareTo(end) > 0) {
                    throw new AssertionError(container + " did not end within " + PATIENCE);
                }
                pause();
            }
        }

        private static Instant lastEnd(Engine engine, String container) {
            return engine.status(container).map(ContainerStatus::finishedAt).orElse(Instant.EPOCH);
        }

        private void pause() {
            try {
                settings.timing().sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("the scenario was interrupted", e);
            }
        }
    }
}
