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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Hands each test an engine in memory, a virtual clock, a {@link HomelabRuntime} on both and the {@link Timeline} of what it
 * does: parameters of these types, and of {@link HomelabBuilder} for a runtime of the test's own making. Each test has its
 * own; constructor and lifecycle methods of the class share those of their test.
 *
 * <p>After a test that passed it requires that every scripted fault has happened, that no step began before what it waits
 * for had succeeded, that no thread of the clock's is left over, and that none has thrown. A test that failed is told its
 * seed. Catalog endpoints answer at once: the network is not asked.
 */
public final class HomelabExtension
        implements ParameterResolver, AfterTestExecutionCallback, TestExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(HomelabExtension.class);
    private static final List<Class<?>> TYPES =
            List.of(FakeEngine.class, VirtualClock.class, HomelabRuntime.class, HomelabBuilder.class, Timeline.class);

    /** Made by JUnit. */
    public HomelabExtension() {}

    private record Bench(long seed, VirtualClock clock, FakeEngine engine, Timeline timeline, HomelabBuilder builder) {
        static Bench of(HomelabTest settings) {
            long seed = Long.getLong("homelab.seed", settings.seed());
            VirtualClock clock = VirtualClock.seeded(seed);
            FakeEngine engine = new FakeEngine(clock, seed);
            Timeline timeline = new Timeline();
            HomelabBuilder builder = Homelab.builder()
                    .engine(engine.provider())
                    .timing(clock)
                    .listener(timeline)
                    .prober((endpoint, within) -> new ProbeResult(ProbeResult.Verdict.PASSED, ""))
                    .environment(variables(settings));
            return new Bench(seed, clock, engine, timeline, withFiles(builder, settings));
        }

        private static Map<String, String> variables(HomelabTest settings) {
            return Arrays.stream(settings.variables())
                    .map(variable -> variable.split("=", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts.length < 2 ? "" : parts[1]));
        }

        private static HomelabBuilder withFiles(HomelabBuilder builder, HomelabTest settings) {
            return settings.compose().length == 0
                    ? builder.catalog(find(settings.catalog()))
                    : builder.composeFiles(
                            Arrays.stream(settings.compose()).map(Bench::find).toList());
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

        Object get(Class<?> type) {
            if (type == FakeEngine.class) {
                return engine;
            }
            if (type == VirtualClock.class) {
                return clock;
            }
            if (type == Timeline.class) {
                return timeline;
            }
            return type == HomelabBuilder.class ? builder : builder.build();
        }
    }

    private static Bench bench(ExtensionContext context) {
        HomelabTest settings = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), HomelabTest.class)
                .orElse(Defaults.class.getAnnotation(HomelabTest.class));
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(Bench.class, any -> Bench.of(settings), Bench.class);
    }

    /** What holds for a class that names the extension itself. */
    @HomelabTest
    private static final class Defaults {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return bench(context).get(parameter.getParameter().getType());
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        failure.addSuppressed(
                new AssertionError("the seed was " + bench(context).seed() + "; -Dhomelab.seed gives another"));
        throw failure;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            Bench bench = bench(context);
            HomelabAssertions.assertThat(bench.engine().faultsThatDidNotHappen())
                    .as("scripted faults that did not happen")
                    .isEmpty();
            HomelabAssertions.assertThat(bench.timeline()).everyStepWaitedForWhatItHasTo();
            HomelabAssertions.assertThat(bench.clock().uncaught())
                    .as("thrown on threads of the clock's")
                    .isEmpty();
            HomelabAssertions.assertThat(bench.clock().tasksUnderWay())
                    .as("threads left over")
                    .isEmpty();
        }
    }
}
