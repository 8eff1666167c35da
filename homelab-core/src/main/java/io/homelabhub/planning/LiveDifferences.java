package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action.ConnectNetwork;
import io.homelabhub.plan.Action.DisconnectNetwork;
import io.homelabhub.plan.Action.UpdateContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sorts what differs between a wanted and a live container into what can be changed while it runs and what cannot. */
final class LiveDifferences {
    /** What {@code POST /containers/{id}/update} takes and can set to a value other than "as it was". */
    private static final Set<String> UPDATABLE = Set.of(
            "Memory",
            "MemoryReservation",
            "MemorySwap",
            "NanoCpus",
            "CpuShares",
            "CpuPeriod",
            "CpuQuota",
            "CpusetCpus",
            "CpusetMems",
            "BlkioWeight",
            "PidsLimit",
            "RestartPolicy");

    private final ContainerSpec wanted;
    private final ObservedContainer live;
    private final ContainerComparison comparison;
    private final boolean sameHash;

    /** @param sameHash whether both are made from the same configuration, as far as their hashes tell */
    LiveDifferences(ContainerSpec wanted, ObservedContainer live, ContainerComparison comparison, boolean sameHash) {
        this.wanted = wanted;
        this.live = live;
        this.comparison = comparison;
        this.sameHash = sameHash;
    }

    /** The cause to make the container anew; empty if there is none. */
    Optional<Cause> irreversible() {
        List<FieldDifference> differences = new ArrayList<>(comparison.differences());
        if (!live.name().equals(wanted.name())
                && !ContainerNames.isNext(live.name())
                && !ContainerNames.isPrevious(live.name())) {
            differences.add(new FieldDifference("container_name", live.name(), wanted.name()));
        } else if (live.inspection().isPresent() && canAllBeUpdated()) {
            return Optional.empty();
        }
        if (live.inspection().isEmpty() && sameHash && differences.isEmpty()) {
            return Optional.empty();
        }
        Cause.Kind kind = sameHash ? Cause.Kind.DRIFTED : Cause.Kind.CONFIGURATION_CHANGED;
        return Optional.of(new Cause(kind, "", differences));
    }

    private boolean canAllBeUpdated() {
        return comparison.members().stream().allMatch(this::canBeUpdated);
    }

    /** The API takes 0 and nothing for "as it was", so a limit can be set and changed, not taken away. */
    private boolean canBeUpdated(String member) {
        boolean canBeTakenAway = member.equals("PidsLimit") || member.equals("RestartPolicy");
        return UPDATABLE.contains(member)
                && (canBeTakenAway
                        || !EngineDefaults.isEmpty(wanted.hostConfig().get(member)));
    }

    /** The changes to make while the container runs. */
    List<Decision.Update> updates() {
        List<Decision.Update> updates = new ArrayList<>();
        if (!comparison.members().isEmpty()) {
            ApiObject before = live.inspection().orElse(ApiObject.EMPTY).object("HostConfig");
            updates.add(new Decision.Update(
                    new UpdateContainer(live.id(), settings(wanted.hostConfig())),
                    new UpdateContainer(live.id(), settings(before))));
        }
        missingNetworks()
                .forEach(attachment -> updates.add(new Decision.Update(
                        new ConnectNetwork(live.id(), attachment),
                        new DisconnectNetwork(live.id(), attachment.network()))));
        surplusNetworks()
                .forEach((network, endpoint) -> updates.add(new Decision.Update(
                        new DisconnectNetwork(live.id(), network),
                        new ConnectNetwork(live.id(), new NetworkAttachment(network, endpoint)))));
        return updates;
    }

    /** Why they are made. */
    List<Cause> updateCauses() {
        List<Cause> causes = new ArrayList<>();
        if (!comparison.members().isEmpty()) {
            Cause.Kind kind = sameHash ? Cause.Kind.DRIFTED : Cause.Kind.CONFIGURATION_CHANGED;
            causes.add(new Cause(kind, "", comparison.differences()));
        }
        List<FieldDifference> networks = new ArrayList<>();
        missingNetworks()
                .forEach(attachment ->
                        networks.add(new FieldDifference("networks." + attachment.network(), "", "connected")));
        surplusNetworks()
                .keySet()
                .forEach(network -> networks.add(new FieldDifference("networks." + network, "connected", "")));
        if (!networks.isEmpty()) {
            causes.add(new Cause(Cause.Kind.NETWORK_CHANGED, "", networks));
        }
        return causes;
    }

    private ApiObject settings(ApiObject from) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (String member : comparison.members()) {
            Object value = from.get(member);
            settings.put(member, value == null ? emptyOf(member) : value);
        }
        boolean swapFollows = settings.containsKey("Memory")
                && !settings.containsKey("MemorySwap")
                && EngineDefaults.isEmpty(wanted.hostConfig().get("MemorySwap"));
        if (swapFollows) {
            // an engine that was given no swap limit has set twice the memory; it must not fall below
            settings.put("MemorySwap", 2 * from.number("Memory"));
        }
        return ApiObject.of(settings);
    }

    private static Object emptyOf(String member) {
        return member.equals("RestartPolicy") ? ApiObject.of(Map.of("Name", "no")) : (Object) 0L;
    }

    private List<NetworkAttachment> missingNetworks() {
        return wanted.networks().stream()
                .filter(attachment -> !live.networks().containsKey(attachment.network()))
                .toList();
    }

    /** Networks that the configuration no longer has. One that somebody added by hand to an unchanged container stays. */
    private Map<String, ApiObject> surplusNetworks() {
        if (sameHash || wanted.networks().isEmpty()) {
            return Map.of();
        }
        Set<String> asked =
                wanted.networks().stream().map(NetworkAttachment::network).collect(Collectors.toSet());
        Map<String, ApiObject> surplus = new TreeMap<>();
        ApiObject endpoints = live.inspection()
                .orElse(ApiObject.EMPTY)
                .object("NetworkSettings")
                .object("Networks");
        live.networks().keySet().stream()
                .filter(network -> !asked.contains(network))
                .forEach(network -> surplus.put(network, endpoints.object(network)));
        return surplus;
    }
}
