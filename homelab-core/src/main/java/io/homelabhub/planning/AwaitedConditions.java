package io.homelabhub.planning;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.graph.Condition;
import io.homelabhub.plan.Await;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each service is waited for: to end well if anybody needs that, else to be ready. Who can do without a service that
 * is healthy is content with one that has no health test.
 */
final class AwaitedConditions {
    private final Map<String, Await.Condition> conditions = new HashMap<>();

    AwaitedConditions(DesiredState desired, OtherHosts others) {
        others.awaitedHere().forEach((service, asked) -> {
            Await.Condition condition = OtherHosts.awaited(asked);
            if (condition == Await.Condition.COMPLETED || condition == Await.Condition.HEALTHY) {
                conditions.put(service, condition);
            }
        });
        for (DesiredService service : desired.services()) {
            for (DesiredDependency dependency : service.dependencies()) {
                if (dependency.conditions().contains(Condition.COMPLETED_SUCCESSFULLY)) {
                    conditions.put(dependency.service(), Await.Condition.COMPLETED);
                } else if (dependency.required() && dependency.conditions().contains(Condition.HEALTHY)) {
                    conditions.putIfAbsent(dependency.service(), Await.Condition.HEALTHY);
                }
            }
        }
    }

    Await.Condition of(String service) {
        return conditions.getOrDefault(service, Await.Condition.READY);
    }

    /** The services that shall end. */
    Set<String> completing() {
        return conditions.entrySet().stream()
                .filter(entry -> entry.getValue() == Await.Condition.COMPLETED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
