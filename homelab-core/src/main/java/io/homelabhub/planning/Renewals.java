package io.homelabhub.planning;

import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Remembers which services are made anew or ended and started again: some others follow them. */
final class Renewals {
    private final Map<String, Set<Draft>> recreated = new HashMap<>();
    private final Map<String, Set<Draft>> restarted = new HashMap<>();

    /** @param lender whether others share its first container: they have lost that if it was gone, or down */
    void note(String service, List<Decision> decisions, boolean lender) {
        note(service, decisions, Verdict.RECREATE, recreated);
        note(service, decisions, Verdict.RESTART, restarted);
        if (lender && !decisions.isEmpty() && decisions.get(0).verdict() == Verdict.CREATE) {
            recreated.put(service, Set.of());
        }
        if (lender && decisions.stream().anyMatch(decision -> decision.verdict() == Verdict.START)) {
            restarted.put(service, Set.of());
        }
    }

    private static void note(
            String service, List<Decision> decisions, Verdict verdict, Map<String, Set<Draft>> renewed) {
        List<Decision> renewing = decisions.stream()
                .filter(decision -> decision.verdict() == verdict)
                .toList();
        if (renewing.isEmpty()) {
            return;
        }
        Set<Draft> onlyIf = new LinkedHashSet<>();
        if (renewing.stream().noneMatch(Decision::isCertainChange)) {
            renewing.forEach(decision -> onlyIf.addAll(decision.onlyIf()));
        }
        renewed.put(service, onlyIf);
    }

    /** Whether a service is made anew: the fetches on which that depends, none if it is in any case; empty if it stays. */
    Optional<Set<Draft>> recreated(String service) {
        return Optional.ofNullable(recreated.get(service));
    }

    /** Likewise, for one that is made anew or restarted. */
    Optional<Set<Draft>> renewed(String service) {
        return recreated(service).or(() -> Optional.ofNullable(restarted.get(service)));
    }

    /** Whether a service is made anew or restarted only if another image comes. */
    boolean mayStay(String service) {
        return renewed(service).filter(onlyIf -> !onlyIf.isEmpty()).isPresent();
    }
}
