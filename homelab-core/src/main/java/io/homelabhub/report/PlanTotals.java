package io.homelabhub.report;

import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verb;
import io.homelabhub.plan.Verdict;
import io.homelabhub.plan.Work;
import io.homelabhub.resource.ResourceId;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How much of a plan has which verdict. A service counts once for each container that is made or removed, anything else
 * once, so that what a plan announces and what is said to be done add up.
 */
public final class PlanTotals {
    /** What goes without saying, so that it is counted and not listed. */
    public static final Set<Verdict> STANDING = Set.of(Verdict.KEEP, Verdict.ABSENT);

    /** The action that there is one of for each container. */
    private static final Map<Verdict, Verb> FOR_EACH_CONTAINER = Map.of(
            Verdict.CREATE, Verb.CREATE,
            Verdict.RECREATE, Verb.CREATE,
            Verdict.START, Verb.START,
            Verdict.STOP, Verb.STOP,
            Verdict.REMOVE, Verb.REMOVE);

    private static final Comparator<ResourceId.Kind> SERVICES_FIRST = Comparator.comparing(
                    (ResourceId.Kind kind) -> kind != ResourceId.Kind.SERVICE)
            .thenComparing(Comparator.naturalOrder());

    private static final List<String> STAYING = STANDING.stream()
            .sorted()
            .map(verdict -> VerdictWords.of(verdict).participle())
            .toList();

    private final Plan plan;
    private final Map<ResourceId, Map<Verb, Integer>> work;

    /** Adds a plan up. */
    public PlanTotals(Plan plan) {
        this.plan = plan;
        this.work = new HashMap<>();
        Set<String> passing = plan.passingContainers();
        plan.steps().stream().filter(step -> !isOf(passing, step.work())).forEach(step -> step.work()
                .action()
                .ifPresent(action -> work.computeIfAbsent(step.resource(), resource -> new HashMap<>())
                        .merge(action.verb(), 1, Integer::sum)));
    }

    /** What is made and gone again is no container of the service. */
    private static boolean isOf(Set<String> passing, Work work) {
        return work.container(Verb.REMOVE)
                .or(() -> work.container(Verb.CREATE))
                .filter(passing::contains)
                .isPresent();
    }

    /** {@code 10 to create (4 services, 5 volumes, 1 network), 1 to recreate, 4 unchanged.} */
    public String sentence() {
        if (plan.isEmpty() && !plan.isRefused()) {
            return "Nothing to do: " + standing();
        }
        return "Plan: " + summed(plan.changes(), change -> future(change)) + ".";
    }

    /** {@code 6 to create, 1 to recreate}. */
    public String changes() {
        return summed(
                plan.changes().stream()
                        .filter(change -> !STANDING.contains(change.verdict()))
                        .toList(),
                this::future);
    }

    /**
     * {@code 10 created (4 services, 5 volumes, 1 network), 4 unchanged}.
     *
     * @param unchanged what turned out to need no change
     */
    public String done(Set<ResourceId> unchanged) {
        return summed(
                plan.changes(),
                change -> unchanged.contains(change.resource())
                        ? VerdictWords.of(Verdict.KEEP).participle()
                        : VerdictWords.of(change, plan).participle());
    }

    private String future(Change change) {
        return STANDING.contains(change.verdict())
                ? VerdictWords.of(change, plan).participle()
                : "to " + VerdictWords.of(change, plan).verb();
    }

    /** What stays comes last. */
    private String summed(Collection<Change> changes, Function<Change, String> phrase) {
        Map<String, List<Change>> byPhrase = changes.stream()
                .sorted(Comparator.comparingInt((Change change) -> STAYING.indexOf(phrase.apply(change)))
                        .thenComparing(Change::verdict))
                .collect(Collectors.groupingBy(phrase, LinkedHashMap::new, Collectors.toList()));
        return byPhrase.entrySet().stream()
                .map(entry -> STAYING.contains(entry.getKey())
                        ? entry.getValue().size() + " " + entry.getKey()
                        : count(entry.getValue()) + " " + entry.getKey() + kinds(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private int count(List<Change> changes) {
        return changes.stream().mapToInt(this::amount).sum();
    }

    /** {@code (4 services, 5 volumes, 1 network)}; nothing where all are of one kind. */
    private String kinds(List<Change> changes) {
        Map<ResourceId.Kind, List<Change>> byKind = changes.stream()
                .collect(Collectors.groupingBy(
                        change -> change.resource().kind(), () -> new TreeMap<>(SERVICES_FIRST), Collectors.toList()));
        if (byKind.size() == 1) {
            return "";
        }
        return byKind.entrySet().stream()
                .map(entry -> amount(count(entry.getValue()), noun(entry.getKey(), entry.getValue())))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String amount(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static boolean isService(Change change) {
        return change.resource().kind() == ResourceId.Kind.SERVICE;
    }

    private String noun(ResourceId.Kind kind, List<Change> changes) {
        boolean scaled = kind == ResourceId.Kind.SERVICE && count(changes) != changes.size();
        return scaled ? "container" : kind.toString();
    }

    /** The containers of a service that are made or removed, one at least; 1 for everything else. */
    public int amount(Change change) {
        Verb action = FOR_EACH_CONTAINER.get(change.verdict());
        if (action == null || !isService(change)) {
            return 1;
        }
        return Math.max(1, work.getOrDefault(change.resource(), Map.of()).getOrDefault(action, 0));
    }

    private String standing() {
        long here = services(verdict -> verdict != Verdict.ABSENT);
        long absent = services(verdict -> verdict == Verdict.ABSENT);
        if (here == 0 && absent > 0) {
            return absent == 1 ? "the service is not deployed." : "none of the " + absent + " services is deployed.";
        }
        long images = plan.changes().stream()
                .filter(change -> change.resource().kind() == ResourceId.Kind.IMAGE)
                .count();
        return here == 0 && images > 0 ? asTheyShouldBe("image", images) : asTheyShouldBe("service", here);
    }

    private static String asTheyShouldBe(String noun, long count) {
        return switch ((int) count) {
            case 0 -> "there are no " + noun + "s.";
            case 1 -> "the " + noun + " is as it should be.";
            default -> count + " " + noun + "s are as they should be.";
        };
    }

    private long services(Predicate<Verdict> which) {
        return plan.changes().stream()
                .filter(change -> isService(change) && which.test(change.verdict()))
                .count();
    }

    /** The count of resources of each verdict that there is one of, by its name in lower case. */
    public Map<String, Long> document() {
        Map<Verdict, Long> counts = plan.changes().stream()
                .collect(Collectors.groupingBy(
                        Change::verdict, () -> new EnumMap<>(Verdict.class), Collectors.counting()));
        Map<String, Long> document = new LinkedHashMap<>();
        counts.forEach((verdict, count) -> document.put(verdict.name().toLowerCase(Locale.ROOT), count));
        return document;
    }
}
