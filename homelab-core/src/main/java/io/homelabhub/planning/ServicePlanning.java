package io.homelabhub.planning;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredJob;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ImageHistory;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.Standing;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans the services of a deploy, each after those that it waits for. */
final class ServicePlanning {
    private final ObservedIndex observed;
    private final String operation;
    private final boolean startsContainers;
    private final Set<String> atRest;
    private final Optional<Set<String>> awaited;
    private final StepDrafts steps;
    private final Verdicts verdicts;
    private final ImagePlanning images;
    private final ContainerDecision decisions;
    private final Map<String, PlannedService> planned = new HashMap<>();
    private final Map<String, DesiredService> services = new HashMap<>();
    private final Renewals renewals = new Renewals();
    private final Replacements replacements;
    private final EarlyRemovals early;
    private final NamedContainers named;
    private final UntestedDependencies untested;
    private final AwaitedConditions conditions;
    private final GatePlanning gates;
    private final List<Standing> standing = new ArrayList<>();
    /** The services whose images have been written down. */
    private final Set<String> remembered = new HashSet<>();

    ServicePlanning(
            DesiredState desired,
            ObservedIndex observed,
            DeployOptions options,
            StepDrafts steps,
            Verdicts verdicts,
            NetworkPlanning networks,
            VolumePlanning volumes,
            EarlyRemovals early,
            String operation) {
        this.observed = observed;
        this.operation = operation;
        this.startsContainers = options.starts();
        this.atRest = options.atRest();
        this.awaited = options.awaitsAll() ? Optional.empty() : Optional.of(needed(desired, options.others()));
        this.steps = steps;
        this.verdicts = verdicts;
        this.images = new ImagePlanning(desired, options, observed, steps, verdicts);
        this.replacements =
                new Replacements(desired, observed, networks, volumes, early, options.renewAnonymousVolumes());
        this.early = early;
        this.named = new NamedContainers(desired, observed);
        this.untested = new UntestedDependencies(desired, observed);
        this.conditions = new AwaitedConditions(desired, options.others());
        this.gates = new GatePlanning(
                desired, observed, steps, networks, volumes, images, renewals, conditions, options.others(), planned);
        this.decisions = new ContainerDecision(
                observed,
                new SpokenDialect(desired.dialects(), observed),
                options,
                desired.mask(),
                images,
                renewals,
                conditions.completing());
        desired.services().forEach(service -> services.put(service.name(), service));
    }

    /** The services that others wait for. */
    private static Set<String> needed(DesiredState desired, OtherHosts others) {
        return Stream.concat(
                        desired.services().stream()
                                .flatMap(service -> service.dependencies().stream())
                                .map(DesiredDependency::service),
                        others.awaitedHere().keySet().stream())
                .collect(Collectors.toSet());
    }

    /** Whether the containers of a service are to be up in the end. */
    private boolean isStarted(DesiredService service) {
        return startsContainers && !atRest.contains(service.name());
    }

    /** Whether the run waits for the containers of a service. */
    private boolean isAwaited(String service) {
        return awaited.filter(needed -> !needed.contains(service)).isEmpty();
    }

    Map<String, PlannedService> planned() {
        return planned;
    }

    /** What the owner should know of how containers are replaced, and waited for. */
    List<String> notices() {
        return Stream.concat(replacements.notices().stream(), untested.notices().stream())
                .toList();
    }

    /** Plans the waits for what only services of other hosts wait for. */
    void awaitForOthers() {
        if (startsContainers) {
            gates.awaitForOthers();
        }
    }

    /** Plans what a job needs to be ready to run. */
    void plan(DesiredJob job) {
        images.fetchIfMissing(job.image());
    }

    /** What fetches images, in the order in which it was planned. */
    List<Draft> fetches() {
        return images.all();
    }

    /** The containers that stay as they are, or stay if no other image comes. */
    List<Standing> standing() {
        return standing;
    }

