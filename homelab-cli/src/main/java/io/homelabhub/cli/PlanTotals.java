package io.homelabhub.cli;

import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How many resources have which verdict. */
final class PlanTotals {
    /** What goes without saying, so that it is counted and not listed. */
    static final Set<Verdict> STANDING = Set.of(Verdict.KEEP, Verdict.ABSENT);

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
            return "Nothing to do: " + standing();
        }
        return "Plan: " + changes() + counted(Verdict.KEEP, "unchanged") + counted(Verdict.ABSENT, "not there") + ".";
    }

    /** {@code 6 to create, 1 to recreate}. */
    String changes() {
        return counts.entrySet().stream()
                .filter(entry -> !STANDING.contains(entry.getKey()))
                .map(entry -> entry.getValue() + " to " + verb(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private String standing() {
        long here = services(verdict -> verdict != Verdict.ABSENT);
        long absent = services(verdict -> verdict == Verdict.ABSENT);
        if (here == 0 && absent > 0) {
            return absent == 1 ? "the service is not there." : "none of the " + absent + " services is there.";
        }
        return switch ((int) here) {
            case 0 -> "there is nothing that this asks for.";
            case 1 -> "the service is as it should be.";
            default -> here + " services are as they should be.";
        };
    }

    private long services(Predicate<Verdict> which) {
        return plan.changes().stream()
                .filter(change -> change.resource().kind() == ResourceId.Kind.SERVICE)
                .filter(change -> which.test(change.verdict()))
                .count();
    }

    private String counted(Verdict verdict, String participle) {
        long count = counts.getOrDefault(verdict, 0L);
        return count == 0 ? "" : ", " + count + " " + participle;
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
