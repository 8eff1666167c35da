package io.homelabhub.run;

import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Work;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.resource.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plans as text, one step a line, numbered from 1: {@code VERB NAME [after N… (N)…] [undo VERB NAME[, VERB NAME]…]}. A
 * number in brackets is waited for to its end only, and what nobody waits for otherwise is optional. Verbs: pull, network, remove-network, create, start, stop, remove,
 * remove-image and the conditions of an await, as healthy. NAME is both the service and its container, and the image for pull.
 */
final class PlanText {
    private PlanText() {}

    static Plan plan(String text) {
        List<Step> steps = new ArrayList<>();
        text.strip().lines().map(String::strip).forEach(line -> steps.add(step(steps.size() + 1, line)));
        return new Plan("test", "deploy test", List.of(), steps, List.of(), optional(steps));
    }

    /** What is waited for to its end only. */
    private static Set<ResourceId> optional(List<Step> steps) {
        Set<ResourceId> optional = new TreeSet<>();
        steps.forEach(step ->
                step.afterEnd().forEach(id -> optional.add(steps.get(id - 1).resource())));
        for (Step step : steps) {
            step.after().stream()
                    .map(id -> steps.get(id - 1).resource())
                    .filter(resource -> !resource.equals(step.resource()))
                    .forEach(optional::remove);
        }
        return optional;
    }

    private static Step step(int id, String line) {
        String[] undoneBy = line.split(" undo ", 2);
        String[] waiting = undoneBy[0].split(" after ", 2);
        String[] what = waiting[0].split(" ", 2);
        Set<Integer> after = new TreeSet<>();
        Set<Integer> afterEnd = new TreeSet<>();
        for (String number : waiting.length > 1 ? waiting[1].split(" ") : new String[0]) {
            boolean end = number.startsWith("(");
            (end ? afterEnd : after).add(Integer.valueOf(number.replaceAll("[()]", "")));
        }
        List<Action> undo = new ArrayList<>();
        for (String action : undoneBy.length > 1 ? undoneBy[1].split(", ") : new String[0]) {
            String[] words = action.split(" ", 2);
            undo.add((Action) work(words[0], words[1]));
        }
        return new Step(id, work(what[0], what[1]), resource(what[0], what[1]), after, afterEnd, undo);
    }

    private static ResourceId resource(String verb, String name) {
        return switch (verb) {
            case "pull", "remove-image" -> ResourceId.image(name);
            case "network", "remove-network" -> ResourceId.network(name);
            default -> ResourceId.service(name);
        };
    }

    private static Work work(String verb, String name) {
        return switch (verb) {
            case "pull" -> new Action.PullImage(name, Optional.empty());
            case "network" -> new Action.CreateNetwork(network(name));
            case "remove-network" -> new Action.RemoveNetwork(name);
            case "remove-image" -> new Action.RemoveImage(name);
            case "create" -> new Action.CreateContainer(container(name));
            case "start" -> new Action.StartContainer(name);
            case "stop" -> new Action.StopContainer(name, Optional.empty());
            case "remove" -> new Action.RemoveContainer(name, false);
            default -> await(name, Await.Condition.valueOf(verb.toUpperCase(Locale.ROOT)));
        };
    }

    static Await await(String name, Await.Condition condition) {
        Optional<Await.Endpoint> endpoint = condition == Await.Condition.REACHABLE
                ? Optional.of(new Await.Endpoint(Await.Endpoint.Type.TCP, "127.0.0.1:1"))
                : Optional.empty();
        return new Await(name, name, condition, Duration.ofMinutes(2), endpoint, true);
    }

    static NetworkSpec network(String name) {
        return new NetworkSpec(name, Map.of(), ApiObject.EMPTY);
    }

    static ContainerSpec container(String name) {
        return new ContainerSpec(
                name,
                name,
                Optional.empty(),
                Map.of("service", name),
                ApiObject.EMPTY,
                ApiObject.EMPTY,
                List.of(),
                List.of());
    }
}
