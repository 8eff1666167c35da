package io.homelabhub.cli;

import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How many resources have which verdict. */
final class PlanTotals {
    private final Plan plan;
    private final Map<Verdict, Long> counts;

    PlanTotals(Plan plan) {
        this.plan = plan;
        this.counts = plan.changes().stream()
                .collect(Collectors.groupingBy(
                        Change::verdict, () -> new EnumMap<>(Verdict.class), Collectors.counting()));
    }

    /** {@code 6 to create, 1 to recreate, 4 unchanged.} */
    String sentence() {
        if (plan.isEmpty() && !plan.isRefused()) {
            return "Nothing to do: " + unchanged();
        }
        return "Plan: " + changes() + ends(counts.getOrDefault(Verdict.KEEP, 0L));
    }

    /** {@code 6 to create, 1 to recreate}. */
    String changes() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey() != Verdict.KEEP)
                .map(entry -> entry.getValue() + " to " + verb(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private String unchanged() {
        long services =
                plan.changes().stream().filter(PlanTotals::isStandingService).count();
        return switch ((int) services) {
            case 0 -> "there is nothing that this asks for.";
            case 1 -> "the service is as it should be.";
            default -> services + " services are as they should be.";
        };
    }

    private static boolean isStandingService(Change change) {
        return change.resource().kind() == ResourceId.Kind.SERVICE;
    }

    private static String ends(long kept) {
        return kept == 0 ? "." : ", " + kept + " unchanged.";
    }

    /** The count of each verdict that there is one of, by its name in lower case. */
    Map<String, Long> document() {
        Map<String, Long> document = new LinkedHashMap<>();
        counts.forEach((verdict, count) -> document.put(verdict.name().toLowerCase(Locale.ROOT), count));
        return document;
    }

    /** What is done, as in {@code 3 to create}. */
    static String verb(Verdict verdict) {
        return verdict == Verdict.KEEP ? "leave" : verdict.name().toLowerCase(Locale.ROOT);
    }
}
