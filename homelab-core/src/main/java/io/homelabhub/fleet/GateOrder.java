package io.homelabhub.fleet;

import io.homelabhub.deployment.PlacementRefusedException;
import io.homelabhub.placement.Obstacle;
import io.homelabhub.plan.Gate;
import io.homelabhub.plan.Plan;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sees to it that hosts do not wait for each other in a circle. Services do not depend on each other so; what one gives up for another on the
 * same host, a port or a name, may. Pure.
 */
final class GateOrder {
    private record Node(String host, int step) {}

    private final Map<Node, Set<Node>> after = new HashMap<>();

    private GateOrder(Map<String, Plan> plans) {
        plans.forEach((host, plan) -> plan.steps().forEach(step -> {
            Set<Node> before = Stream.concat(step.after().stream(), step.afterEnd().stream())
                    .map(id -> new Node(host, id))
                    .collect(Collectors.toCollection(HashSet::new));
            step.work().gate().ifPresent(gate -> before.addAll(behind(gate, plan(plans, gate.host()))));
            after.put(new Node(host, step.id()), before);
        }));
    }

    private static Plan plan(Map<String, Plan> plans, String host) {
        return Objects.requireNonNull(plans.get(host), host);
    }

    /** All of the service that may count for the gate. */
    private static List<Node> behind(Gate gate, Plan plan) {
        ResourceId service = ResourceId.service(gate.service());
        return plan.steps().stream()
                .filter(step -> step.resource().equals(service) && gate.isOpenedBy(step))
                .map(step -> new Node(gate.host(), step.id()))
                .toList();
    }

    /**
     * Lets plans through that can come to their end.
     *
     * @throws PlacementRefusedException naming the hosts, if they cannot
     */
    static void requireNoCircle(Map<String, Plan> plans) {
        Set<Node> stuck = new GateOrder(plans).stuck();
        if (!stuck.isEmpty()) {
            Set<String> services = new TreeSet<>();
            stuck.forEach(node -> plan(plans, node.host()).steps().stream()
                    .filter(step ->
                            step.id() == node.step() && step.work().gate().isPresent())
                    .forEach(step -> services.add(step.resource().name())));
            throw new PlacementRefusedException(List.of(new Obstacle(
                    "hosts would wait for each other: what " + String.join(", ", services)
                            + " would wait for on other hosts waits for a port or a name that they give up themselves",
                    "deploy one host after the other, with --host")));
        }
    }

    /** The steps that could never begin. */
    private Set<Node> stuck() {
        Map<Node, Integer> open = new HashMap<>();
        Map<Node, Set<Node>> waiting = new HashMap<>();
        after.forEach((node, before) -> {
            open.put(node, before.size());
            before.forEach(other ->
                    waiting.computeIfAbsent(other, any -> new HashSet<>()).add(node));
        });
        Deque<Node> free = new ArrayDeque<>();
        open.forEach((node, count) -> {
            if (count == 0) {
                free.add(node);
            }
        });
        Set<Node> left = new HashSet<>(after.keySet());
        while (!free.isEmpty()) {
            Node next = free.remove();
            left.remove(next);
            for (Node dependant : waiting.getOrDefault(next, Set.of())) {
                if (open.merge(dependant, -1, Integer::sum) == 0) {
                    free.add(dependant);
                }
            }
        }
        return left;
    }
}
