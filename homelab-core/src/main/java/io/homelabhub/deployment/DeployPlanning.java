package io.homelabhub.deployment;

import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.machine.LocalMachine;
import io.homelabhub.observed.ContainerSecrets;
import io.homelabhub.observed.HostListener;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.CrashLoops;
import io.homelabhub.planning.DeployOptions;
import io.homelabhub.planning.Planner;
import io.homelabhub.planning.PortConflict;
import io.homelabhub.planning.RegistryQuestions;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.time.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A deploy made into what shall be there, which is held against what is there.
 *
 * <p>A container that shares the namespace, the volumes or a link of another cannot outlive it. So a deploy that moves a
 * container takes its guests along, asked for or not, as far as they are there.
 */
final class DeployPlanning {
    private static final Set<Verdict> MOVES = Set.of(Verdict.CREATE, Verdict.START, Verdict.RESTART, Verdict.RECREATE);

    private final DeploySelection selection;
    private final ProjectDefinition definition;
    private final DesiredState desired;
    private final DeployOptions options;
    private final Timing timing;
    private final LocalMachine machine;
    private final Optional<OneOff> oneOff;
    private final Optional<Restoration> restoration;

    /** @param settings by whose clock the age of an image counts */
    DeployPlanning(DeploySelection selection, HomelabSettings settings) {
        this(selection, settings, Optional.empty(), Optional.empty());
    }

    /** @param oneOff what stands in the place of its service, and is only created */
    DeployPlanning(DeploySelection selection, HomelabSettings settings, OneOff oneOff) {
        this(selection, settings, Optional.of(oneOff), Optional.empty());
    }

    /** @param restoration which images the names in the files shall stand for again */
    DeployPlanning(DeploySelection selection, HomelabSettings settings, Restoration restoration) {
        this(selection, settings, Optional.empty(), Optional.of(restoration));
    }

    private DeployPlanning(
            DeploySelection selection,
            HomelabSettings settings,
            Optional<OneOff> oneOff,
            Optional<Restoration> restoration) {
        this.selection = selection;
        this.definition = selection.definition();
        this.oneOff = oneOff;
        this.restoration = restoration;
        this.desired = desired(selection.services());
        DeployRequest request = selection.request();
        Set<String> alone = oneOff.stream().map(OneOff::container).collect(Collectors.toSet());
        Set<String> named = new TreeSet<>(Selections.named(definition, request));
        named.addAll(alone);
        this.options = request.options(named, Selections.asked(definition, request))
                .withAtRest(alone)
                .withOthers(selection.others())
                .withRestored(restoration.map(Restoration::images).orElse(Map.of()))
                .withRemoveOrphans(request.removeOrphans() || definition.removesOrphans())
                .withAllowDataLoss(
                        VolumeNames.described(ProjectView.of(definition)).of(request.allowDataLoss()));
        this.timing = settings.timing();
        this.machine = settings.machine();
    }

    private DesiredState desired(List<String> services) {
        DesiredState described = definition.desired(services, selection.jobs(), selection.translation());
        return oneOff.map(one -> described.replacing(definition.composeName(one.service()), one.making()))
                .orElse(described);
    }

    /**
     * Plans against an engine.
     *
     * @param observed what is there; registries are asked in addition where it matters
     */
    Plan plan(OpenEngine open, ObservedState observed) {
        new ReachedEngine(definition, open.info()).require(selection.services());
        ObservedState there =
                restored(observed).withApiVersion(open.info().apiVersion()).withListeners(listeners(open, observed));
        Set<String> questions = RegistryQuestions.of(withGuests(selection.guests()), there, options, timing.now());
        Plan plan = plan(
                questions.isEmpty() ? there : there.withRegistry(open.engine().askRegistries(questions)));
        if (open.info().isOfThisMachine()) {
            requireHostPaths(plan);
        }
        return plan;
    }

    /**
     * Who surely has a port that is wanted: a container that lives in the network of the host may be about to go, and nothing is known
     * of the ports of an engine elsewhere.
     */
    private List<HostListener> listeners(OpenEngine open, ObservedState observed) {
        Set<Integer> wanted = PortConflict.wanted(withGuests(selection.guests()), observed);
        if (wanted.isEmpty() || !machine.sharesNetworkWith(open.info())) {
            return List.of();
        }
        List<HostListener> found = PortConflict.surely(machine.listeners(wanted), observed);
        return found.isEmpty() || machine.maybeOf(open.engine().host()) ? found : List.of();
    }

    /** As if the names stood for the images already. */
    private ObservedState restored(ObservedState observed) {
        return restoration
                .map(going -> going.seen(observed, selection.toObserve().images()))
                .orElse(observed);
    }

    /** What stays as it is has what it needs. */
    private void requireHostPaths(Plan plan) {
        List<String> moved = desired.services().stream()
                .map(DesiredService::name)
                .filter(moved(plan)::contains)
                .map(this::described)
                .toList();
        List<Problem> missing = selection.translation().translator().problemsOnThisMachine(moved).stream()
                .filter(Problem::isError)
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidInputException(missing);
        }
    }

    /** The service in whose place one stands. */
    private String described(String service) {
        return oneOff.filter(one -> one.container().equals(service))
                .map(one -> definition.composeName(one.service()))
                .orElse(service);
    }

    /** The services that something is done with, by their names in the Compose files. */
    private static Set<String> moved(Plan plan) {
        return plan.changes().stream()
                .filter(change -> MOVES.contains(change.verdict()))
                .map(Change::resource)
                .filter(resource -> resource.kind() == ResourceId.Kind.SERVICE)
                .map(ResourceId::name)
                .collect(Collectors.toSet());
    }

    Plan plan(ObservedState seen) {
        ObservedState observed = seen.withTime(timing.now());
        String operation = oneOff.map(one -> "run " + one.service())
                .or(() -> restoration.map(Restoration::operation))
                .orElse(selection.request().operation());
        List<String> notices = new ArrayList<>(selection.notices());
        restoration.ifPresent(going -> notices.addAll(going.notices()));
        CrashLoops loops = new CrashLoops(ProjectContainers.of(definition.project(), observed), timing.now());
        notices.addAll(loops.notices(desired.services()));
        SecretMask mask = mask(observed);
        Plan alone = Planner.plan(loops.outlasting(desired).withMask(mask), observed, options, operation, notices);
        Set<String> along = along(alone, observed);
        if (along.isEmpty()) {
            return alone;
        }
        definition.requireUsable(along);
        List<String> more = new ArrayList<>(notices);
        along.forEach(guest -> more.add(guest + " is included: it shares a container that changes"));
        return Planner.plan(loops.outlasting(withGuests(along)).withMask(mask), observed, options, operation, more);
    }

    /** Hides the secrets of the files, and those that containers were made with before. */
    SecretMask mask(ObservedState observed) {
        return desired.mask()
                .and(ContainerSecrets.maskOf(observed, definition.compose().secretPlaces()));
    }

    private DesiredState withGuests(Set<String> some) {
        return some.isEmpty()
                ? desired
                : desired(definition.ordered(Stream.concat(selection.services().stream(), some.stream())
                        .toList()));
    }

    /** The guests that are there, of what a plan moves. */
    private Set<String> along(Plan plan, ObservedState observed) {
        Set<String> moved = moved(plan);
        ProjectContainers ours = ProjectContainers.of(definition.project(), observed);
        List<String> lenders = selection.services().stream()
                .filter(service -> moved.contains(definition.composeName(service)))
                .toList();
        return definition.guests(lenders).stream()
                .filter(selection.guests()::contains)
                .filter(guest -> !ours.of(definition.composeName(guest)).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
