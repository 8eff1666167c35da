package io.homelabhub.planning;

import io.homelabhub.desired.DesiredNetwork;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.plan.Action.CreateNetwork;
import io.homelabhub.plan.Action.RemoveNetwork;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the networks of a deploy. */
final class NetworkPlanning {
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;
    private final Map<String, Draft> created = new HashMap<>();
    private final Map<String, Draft> removed = new HashMap<>();
    private final Set<String> recreated = new HashSet<>();

    NetworkPlanning(ObservedIndex observed, StepDrafts steps, Verdicts verdicts) {
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
    }

    void plan(DesiredState desired) {
        for (DesiredNetwork network : desired.networks()) {
            plan(desired, network);
        }
    }

    private void plan(DesiredState desired, DesiredNetwork network) {
        ResourceId resource = ResourceId.network(network.spec().name());
        Optional<ObservedNetwork> live = observed.network(network.spec().name());
        if (live.isEmpty()) {
            Cause notFound = Cause.of(Cause.Kind.NOT_FOUND, network.external() ? "external network" : "");
            verdicts.give(resource, network.external() ? Verdict.REFUSE : Verdict.CREATE, notFound);
            if (!network.external()) {
                create(resource, network.spec());
            }
        } else if (network.external()) {
            verdicts.keep(resource);
        } else if (!live.get().isOf(desired.project())) {
            verdicts.give(resource, Verdict.ADOPT, Cause.of(Cause.Kind.UP_TO_DATE, "made by somebody else"));
        } else if (isSameHash(desired, network, live.get())) {
            verdicts.keep(resource);
        } else {
            List<FieldDifference> differences = new NetworkComparison(network.spec(), live.get()).differences();
            if (differences.isEmpty()) {
                verdicts.keep(resource);
            } else {
                recreate(resource, network.spec(), live.get(), differences);
            }
        }
    }

    /** Whether any version of Compose would take it for unchanged: one without a hash was made before there were any. */
    private static boolean isSameHash(DesiredState desired, DesiredNetwork network, ObservedNetwork live) {
        String hash = live.labels().get(ComposeLabels.CONFIG_HASH);
        Set<String> known =
                desired.dialects().hashes(ResourceId.network(network.spec().name()));
        return hash == null
                || known.contains(hash)
                || hash.equals(network.spec().labels().get(ComposeLabels.CONFIG_HASH));
    }

    private Draft create(ResourceId resource, NetworkSpec spec) {
        Draft create = steps.add(new CreateNetwork(spec), resource, new RemoveNetwork(spec.name()));
        created.put(spec.name(), create);
        return create;
    }

    private void recreate(
            ResourceId resource, NetworkSpec spec, ObservedNetwork live, List<FieldDifference> differences) {
        verdicts.give(resource, Verdict.RECREATE, new Cause(Cause.Kind.CONFIGURATION_CHANGED, "", differences));
        NetworkSpec before = new NetworkSpec(live.name(), live.labels(), live.settings());
        Draft remove = steps.add(new RemoveNetwork(live.id()), resource, new CreateNetwork(before));
        removed.put(spec.name(), remove);
        recreated.add(spec.name());
        create(resource, spec).after(remove);
    }

    /** What has to be done before a container can be attached to these networks. */
    List<Draft> before(Iterable<String> networks) {
        List<Draft> before = new ArrayList<>();
        networks.forEach(name -> Optional.ofNullable(created.get(name)).ifPresent(before::add));
        return before;
    }

    /** Whether a network is taken away and made anew. */
    boolean isRecreated(String network) {
        return recreated.contains(network);
    }

    /** The removal of a network that is made anew. */
    Optional<Draft> removal(String network) {
        return Optional.ofNullable(removed.get(network));
    }
}
