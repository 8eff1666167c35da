package io.homelabhub.planning;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.ReplaceOrder;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Await.Endpoint;
import io.homelabhub.plan.Cause;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ContainerSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides in which order a container and the one that takes its place come and go. */
final class Replacements {
    private final ObservedIndex observed;
    private final NetworkPlanning networks;
    private final VolumePlanning volumes;
    private final EarlyRemovals early;
    private final Map<String, DesiredService> services = new HashMap<>();
    private final Set<String> lenders;
    private final boolean renewsAnonymousVolumes;

    Replacements(
            DesiredState desired,
            ObservedIndex observed,
            NetworkPlanning networks,
            VolumePlanning volumes,
            EarlyRemovals early,
            boolean renewsAnonymousVolumes) {
        this.observed = observed;
        this.networks = networks;
        this.volumes = volumes;
        this.early = early;
        this.renewsAnonymousVolumes = renewsAnonymousVolumes;
        this.lenders = lenders(desired);
        desired.services().forEach(service -> services.put(service.name(), service));
    }

    /** The services whose namespaces or mounts others share. */
    private static Set<String> lenders(DesiredState desired) {
        return desired.services().stream()
                .flatMap(service -> service.dependencies().stream())
                .filter(DesiredDependency::shared)
                .map(DesiredDependency::service)
                .collect(Collectors.toSet());
    }

    boolean isLender(String service) {
        return lenders.contains(service);
    }

    /** @param parkedFirst whether the old container has to be out of the way before the new one is created */
    void draft(SlotPlan slot, ContainerSteps drafting, List<Draft> cleared, boolean parkedFirst) {
        ObservedContainer old = slot.holder();
        ContainerSpec wanted = successor(slot);
        ReplacementSteps replacing = drafting.replacing();
        List<Draft> removed = drafting.removeEarly(old, Optional.of(wanted), early);
        if (!removed.isEmpty()) {
            drafting.create(wanted, removed);
        } else if (parkedFirst || old.networks().keySet().stream().anyMatch(networks::isRecreated)) {
            replacing.replaceParkFirst(old, wanted, cleared);
        } else if (isStartFirst(slot)) {
            replacing.replaceStartFirst(old, wanted, cleared);
        } else {
            replacing.replaceStopFirst(old, wanted, cleared);
        }
    }

    /** The old one is down: what takes its place waits for somebody to start it, as the old one did. */
    void draftAtRest(SlotPlan slot, ContainerSteps drafting, List<Draft> cleared) {
        ObservedContainer old = slot.holder();
        ContainerSpec wanted = successor(slot);
        List<Draft> removed = drafting.removeEarly(old, Optional.of(wanted), early);
        if (removed.isEmpty()) {
            drafting.replacing().replaceAtRest(old, wanted, cleared);
        } else {
            drafting.createAtRest(wanted, removed);
        }
    }

    private ContainerSpec successor(SlotPlan slot) {
        return renewsAnonymousVolumes ? slot.wanted() : AnonymousVolumes.carriedOver(slot.holder(), slot.wanted());
    }

    /**
     * Whether the new container is ready before the old one stops: where nothing stands in the way, and one runs that it
     * is worth while to keep.
     */
    boolean isStartFirst(SlotPlan slot) {
        ObservedContainer old = slot.holder();
        return old.state() == ContainerState.RUNNING
                && !ContainerNames.isPrevious(old.name())
                && stopsFirst(slot).isEmpty();
    }

    /** Why the old container has to stop before the new one starts, each as a sentence; empty if it need not. */
    List<String> stopsFirst(SlotPlan slot) {
        DesiredService service = services.get(slot.service());
        if (service == null) {
            return List.of();
        }
        Optional<ReplaceOrder> said = service.replaceOrder();
        if (said.isPresent() && !said.get().isStartFirst()) {
            return List.of(said.get().place() + " says so");
        }
        ObservedContainer old = slot.holder();
        List<String> reasons = new ArrayList<>();
        Set<String> unique = new LinkedHashSet<>(Uniques.strict(service, slot.wanted()));
        unique.addAll(Uniques.ports(old));
        if (said.isEmpty()) {
            unique.addAll(Uniques.exclusive(slot.wanted(), old));
        }
        if (!unique.isEmpty()) {
            reasons.add("only one at a time can have " + String.join(", ", unique));
        }
        lost(old).forEach(cause -> reasons.add(cause.subject() + " is made anew"));
        reasons.addAll(taken(service, old));
        reasons.addAll(ofOthers(service));
        return reasons;
    }

