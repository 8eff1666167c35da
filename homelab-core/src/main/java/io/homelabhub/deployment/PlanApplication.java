package io.homelabhub.deployment;

import io.homelabhub.engine.Engine;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.PlanFingerprint;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.PlanRunner;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.ProjectLock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Applies plans to an engine that is open, under the project's lock. */
final class PlanApplication {
    private final HomelabSettings settings;
    private final OpenEngine open;
    private final Cancellation cancellation;

    PlanApplication(HomelabSettings settings, OpenEngine open, Cancellation cancellation) {
        this.settings = settings;
        this.open = open;
        this.cancellation = cancellation;
    }

    /** A plan and how it is applied. */
    record Bound(Plan plan, Terms terms) {}

    /**
     * Applies {@code planned} if the same comes of planning once more, with the lock held.
     *
     * @throws StalePlanException if it does not
     */
    ApplyResult applyUnchanged(Plan planned, Terms terms, Duration lockWait, Function<OpenEngine, Plan> planning) {
        return locked(planned.project(), planned.operation(), lockWait, () -> {
                    Plan now = planning.apply(open);
                    if (!PlanFingerprint.of(now).equals(PlanFingerprint.of(planned))) {
                        throw StalePlanException.between(planned, now);
                    }
                    return run(now, terms);
                })
                // no step of a run that is cancelled beforehand begins
                .orElseGet(() -> runNothing(planned, terms));
    }

    /**
     * Plans with the lock held, asks, and applies.
     *
     * @throws PlanRefusedException if the plan refuses something; nobody is asked
     */
    ApplyResult planAndApply(
            String project, DeployRequest request, Supplier<Bound> planning, Predicate<? super Plan> consent) {
        return locked(project, request.operation(), request.lockWait(), () -> {
                    Bound bound = planning.get();
                    if (bound.plan().isRefused()) {
                        throw new PlanRefusedException(bound.plan());
                    }
                    boolean agreed = bound.plan().isEmpty() || consent.test(bound.plan());
                    return agreed
                            ? run(bound.plan(), bound.terms()).orThrow()
                            : runNothing(bound.plan(), bound.terms());
                })
                .orElseGet(() -> {
                    Bound bound = planning.get();
                    return runNothing(bound.plan(), bound.terms()).orThrow();
                });
    }

    private Optional<ApplyResult> locked(
            String project, String operation, Duration lockWait, Supplier<ApplyResult> work) {
        return ProjectLock.holding(
                open.engine(),
                project,
                ProjectLock.holder(settings, operation),
                lockWait,
                cancellation::isRequested,
                settings.timing(),
                work);
    }

    private ApplyResult runNothing(Plan plan, Terms terms) {
        cancellation.cancel();
        return run(plan, terms);
    }

    /** Applies it as it is. */
    ApplyResult run(Plan plan, Terms terms) {
        Engine engine = open.engine();
        return PlanRunner.builder(engine)
                .timing(settings.timing())
                .prober(settings.prober())
                .masking(terms.mask()::mask)
                .build()
                .run(plan, terms.options(), settings.listener(), cancellation);
    }
}
