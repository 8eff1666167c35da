package io.homelabhub.fleet;

import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Ending;
import io.homelabhub.run.FailureReport;
import io.homelabhub.run.Outcome;
import io.homelabhub.run.StepReport;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of a deploy or an undeploy over several hosts.
 *
 * @param operation as {@code deploy bots}
 * @param hosts what became of the part of each, by its name
 * @param lost the hosts that did not answer any more in the end: what their engines made of the steps under way is not known
 * @param took from the begin of the first part to the end of the last
 */
public record FleetResult(String operation, Map<String, ApplyResult> hosts, Set<String> lost, Duration took) {
    /** The later one counts where hosts have ended in several ways. */
    private static final List<Ending> WORST_LAST = List.of(
            Ending.NOTHING_TO_DO,
            Ending.APPLIED,
            Ending.ROLLED_BACK,
            Ending.APPLIED_IN_PART,
            Ending.CANCELLED,
            Ending.TIMED_OUT,
            Ending.ROLLBACK_FAILED);

    public FleetResult {
        hosts = Collections.unmodifiableMap(new TreeMap<>(hosts));
        lost = Collections.unmodifiableSet(new TreeSet<>(lost));
    }

    /** How it ended, in one word. */
    public Ending ending() {
        return hosts.values().stream()
                .map(ApplyResult::ending)
                .max(Comparator.comparingInt(WORST_LAST::indexOf))
                .orElse(Ending.NOTHING_TO_DO);
    }

    /** The root causes of each host that has any. That another host failed is none. */
    public Map<String, List<FailureReport>> failures() {
        Map<String, List<FailureReport>> failures = new LinkedHashMap<>();
        hosts.forEach((host, result) -> {
            List<FailureReport> own = result.failures().stream()
                    .filter(failure -> failure.step().work().gate().isEmpty())
                    .toList();
            if (!own.isEmpty()) {
                failures.put(host, own);
            }
        });
        return failures;
    }

    /** The steps of a lost host of which nobody knows whether they were done, or taken back. */
    public List<StepReport> unknown(String host) {
        ApplyResult result = hosts.get(host);
        return result == null || !lost.contains(host)
                ? List.of()
                : result.steps().stream().filter(FleetResult::isOpen).toList();
    }

    private static boolean isOpen(StepReport step) {
        boolean perhapsDone = step.outcome() instanceof Outcome.Failed failed && failed.perhapsDone();
        return perhapsDone
                || step.undone().stream().anyMatch(undo -> undo.failure().isPresent());
    }
}
