package io.homelabhub.run;

import io.homelabhub.failure.HomelabException;
import java.util.List;
import java.util.Locale;

/** A plan was not, or not wholly, carried out. Its cause is the first root cause; the other failures are suppressed. */
public final class ApplyFailedException extends HomelabException {
    private static final long serialVersionUID = 1L;

    private final transient ApplyResult result;

    /** @param result of a run that did not succeed */
    public ApplyFailedException(ApplyResult result) {
        super(
                problem(result),
                result.failures().isEmpty()
                        ? List.of()
                        : result.failures().get(0).remedies(),
                result.failures().isEmpty() ? null : result.failures().get(0).failure());
        this.result = result;
        result.failures().stream().skip(1).forEach(report -> addSuppressed(report.failure()));
        result.failedUndos().forEach(undo -> undo.failure().ifPresent(this::addSuppressed));
    }

    private static String problem(ApplyResult result) {
        String ending = result.plan().operation() + ": "
                + result.ending().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return result.failures().isEmpty()
                ? ending
                : ending + ": " + result.failures().get(0).problem();
    }

    /** What was done and what was not. Lost when the exception is serialised. */
    public ApplyResult result() {
        return result;
    }
}
