package io.homelabhub;

import io.homelabhub.EngineOpening.OpenEngine;
import io.homelabhub.catalog.CatalogSelection;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.DeployOptions;
import io.homelabhub.planning.Planner;
import io.homelabhub.planning.RegistryQuestions;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.time.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A deploy whose files are read: asks an engine for what is there and plans.
 *
 * <p>A container that lives in the namespace of another cannot outlive it. So a deploy that moves a container takes its guests
 * along, asked for or not, as far as they are there.
 */
final class DeployPlanning {
    private static final Set<Verdict> MOVES = Set.of(Verdict.CREATE, Verdict.START, Verdict.RESTART, Verdict.RECREATE);

    private final Definition definition;
    private final DeployRequest request;
    private final List<String> services;
    private final Set<String> guests;
    private final DesiredState desired;
    private final List<String> notices;
    private final DeployOptions options;
    private final Timing timing;

    private DeployPlanning(
            Definition definition, DeployRequest request, List<String> services, List<String> notices, Timing timing) {
        this.definition = definition;
        this.request = request;
        this.services = services;
        this.guests = definition.guests(services);
        this.desired = definition.desired(services);
        this.notices = notices;
        this.options = request.options(Selections.named(definition, request));
        this.timing = timing;
    }

    /**
     * The planning of a deploy.
     *
     * @param deployed the Compose services that have containers, for a request that takes dependants along
     * @param timing by which the age of an image counts
     * @throws io.homelabhub.problem.InvalidInputException if a variable is missing that the deploy needs
     */
    static DeployPlanning of(Definition definition, DeployRequest request, Set<String> deployed, Timing timing) {
        CatalogSelection selection = definition.selector().deployment(request.names());
        List<String> services = Selections.forDeploy(definition, request, selection, deployed);
        definition.requireComplete(services);
        return new DeployPlanning(definition, request, services, Selections.notices(definition, selection), timing);
    }

    Plan plan(OpenEngine open) {
        DesiredState all = withGuests(guests);
        Set<String> images = all.services().stream()
                .map(service -> service.image().reference())
                .collect(Collectors.toCollection(TreeSet::new));
        Engine engine = open.engine();
        ObservedState observed = engine.observe(new ObserveRequest(definition.project(), images, true))
                .withApiVersion(open.info().apiVersion());
        Set<String> questions = RegistryQuestions.of(all, observed, options, timing.now());
        return plan(questions.isEmpty() ? observed : observed.withRegistry(engine.askRegistries(questions)));
    }

    Plan plan(ObservedState observed) {
        Plan alone = Planner.plan(desired, observed, options, request.operation(), notices);
        Set<String> along = along(alone, observed);
        if (along.isEmpty()) {
            return alone;
        }
        definition.requireComplete(along);
        List<String> more = new ArrayList<>(notices);
        along.forEach(
                guest -> more.add(guest + " comes along, as it lives in the namespace of a container that moves"));
        return Planner.plan(withGuests(along), observed, options, request.operation(), more);
    }

    SecretMask mask() {
        return desired.mask();
    }

    private DesiredState withGuests(Set<String> some) {
        return some.isEmpty()
                ? desired
                : definition.desired(definition.ordered(
                        Stream.concat(services.stream(), some.stream()).toList()));
    }

    /** The guests that are there, of what a plan moves. */
    private Set<String> along(Plan plan, ObservedState observed) {
        Set<ResourceId> moved = plan.changes().stream()
                .filter(change -> MOVES.contains(change.verdict()))
                .map(Change::resource)
                .collect(Collectors.toSet());
        List<String> lenders = services.stream()
                .filter(service -> moved.contains(ResourceId.service(definition.composeName(service))))
                .toList();
        return definition.guests(lenders).stream()
                .filter(guests::contains)
                .filter(guest -> observed.containers().stream().anyMatch(container -> isOf(container, guest)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isOf(ObservedContainer container, String service) {
        return container.label(ComposeLabels.PROJECT).equals(Optional.of(definition.project()))
                && container.label(ComposeLabels.SERVICE).equals(Optional.of(definition.composeName(service)));
    }
}
