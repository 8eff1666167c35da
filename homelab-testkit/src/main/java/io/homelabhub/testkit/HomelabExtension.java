package io.homelabhub.testkit;

import io.homelabhub.HomelabBuilder;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.api.Api;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Hands each test an engine in memory, a virtual clock, a {@link HomelabRuntime} on both, the {@link Timeline} of what it
 * does, and a {@link Scenario}: parameters of these types, and of {@link HomelabBuilder} for a runtime of the test's own
 * making. Each test has its own; constructor and lifecycle methods of the class share those of their test.
 *
 * <p>After a test that passed it requires that every scripted fault has happened, that no step began before what it waits
 * for had succeeded, that no thread of the clock's is left over, and that none has thrown. A test that failed is told its
 * seed. Catalog endpoints answer at once: the network is not asked.
 *
 * <p>On a real engine ({@link #on}) it hands out scenarios and their timelines, and removes what they have made.
 */
@Api(Api.Status.PROVISIONAL)
public final class HomelabExtension
        implements ParameterResolver, AfterTestExecutionCallback, AfterEachCallback, TestExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(HomelabExtension.class);

    private final Optional<Stage> stage;

    /** Everything happens in memory. Made by JUnit for {@link HomelabTest}. */
    public HomelabExtension() {
        stage = Optional.empty();
    }

    private HomelabExtension(Stage stage) {
        this.stage = Optional.of(stage);
    }

    /** Scenarios are played there: for {@code @RegisterExtension}. */
    public static HomelabExtension on(Stage stage) {
        return new HomelabExtension(stage);
    }

    private TestBench bench(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(TestBench.class, any -> newBench(context), TestBench.class);
    }

    private TestBench newBench(ExtensionContext context) {
        HomelabTest settings = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), HomelabTest.class)
                .orElse(Defaults.class.getAnnotation(HomelabTest.class));
        return stage.map(TestBench::on).orElseGet(() -> TestBench.inMemory(settings));
    }

    /** What holds for a class that names the extension itself. */
    @HomelabTest
    private static final class Defaults {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return bench(context).types().contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return bench(context).get(parameter.getParameter().getType());
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        bench(context).hint().map(AssertionError::new).ifPresent(failure::addSuppressed);
        throw failure;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            bench(context).check();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        bench(context).close();
    }
}
