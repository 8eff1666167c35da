package io.homelabhub.notification;

import io.homelabhub.catalog.NoticeKind;
import io.homelabhub.report.ResultWords;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Ending;
import io.homelabhub.run.FailureReport;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an owner is told of a plan that was applied. */
public final class RunNotice {
    private RunNotice() {}

    /**
     * The root causes, and what to do next. What containers have printed is left out: it stays at home.
     *
     * @return empty if the run succeeded, or somebody cancelled it
     */
    public static Optional<Notice> of(ApplyResult result, Instant at) {
        if (result.ending().isSuccess() || result.ending() == Ending.CANCELLED) {
            return Optional.empty();
        }
        String causes = result.failures().stream().map(RunNotice::cause).collect(Collectors.joining("\n"));
        return Optional.of(new Notice(NoticeKind.FAILURE, "deploy", new ResultWords(result).failure(), causes, at));
    }

    private static String cause(FailureReport failure) {
        String name = failure.step().resource().name();
        return name + ": " + failure.problemWithoutOutput()
                + (failure.remedy().isEmpty() ? "" : " " + failure.remedy());
    }
}
