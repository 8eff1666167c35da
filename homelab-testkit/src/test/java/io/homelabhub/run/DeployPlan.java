package io.homelabhub.run;

import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Await.Condition;
import io.homelabhub.plan.Lasting;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Standing;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Work;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plans in the form in which a planner makes them, written by hand: a service is created, started and waited for; a
 * replaced one keeps its old container, stopped and renamed, until everything else has succeeded.
 */
final class DeployPlan {
    static final String PROJECT = "lab";

    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> lastStep = new LinkedHashMap<>();
    private final Map<String, Set<Integer>> removals = new LinkedHashMap<>();
    private final Set<ResourceId> optional = new TreeSet<>();
    private Duration within = Duration.ofMinutes(2);
    private String restart = "no";
    private boolean probing = true;
    private boolean restoring;
    private Optional<Duration> settlesWithin = Optional.empty();
    private Set<String> networks = Set.of();
    private Lasting.End end = Lasting.End.TOLD;
    private final List<Standing> standing = new ArrayList<>();

    DeployPlan within(Duration within) {
        this.within = within;
        return this;
    }

    /** The restart policy of the services that follow. */
    DeployPlan restart(String policy) {
        restart = policy;
        return this;
    }

    /** Whether we may run health tests of the services that follow. */
    DeployPlan probing(boolean probing) {
        this.probing = probing;
        return this;
    }

    /** How long the services that follow take to settle. */
    DeployPlan settlesWithin(Duration time) {
        settlesWithin = Optional.of(time);
        return this;
    }

    /** The networks of the services that follow, which are there. */
    DeployPlan in(String... networks) {
        this.networks = Set.of(networks);
        return this;
    }

    /** What it means if services that follow end with exit code 0. */
    DeployPlan end(Lasting.End end) {
        this.end = end;
        return this;
    }

    /** A container that stays as it is, and is needed by these services. */
    DeployPlan standing(String name, Condition condition, boolean doubtful, String... neededBy) {
        standing.add(new Standing(await(name, condition), doubtful, Set.of(neededBy)));
        return this;
    }

    /** Old containers were well, and have to be well again when they come back. */
    DeployPlan restoring() {
        restoring = true;
        return this;
    }

    DeployPlan pull(String image) {
        lastStep.put(
                image,
                add(new Action.PullImage(image, Optional.empty()), ResourceId.image(image), Set.of(), List.of()));
        return this;
    }

    /** A new service, whose image has its name; after the named services or images. */
    DeployPlan service(String name, Condition condition, String... after) {
        up(name, condition, last(after), Set.of());
        return this;
    }

    /** A new service that starts when the named ones have ended, well or not. */
    DeployPlan serviceAfterEnd(String name, Condition condition, String... afterEnd) {
        up(name, condition, Set.of(), last(afterEnd));
        List.of(afterEnd).forEach(other -> optional.add(ResourceId.service(other)));
        return this;
    }

    /** A service whose container is there and makes room for a new one. */
    DeployPlan replaced(String name, String oldId, Condition condition, String... after) {
        ResourceId service = ResourceId.service(name);
        int stop = steps.size() + 1;
        steps.add(new Step(
                stop,
                new Action.StopContainer(oldId, Optional.empty()),
                service,
                last(after),
                Set.of(),
                Set.of(),
                List.of(new Action.StartContainer(oldId)),
                restoring ? Optional.of(await(name, condition)) : Optional.empty()));
        int rename = add(
                new Action.RenameContainer(oldId, name + "_old"),
                service,
                Set.of(stop),
                List.of(new Action.RenameContainer(oldId, name)));
        up(name, condition, Set.of(rename), Set.of());
        removals.put(oldId, Set.of());
        return this;
    }

    /** A service that has another name from when it was ready. */
    DeployPlan renamed(String name, String to) {
        add(
                new Action.RenameContainer(name, to),
                ResourceId.service(name),
                last(name),
                List.of(new Action.RenameContainer(to, name)));
        return this;
    }

    private void up(String name, Condition condition, Set<Integer> after, Set<Integer> afterEnd) {
        ResourceId service = ResourceId.service(name);
        int id = steps.size() + 1;
        steps.add(new Step(
                id,
                new Action.CreateContainer(spec(name)),
                service,
                after,
                afterEnd,
                List.of(new Action.RemoveContainer(name, true))));
        int start = add(new Action.StartContainer(name), service, Set.of(id), List.of());
        lastStep.put(name, add(await(name, condition), service, Set.of(start), List.of()));
    }

    private Await await(String name, Condition condition) {
        Optional<Await.Endpoint> endpoint = condition == Condition.REACHABLE
                ? Optional.of(new Await.Endpoint(Await.Endpoint.Type.HTTP, "http://127.0.0.1/" + name))
                : Optional.empty();
        return new Await(name, name, condition, within, endpoint, probing, new Lasting(settlesWithin, networks, end));
    }

    private ContainerSpec spec(String name) {
        Map<String, String> labels = Map.of(ComposeLabels.PROJECT, PROJECT, ComposeLabels.SERVICE, name);
        ApiObject hostConfig = ApiObject.of(Map.of("RestartPolicy", Map.of("Name", restart)));
        return new ContainerSpec(
                name, name, Optional.empty(), labels, ApiObject.EMPTY, hostConfig, attached(), List.of());
    }

    private List<NetworkAttachment> attached() {
        return networks.stream()
                .sorted()
                .map(network -> new NetworkAttachment(network, ApiObject.EMPTY))
                .toList();
    }

    private int add(Work work, ResourceId resource, Set<Integer> after, List<Action> undo) {
        int id = steps.size() + 1;
        steps.add(new Step(id, work, resource, after, Set.of(), undo));
        return id;
    }

    private Set<Integer> last(String... names) {
        Set<Integer> ids = new TreeSet<>();
        for (String name : names) {
            ids.add(lastStep.get(name));
        }
        return ids;
    }

    Plan plan() {
        Set<Integer> everything = new TreeSet<>(lastStep.values());
        removals.keySet()
                .forEach(id ->
                        add(new Action.RemoveContainer(id, true), ResourceId.container(id), everything, List.of()));
        return new Plan(
                PROJECT,
                "deploy " + String.join(" ", lastStep.keySet()),
                List.of(),
                steps,
                List.of(),
                optional,
                standing);
    }
}
