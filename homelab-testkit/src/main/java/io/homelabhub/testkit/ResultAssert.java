package io.homelabhub.testkit;

import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Ending;
import io.homelabhub.run.FailureReport;
import io.homelabhub.run.Outcome;
import io.homelabhub.run.StepReport;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on what became of a plan. Every failure shows all steps with their outcomes. */
public final class ResultAssert extends AbstractAssert<ResultAssert, ApplyResult> {
    ResultAssert(@Nullable ApplyResult actual) {
        super(actual, ResultAssert.class);
    }

    /** Every step succeeded, or there was none. */
    public ResultAssert applied() {
        isNotNull();
        return requireThat(actual.ending().isSuccess(), "everything was applied");
    }

    public ResultAssert endedAs(Ending ending) {
        isNotNull();
        return requireThat(actual.ending() == ending, "it ended as " + ending);
    }

    /** What had been done was taken back. */
    public ResultAssert rolledBack() {
        return endedAs(Ending.ROLLED_BACK);
    }

    /** Some step of it failed by itself. Passes for the root cause; fails for what was only skipped because of it. */
    public ResultAssert failed(String resource) {
        isNotNull();
        boolean holds = actual.failures().stream()
                .anyMatch(failure -> Resources.isCalled(failure.step().resource(), resource));
        return requireThat(holds, resource + " failed");
    }

    /** Nothing failed by itself but this. */
    public ResultAssert failedOnly(String resource) {
        failed(resource);
        boolean holds = actual.failures().stream()
                .allMatch(failure -> Resources.isCalled(failure.step().resource(), resource));
        return requireThat(holds, "only " + resource + " failed");
    }

    /** A root cause says this, about whatever. */
    public ResultAssert tells(String text) {
        isNotNull();
        boolean holds = actual.failures().stream()
                .anyMatch(failure -> (failure.problem() + failure.remedy() + failure.container()).contains(text));
        return requireThat(holds, "a failure tells \"" + text + "\"");
    }

    /** Some step of it was not begun as another had failed. */
    public ResultAssert skipped(String resource) {
        isNotNull();
        return requireThat(
                any(resource, report -> report.outcome() instanceof Outcome.Skipped), resource + " was skipped");
    }

    /** Every step of it succeeded; it may have been taken back since. */
    public ResultAssert succeeded(String resource) {
        isNotNull();
        List<StepReport> steps = of(resource);
        boolean holds = !steps.isEmpty() && steps.stream().allMatch(StepReport::succeeded);
        return requireThat(holds, resource + " succeeded");
    }

    /** It took this long at most, on the runtime's clock. */
    public ResultAssert within(Duration time) {
        isNotNull();
        return requireThat(
                actual.took().compareTo(time) <= 0, "it took " + time + " at most, and it took " + actual.took());
    }

    /** It took at least this long, on the runtime's clock. */
    public ResultAssert after(Duration time) {
        isNotNull();
        return requireThat(
                actual.took().compareTo(time) >= 0, "it took " + time + " at least, and it took " + actual.took());
    }

    private boolean any(String resource, Predicate<StepReport> wanted) {
        return of(resource).stream().anyMatch(wanted);
    }

    private List<StepReport> of(String resource) {
        return actual.steps().stream()
                .filter(report -> Resources.isCalled(report.step().resource(), resource))
                .toList();
    }

    private ResultAssert requireThat(boolean holds, String what) {
        if (!holds) {
            failWithMessage("Expecting that %s. It ended as %s:%n%s%n%s", what, actual.ending(), steps(), failures());
        }
        return this;
    }

    private String steps() {
        return actual.steps().stream()
                .map(report -> "#" + report.step().id() + " "
                        + report.step().work().getClass().getSimpleName() + " "
                        + report.step().resource() + ": " + report.outcome())
                .collect(Collectors.joining("\n"));
    }

    private String failures() {
        return actual.failures().stream().map(FailureReport::problem).collect(Collectors.joining("\n"));
    }
}
