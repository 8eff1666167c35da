package io.homelabhub.testkit;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabBuilder;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one test is handed, and what is required of it afterwards. */
abstract sealed class TestBench {
    final Timeline timeline = new Timeline();
    private final Stage stage;
    private Optional<Scenario> scenario = Optional.empty();

    private TestBench(Stage stage) {
        this.stage = stage;
    }

    static TestBench inMemory(HomelabTest settings) {
        long seed = Long.getLong("homelab.seed", settings.seed());
        VirtualClock clock = VirtualClock.seeded(seed);
        return new InMemory(settings, seed, clock, new FakeEngine(clock, seed));
    }

    static TestBench on(Stage stage) {
        return new Real(stage);
    }

    /** The types of what it hands out. */
    abstract Set<Class<?>> types();

    Object get(Class<?> type) {
        return type == Timeline.class ? timeline : scenario();
    }

    private Scenario scenario() {
        Scenario one = scenario.orElseGet(() -> new Scenario(stage, timeline));
        scenario = Optional.of(one);
        return one;
    }

    /** Told of a test that failed, if something is worth telling. */
    abstract Optional<String> hint();

    /** Required of a test that passed. */
    void check() {
        HomelabAssertions.assertThat(timeline).everyStepWaitedForWhatItHasTo();
    }

    void close() {
        scenario.ifPresent(Scenario::close);
    }

    /** On a real engine. A catalog's own files are not deployed there: they may name what is in use. */
    private static final class Real extends TestBench {
        Real(Stage stage) {
            super(stage);
        }

        @Override
        Set<Class<?>> types() {
            return Set.of(Timeline.class, Scenario.class);
        }

        @Override
        Optional<String> hint() {
            return Optional.empty();
        }
    }

    private static final class InMemory extends TestBench {
        private final HomelabTest settings;
        private final long seed;
        private final VirtualClock clock;
        private final FakeEngine engine;
        private final HomelabBuilder builder;

        InMemory(HomelabTest settings, long seed, VirtualClock clock, FakeEngine engine) {
            super(Stage.inMemory(engine));
            this.settings = settings;
            this.seed = seed;
            this.clock = clock;
            this.engine = engine;
            builder = Homelab.builder()
                    .engine(engine.provider())
                    .timing(clock)
                    .listener(timeline)
                    .prober((endpoint, within) -> new ProbeResult(ProbeResult.Verdict.PASSED, ""))
                    .environment(variables());
        }

        private Map<String, String> variables() {
            return Arrays.stream(settings.variables())
                    .map(variable -> variable.split("=", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts.length < 2 ? "" : parts[1]));
        }

        @Override
        Set<Class<?>> types() {
            return Set.of(
                    FakeEngine.class,
                    VirtualClock.class,
                    HomelabRuntime.class,
                    HomelabBuilder.class,
                    Timeline.class,
                    Scenario.class);
        }

        @Override
        Object get(Class<?> type) {
            if (type == FakeEngine.class) {
                return engine;
            }
            if (type == VirtualClock.class) {
                return clock;
            }
            if (type == HomelabBuilder.class) {
                return withFiles();
            }
            return type == HomelabRuntime.class ? withFiles().build() : super.get(type);
        }

        private HomelabBuilder withFiles() {
            return settings.compose().length == 0
                    ? builder.catalog(find(settings.catalog()))
                    : builder.composeFiles(Arrays.stream(settings.compose())
                            .map(InMemory::find)
                            .toList());
        }

        private static Path find(String file) {
            for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
                if (Files.exists(folder.resolve(file))) {
                    return folder.resolve(file);
                }
            }
            throw new IllegalArgumentException(
                    "no file " + file + " in " + Path.of("").toAbsolutePath() + " or above it");
        }

        @Override
        Optional<String> hint() {
            return Optional.of("the seed was " + seed + "; -Dhomelab.seed gives another");
        }

        @Override
        void check() {
            HomelabAssertions.assertThat(engine.faultsThatDidNotHappen())
                    .as("scripted faults that did not happen")
                    .isEmpty();
            super.check();
            HomelabAssertions.assertThat(clock.uncaught())
                    .as("thrown on threads of the clock's")
                    .isEmpty();
            HomelabAssertions.assertThat(clock.tasksUnderWay())
                    .as("threads left over")
                    .isEmpty();
        }
    }
}