    void plan(DesiredService service) {
        PlannedService plannedService = new PlannedService();
        planned.put(service.name(), plannedService);
        ServiceContainers containers = new ServiceContainers(observed.of(service.name()));
        List<SlotPlan> slots = new ArrayList<>();
        for (int number = 1; number <= service.containers().size(); number++) {
            ContainerSpec wanted = service.containers().get(number - 1);
            Slot slot = containers.slot(number, wanted);
            slots.add(SlotPlan.of(
                    wanted, slot, live -> decisions.decide(service, wanted, live, replacements.lost(live))));
        }
        List<ObservedContainer> beyond = containers.beyond(service);
        Change change = ServiceVerdict.of(service, slots, beyond, replacements);
        verdicts.give(lenderMissing(service, slots).orElse(change));
        renewals.note(
                service.name(), slots.stream().map(SlotPlan::decision).toList(), replacements.isLender(service.name()));
        draft(service, plannedService, slots, beyond);
    }

    private Optional<Change> lenderMissing(DesiredService service, List<SlotPlan> slots) {
        List<Cause> missing = named.missing(slots);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Change(ResourceId.service(service.name()), Verdict.REFUSE, missing, Downtime.NONE, false));
    }

    private void draft(
            DesiredService service, PlannedService target, List<SlotPlan> slots, List<ObservedContainer> beyond) {
        boolean creates = slots.stream().anyMatch(slot -> slot.kind().creates());
        boolean starts = isStarted(service)
                && slots.stream().anyMatch(slot -> slot.kind().starts());
        if (starts) {
            untested.refusals(service, conditions, images)
                    .forEach(cause -> verdicts.refuse(ResourceId.service(service.name()), cause));
        }
        ContainerSteps drafting = new ContainerSteps(
                observed, steps, service, target, gates.of(service, creates, starts), conditions.of(service.name()));
        if (!isAwaited(service.name())) {
            drafting.withoutWaiting();
        }
        slots.forEach(slot -> {
            int before = steps.count();
            draft(slot, drafting, isStarted(service));
            if (isStarted(service) && isAwaited(service.name()) && slot.mayStay()) {
                standing.add(drafting.standing(slot.holder()));
            }
            remember(slot, drafting);
            if (slot.changesImage() && remembered.add(service.name())) {
                rememberImage(slot, drafting);
            }
            steps.since(before).forEach(draft -> draft.onlyIf(slot.decision().onlyIf()));
        });
        List<ObservedContainer> surplus = new ArrayList<>(beyond);
        slots.forEach(slot -> surplus.addAll(slot.surplus()));
        Optional<ContainerSpec> first = service.containers().stream().findFirst();
        surplus.stream()
                .filter(container ->
                        drafting.removeEarly(container, first, early).isEmpty())
                .forEach(drafting::removeSurplus);
        surplus.forEach(container -> drafting.forget(observed.contentRecords().of(container)));
        if (starts && !service.hooks().preStart().isEmpty() && slots.stream().noneMatch(SlotPlan::isServing)) {
            prepare(service, target, slots);
        }
    }

    /** Once for all its containers, when none of them runs. Where one stays unless another image comes, only if one does. */
    private void prepare(DesiredService service, PlannedService target, List<SlotPlan> slots) {
        int before = steps.count();
        List<Draft> first = new ArrayList<>(gates.ofHooks(service));
        first.addAll(target.stops());
        ContainerSpec beside = slots.stream()
                .filter(slot -> slot.kind().starts())
                .findFirst()
                .orElseThrow()
                .wanted();
        new PreStartSteps(steps, service)
                .draft(beside.name(), beside.labels().getOrDefault(ComposeLabels.VERSION, ""), target.starts(), first);
        Set<Draft> fetches = slots.stream()
                .filter(slot -> slot.held().filter(live -> live.state().isUp()).isPresent())
                .flatMap(slot -> slot.decision().onlyIf().stream())
                .collect(Collectors.toSet());
        steps.since(before).forEach(draft -> draft.onlyIf(fetches));
    }

    private void draft(SlotPlan slot, ContainerSteps drafting, boolean starts) {
        List<Draft> cleared = slot.leftovers().stream()
                .map(leftover -> drafting.removeLeftover(leftover, slot.held()))
                .toList();
        drafting.update(slot.decision().updates());
        if (starts) {
            draft(slot, drafting, cleared);
        } else {
            draftAtRest(slot, drafting, cleared);
        }
    }

    private void draft(SlotPlan slot, ContainerSteps drafting, List<Draft> cleared) {
        ContainerSpec wanted = slot.wanted();
        switch (slot.kind()) {
            case KEEP, UPDATE -> {}
            case CREATE -> create(wanted, cleared, drafting);
            case START -> drafting.start(slot.holder(), wanted.name());
            case RENAME_AND_START -> drafting.renameAndStart(slot.holder(), wanted.name());
            case RESTART -> drafting.restart(slot.holder(), wanted.name());
            case SIGNAL -> drafting.signal(slot.holder(), wanted.name());
            case FINISH -> drafting.replacing().finish(slot.holder(), slot.parked(), wanted.name());
            case REPLACE -> replacements.draft(slot, drafting, cleared, isParkedFirst(slot));
        }
    }

    /** Containers are there in the end, and none was started or ended. */
    private void draftAtRest(SlotPlan slot, ContainerSteps drafting, List<Draft> cleared) {
        ContainerSpec wanted = slot.wanted();
        switch (slot.kind()) {
            case KEEP, UPDATE, START, RESTART, SIGNAL -> {}
            case CREATE -> drafting.createAtRest(wanted, cleared);
            case RENAME_AND_START -> drafting.rename(slot.holder(), wanted.name());
            case FINISH -> drafting.replacing().finish(slot.holder(), slot.parked(), wanted.name());
            case REPLACE -> replacements.draftAtRest(slot, drafting, cleared);
        }
    }

    /**
     * Who lives in the namespaces of one that is stopped, or gives up to another what the one may wait for in whose namespaces
     * the new container will live, cannot wait until the new one is created.
     */
    private boolean isParkedFirst(SlotPlan slot) {
        boolean guest = Stream.ofNullable(services.get(slot.service()))
                .anyMatch(service -> !gates.lenders(service).isEmpty());
        return !gates.lendersStops(slot.service()).isEmpty() || (guest && replacements.givesWay(slot));
    }

    private void create(ContainerSpec wanted, List<Draft> cleared, ContainerSteps drafting) {
        String service = wanted.labels().getOrDefault(ComposeLabels.SERVICE, "");
        boolean publishes = !wanted.hostConfig().object("PortBindings").isEmpty();
        boolean othersServe = observed.of(service).stream().anyMatch(other -> other.state() == ContainerState.RUNNING);
        if (othersServe && !publishes) {
            drafting.createBeside(wanted, cleared);
        } else {
            drafting.create(wanted, cleared);
        }
    }

    /** What the service has run so far, for whoever wants to go back. */
    private void rememberImage(SlotPlan slot, ContainerSteps drafting) {
        ImageHistory history = observed.imageHistory();
        drafting.rememberImage(
                ImageRecords.next(observed, slot.service(), slot.replaced(), operation),
                history.recordsOf(slot.service()));
    }

    /** What a container has seen of its files is written down, or forgotten with it. */
    private void remember(SlotPlan slot, ContainerSteps drafting) {
        ContentRecords records = observed.contentRecords();
        if (slot.decision().showsContent()) {
            String content = slot.wanted().labels().getOrDefault(HomelabLabels.CONTENT, "");
            drafting.remember(ContentRecords.record(slot.holder(), content), records.of(slot.holder()));
        } else if (slot.kind() == SlotPlan.Kind.REPLACE) {
            drafting.forget(records.of(slot.holder()));
        } else if (slot.kind() == SlotPlan.Kind.CREATE) {
            drafting.forget(observed.recordsLeftBehind(slot.service()));
        }
    }
}