    /** Whether the old container has something that another service takes. */
    boolean givesWay(SlotPlan slot) {
        return Stream.ofNullable(services.get(slot.service()))
                .anyMatch(service -> !taken(service, slot.holder()).isEmpty());
    }

    /** What others take of what the old container has, each as a sentence. */
    private List<String> taken(DesiredService service, ObservedContainer old) {
        return services.values().stream()
                .filter(other -> !other.name().equals(service.name()))
                .sorted(Comparator.comparing(DesiredService::name))
                .flatMap(other -> other.containers().stream()
                        .flatMap(wanted -> taken(wanted, old))
                        .map(what -> "service " + other.name() + " takes its " + what))
                .distinct()
                .toList();
    }

    private static Stream<String> taken(ContainerSpec wanted, ObservedContainer old) {
        Stream<String> name = wanted.name().equals(old.name()) ? Stream.of("name " + old.name()) : Stream.of();
        return Stream.concat(
                name,
                Claim.of(wanted).stream()
                        .flatMap(claim -> claim.heldBy(old).stream())
                        .map(Single::text));
    }

    /**
     * Why two containers cannot run side by side for what others have to do with them. Those who share its namespaces would
     * find the old one under its name; one that is ready when an endpoint answers would be by the answer of the old one; and
     * a hook may prepare what the old one uses, as a migration does.
     */
    private List<String> ofOthers(DesiredService service) {
        List<String> reasons = new ArrayList<>();
        if (lenders.contains(service.name())) {
            reasons.add("others live in its namespaces or mounts");
        }
        if (answersFromOutside(service)) {
            reasons.add("its endpoint would answer for the old one");
        }
        if (!service.hooks().preStart().isEmpty()) {
            reasons.add("its pre_start hooks run while none of its containers does");
        }
        return reasons;
    }

    /** What the owner asks for and cannot be had. */
    List<String> notices() {
        return services.values().stream()
                .sorted(Comparator.comparing(DesiredService::name))
                .flatMap(service -> notice(service).stream())
                .toList();
    }

    private Optional<String> notice(DesiredService service) {
        return service.replaceOrder().filter(ReplaceOrder::isStartFirst).flatMap(said -> {
            List<String> reasons = new ArrayList<>();
            service.containers().stream()
                    .findFirst()
                    .map(wanted -> Uniques.strict(service, wanted))
                    .filter(unique -> !unique.isEmpty())
                    .ifPresent(unique -> reasons.add("only one at a time can have " + String.join(", ", unique)));
            reasons.addAll(ofOthers(service));
            return reasons.isEmpty()
                    ? Optional.empty()
                    : Optional.of("%s: %s cannot be replaced start-first: %s"
                            .formatted(said.place(), service.name(), String.join("; ", reasons)));
        });
    }

    private static boolean answersFromOutside(DesiredService service) {
        return service.endpoint()
                .filter(endpoint -> endpoint.type() != Endpoint.Type.COMMAND)
                .isPresent();
    }

    /** What a live container uses and what is made anew, or is gone: the engine will not start it with another. */
    List<Cause> lost(ObservedContainer live) {
        Set<String> lostNetworks = new TreeSet<>();
        live.networks().forEach((name, id) -> {
            if (networks.isRecreated(name) || !observed.mayStillHaveNetwork(id)) {
                lostNetworks.add(name);
            }
        });
        Stream<Cause> lostVolumes = live.mounts().stream()
                .filter(mount -> mount.type().equals("volume") && volumes.isRecreated(mount.source()))
                .map(mount -> Cause.of(Cause.Kind.VOLUME_CHANGED, mount.source()));
        return Stream.concat(lostNetworks.stream().map(name -> Cause.of(Cause.Kind.NETWORK_CHANGED, name)), lostVolumes)
                .distinct()
                .toList();
    }
}
