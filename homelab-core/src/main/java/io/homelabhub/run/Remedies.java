package io.homelabhub.run;

import io.homelabhub.engine.HealthCheck;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verdict;
import java.util.List;
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
        if (outOfTime) {
            return "Give the run more time with --within, then: " + again();
        }
        String own = failure instanceof HomelabException known ? known.remedy() : "";
        String byHand = failure instanceof NotReadyException && step.work() instanceof Await await
                ? byHand(await, container)
                : "";
        if (own.isEmpty() && byHand.isEmpty()) {
            own = usual(container);
        }
        String refresh =
                isRefresh(step) ? "To go on with the image that the engine has: " + again() + " --pull missing" : "";
        return Stream.of(own, byHand, refresh).filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
    }

    private String again() {
        return "homelab " + plan.operation();
    }

    private String usual(ContainerDiagnosis container) {
        if (container.outOfMemory()) {
            return "Give it more memory, or let it use less, then: " + again();
        }
        return container.exitCode().isPresent()
                ? "Fix what its log reports, then: " + again()
                : "Fix that, then: " + again();
    }

    /** How to find out more where nothing that was seen says why; else empty. */
    private String byHand(Await await, ContainerDiagnosis container) {
        if (container.outOfMemory()) {
            return "";
        }
        if (container.exitCode().isPresent()) {
            return container.logLines().isEmpty()
                    ? "It logged nothing. To look at it: " + kept(await) + "docker inspect " + await.container()
                    : "";
        }
        return isSilent(container)
                ? "To run the test by hand: " + kept(await) + "docker exec " + await.container() + " "
                        + shell(container.healthTest())
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

    /** As one types it. */
    private static String shell(List<String> command) {
        return command.stream()
                .map(word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** Whether an image was pulled though the engine has one. */
    private boolean isRefresh(Step step) {
        return step.work() instanceof Action.PullImage
                && plan.changes().stream()
                        .anyMatch(change ->
                                change.resource().equals(step.resource()) && change.verdict() == Verdict.UPDATE);
    }
}
