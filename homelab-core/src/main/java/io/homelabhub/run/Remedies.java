package io.homelabhub.run;

import io.homelabhub.engine.HealthCheck;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.failure.Remedy;
import io.homelabhub.failure.Remedy.Kind;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verb;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to do about a step that failed, from what was seen of it. A failed container is gone once the run is taken back, so
 * what is to be looked at by hand has to be kept first. Pure.
 */
final class Remedies {
    private final Plan plan;
    private final boolean takenBack;

    /** @param takenBack whether a failed run is taken back */
    Remedies(Plan plan, boolean takenBack) {
        this.plan = plan;
        this.takenBack = takenBack;
    }

    /** @param outOfTime whether it failed only because the run's time was up */
    List<Remedy> of(Step step, RuntimeException failure, ContainerDiagnosis container, boolean outOfTime) {
        return Stream.concat(advice(step, failure, container, outOfTime), oldData(step, failure, container))
                .toList();
    }

    /** A service that does not become ready may be unable to log in, and few say so in their log. */
    private Stream<Remedy> oldData(Step step, RuntimeException failure, ContainerDiagnosis container) {
        boolean mayBe = failure instanceof NotReadyException
                && !container.outOfMemory()
                && step.resource().kind() == ResourceId.Kind.SERVICE;
        return plan.oldData().stream()
                .filter(old ->
                        mayBe && old.dependants().contains(step.resource().name()))
                .map(old -> "Perhaps it cannot log in: " + old.problem() + ". " + old.remedy())
                .map(words -> new Remedy(Kind.SUSPICION, "", words));
    }

    private Stream<Remedy> advice(
            Step step, RuntimeException failure, ContainerDiagnosis container, boolean outOfTime) {
        if (outOfTime) {
            return Stream.of(again(Kind.MORE_TIME));
        }
        List<Remedy> own = failure instanceof HomelabException known ? known.remedies() : List.of();
        if (own.isEmpty() && failure instanceof NotReadyException) {
            own = step.work().await().flatMap(await -> notReady(await, container)).stream()
                    .toList();
        }
        if (own.isEmpty()) {
            own = List.of(usual(container));
        }
        return Stream.concat(own.stream(), isRefresh(step) ? Stream.of(again(Kind.USE_IMAGE_THERE)) : Stream.of());
    }

    private Remedy again(Kind kind) {
        return Remedy.of(kind, plan.operation());
    }

    private Remedy againAfter(String first) {
        return new Remedy(Kind.REPEAT, plan.operation(), first);
    }

    private Remedy usual(ContainerDiagnosis container) {
        if (container.outOfMemory()) {
            return againAfter("Give it more memory, or make it use less");
        }
        return againAfter(container.exitCode().isPresent() ? "Fix what its log reports" : "Fix that");
    }

    /** Where nothing that was seen says why; else empty. */
    private Optional<Remedy> notReady(Await await, ContainerDiagnosis container) {
        if (container.outOfMemory()) {
            return Optional.empty();
        }
        if (container.exitCode().isPresent()) {
            return container.logLines().isEmpty()
                    ? Optional.of(againAfter("It logged nothing: check its command and the files that it needs"))
                    : Optional.empty();
        }
        Kind kind = takenBack ? Kind.KEEP_AND_TEST_HEALTH : Kind.TEST_HEALTH;
        return isSilent(container) ? Optional.of(Remedy.of(kind, await.service())) : Optional.empty();
    }

    /** Whether there is a test, and nothing that it has printed. */
    private static boolean isSilent(ContainerDiagnosis container) {
        return !container.healthTest().isEmpty()
                && container.healthChecks().stream().map(HealthCheck::output).allMatch(String::isBlank);
    }

    /** Whether an image was pulled though the engine has one. */
    private boolean isRefresh(Step step) {
        return step.work().does(Verb.PULL)
                && plan.changes().stream()
                        .anyMatch(change ->
                                change.resource().equals(step.resource()) && change.verdict() == Verdict.UPDATE);
    }
}
