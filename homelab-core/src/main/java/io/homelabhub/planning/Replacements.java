package io.homelabhub.planning;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Await.Endpoint;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ContainerSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decides in which order a container and the one that takes its place come and go. */
final class Replacements {
    private final ObservedIndex observed;
    private final NetworkPlanning networks;
    private final VolumePlanning volumes;
    private final Map<String, DesiredService> services = new HashMap<>();
    private final Set<String> lenders;

    Replacements(DesiredState desired, ObservedIndex observed, NetworkPlanning networks, VolumePlanning volumes) {
        this.observed = observed;
        this.networks = networks;
        this.volumes = volumes;
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

    /** @param guest whether the container lives in the namespaces of one that is stopped by this plan */
    void draft(SlotPlan slot, ContainerSteps drafting, List<Draft> cleared, boolean guest) {
        ObservedContainer old = slot.holder();
        ContainerSpec wanted = AnonymousVolumes.carriedOver(old, slot.wanted());
        List<String> lostVolumes = old.mounts().stream()
                .map(mount -> mount.source())
                .filter(volumes::isRecreated)
                .toList();
        if (!lostVolumes.isEmpty()) {
            List<Draft> removed = drafting.removeForGood(old);
            lostVolumes.forEach(volume -> volumes.removal(volume).ifPresent(removal -> removal.after(removed)));
            drafting.create(wanted, removed);
        } else if (guest || old.networks().keySet().stream().anyMatch(networks::isRecreated)) {
            drafting.replaceParkFirst(old, wanted, cleared);
        } else if (isStartFirst(slot)) {
            drafting.replaceStartFirst(old, wanted, cleared);
        } else {
            drafting.replaceStopFirst(old, wanted, cleared);
        }
    }

    /**
     * Whether two containers of a service can run side by side without getting into each other's way. One whose namespaces
     * others share cannot: they would find the old one under its name. Nor can one that is ready when an endpoint answers:
     * the old one would answer in its place.
     */
    boolean isStartFirst(SlotPlan slot) {
        ContainerSpec wanted = slot.wanted();
        ObservedContainer old = slot.holder();
        DesiredService service = services.get(slot.service());
        boolean ownNetworks = wanted.hostConfig()
                .string("NetworkMode")
                .filter(mode -> mode.equals("host") || mode.startsWith("container:"))
                .isEmpty();
        boolean sharesNothing = new MountList(wanted.hostConfig())
                        .mounts().stream().allMatch(mount -> mount.options().contains("ro"))
                && old.mounts().stream().noneMatch(mount -> mount.writable());
        return service != null
                && !service.fixedName()
                && !lenders.contains(service.name())
                && !answersFromOutside(service)
                && old.state() == ContainerState.RUNNING
                && !ContainerNames.isPrevious(old.name())
                && HostPort.of(wanted).isEmpty()
                && HostPort.of(old).isEmpty()
                && ownNetworks
                && sharesNothing
                && lost(old).isEmpty();
    }

    private static boolean answersFromOutside(DesiredService service) {
        return service.endpoint()
                .filter(endpoint -> endpoint.type() != Endpoint.Type.COMMAND)
                .isPresent();
    }

    /** What a live container uses and what is made anew, or is gone: the engine will not start it with another. */
    Set<String> lost(ObservedContainer live) {
        Set<String> lost = new TreeSet<>();
        live.networks().forEach((name, id) -> {
            if (networks.isRecreated(name) || !observed.mayStillHaveNetwork(id)) {
                lost.add(name);
            }
        });
        live.mounts().stream()
                .filter(mount -> mount.type().equals("volume") && volumes.isRecreated(mount.source()))
                .forEach(mount -> lost.add(mount.source()));
        return lost;
    }
}
