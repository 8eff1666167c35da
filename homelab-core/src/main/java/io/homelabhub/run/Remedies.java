package io.homelabhub.run;

import io.homelabhub.engine.HealthCheck;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verb;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import java.util.stream.Collectors;
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
    String of(Step step, RuntimeException failure, ContainerDiagnosis container, boolean outOfTime) {
        return Stream.concat(Stream.of(advice(step, failure, container, outOfTime)), oldData(step, failure, container))
                .collect(Collectors.joining("\n"));
    }

    /** A service that does not become ready may be unable to log in, and few say so in their log. */
    private Stream<String> oldData(Step step, RuntimeException failure, ContainerDiagnosis container) {
        boolean mayBe = failure instanceof NotReadyException
                && !container.outOfMemory()
                && step.resource().kind() == ResourceId.Kind.SERVICE;
        return plan.oldData().stream()
                .filter(old ->
                        mayBe && old.dependants().contains(step.resource().name()))
                .map(old -> "Perhaps it cannot log in: " + old.problem() + ". " + old.remedy());
    }

    private String advice(Step step, RuntimeException failure, ContainerDiagnosis container, boolean outOfTime) {
        if (outOfTime) {
            return "Give the run more time with --within, then: " + again();
        }
        String own = failure instanceof HomelabException known ? known.remedy() : "";
        if (own.isEmpty() && failure instanceof NotReadyException) {
            own = step.work().await().map(await -> notReady(await, container)).orElse("");
        }
        if (own.isEmpty()) {
            own = usual(container);
        }
        String refresh =
                isRefresh(step) ? "To use the image that is there already: " + again() + " --pull missing" : "";
        return Stream.of(own, refresh).filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
    }

    private String again() {
        return "homelab " + plan.operation();
    }

    private String usual(ContainerDiagnosis container) {
        if (container.outOfMemory()) {
            return "Give it more memory, or make it use less, then: " + again();
        }
        return container.exitCode().isPresent()
                ? "Fix what its log reports, then: " + again()
                : "Fix that, then: " + again();
    }

    /** Where nothing that was seen says why; else empty. */
    private String notReady(Await await, ContainerDiagnosis container) {
        if (container.outOfMemory()) {
            return "";
        }
        if (container.exitCode().isPresent()) {
            return container.logLines().isEmpty()
                    ? "It logged nothing: check its command and the files that it needs, then: " + again()
                    : "";
        }
        return isSilent(container)
                ? "To run its health test again: " + kept(await) + "homelab health " + await.service()
                : "";
    }

    private String kept(Await await) {
        return takenBack ? "homelab deploy " + await.service() + " --on-failure keep, then: " : "";
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
