package io.homelabhub.deployment;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was planned is no longer what would be planned now, so nothing was started. */
public final class StalePlanException extends HomelabException {
    private static final long serialVersionUID = 1L;
    private static final String NOTHING = "nothing";

    private final transient List<String> moved;

    private StalePlanException(String operation, List<String> moved) {
        super(
                operation + " did not start: these have changed since it was planned: " + String.join("; ", moved),
                "Plan again and look at the new plan.",
                null);
        this.moved = moved;
    }

    /** What has moved between two plans. */
    public static StalePlanException between(Plan planned, Plan now) {
        return between(verdicts(planned), now);
    }

    /** @param before what was planned, as {@link #verdicts} has it */
    static StalePlanException between(Map<String, String> before, Plan now) {
        Map<String, String> after = verdicts(now);
        List<String> moved = after.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(entry -> moved(entry.getKey(), before.getOrDefault(entry.getKey(), NOTHING), entry.getValue()))
                .collect(Collectors.toList());
        before.keySet().stream()
                .filter(resource -> !after.containsKey(resource))
                .forEach(resource -> moved.add(moved(resource, before.getOrDefault(resource, NOTHING), NOTHING)));
        return new StalePlanException(
                now.operation(), moved.isEmpty() ? List.of("the containers behind the verdicts") : moved);
    }

    /** {@code web (planned: create, not there yet; now: keep, up to date)}; services go by their bare names. */
    private static String moved(String resource, String before, String now) {
        String name = resource.replaceFirst("^service:", "").replaceFirst("^([a-z]+):", "$1 ");
        return "%s (planned: %s; now: %s)".formatted(name, spoken(before), spoken(now));
    }

    /** {@code RECREATE: forced} as {@code recreate, forced}. */
    private static String spoken(String verdict) {
        int colon = verdict.indexOf(':');
        return colon < 0
                ? verdict
                : verdict.substring(0, colon).toLowerCase(Locale.ROOT) + "," + verdict.substring(colon + 1);
    }

    /** What a plan does, by resource: the verdict and the kinds of its causes. */
    static Map<String, String> verdicts(Plan plan) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        for (Change change : plan.changes()) {
            String causes =
                    change.causes().stream().map(cause -> cause.kind().text()).collect(Collectors.joining(", "));
            verdicts.put(change.resource().toString(), change.verdict() + ": " + causes);
        }
        return verdicts;
    }

    /** What has moved: the resource, the verdict then and the verdict now. Lost when the exception is serialised. */
    public List<String> moved() {
        return moved;
    }
}
