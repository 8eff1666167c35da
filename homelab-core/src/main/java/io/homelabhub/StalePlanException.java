package io.homelabhub;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was planned is no longer what would be planned now, so nothing was begun. */
public final class StalePlanException extends HomelabException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> moved;

    private StalePlanException(String operation, List<String> moved) {
        super(
                operation + " was not begun: since it was planned, these have moved: " + String.join("; ", moved),
                "Plan again and look at the new plan.",
                null);
        this.moved = moved;
    }

    static StalePlanException between(Plan planned, Plan now) {
        return between(verdicts(planned), now);
    }

    /** @param before what was planned, as {@link #verdicts} has it */
    static StalePlanException between(Map<String, String> before, Plan now) {
        Map<String, String> after = verdicts(now);
        List<String> moved = after.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(entry -> entry.getKey() + " (" + before.getOrDefault(entry.getKey(), "nothing") + ", now "
                        + entry.getValue() + ")")
                .collect(Collectors.toList());
        before.keySet().stream()
                .filter(resource -> !after.containsKey(resource))
                .forEach(resource -> moved.add(resource + " (" + before.get(resource) + ", now nothing)"));
        return new StalePlanException(
                now.operation(), moved.isEmpty() ? List.of("the containers behind the verdicts") : moved);
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
