package io.homelabhub.run;

import io.homelabhub.plan.Gate;
import io.homelabhub.plan.Plan;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.RunGroup.Passage;
import java.util.List;
import java.util.Optional;

/** How far a run is with a service for which another host waits. Pure. */
final class Gates {
    private Gates() {}

    /** A service of which nothing is to be done was as it should be when the run was planned; that it stays so is watched. */
    static Passage passage(Gate gate, Plan plan, Ledger ledger) {
        ResourceId service = ResourceId.service(gate.service());
        List<Optional<Outcome>> outcomes = plan.steps().stream()
                .filter(step -> step.resource().equals(service) && gate.isOpenedBy(step))
                .map(ledger::outcome)
                .toList();
        if (outcomes.stream().flatMap(Optional::stream).anyMatch(outcome -> !(outcome instanceof Outcome.Succeeded))) {
            return Passage.BARRED;
        }
        return outcomes.stream().allMatch(Optional::isPresent) ? Passage.OPEN : Passage.SHUT;
    }
}
