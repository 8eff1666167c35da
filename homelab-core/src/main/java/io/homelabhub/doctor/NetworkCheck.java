package io.homelabhub.doctor;

import io.homelabhub.desired.DesiredNetwork;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.resource.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the networks are there that others have to make, and those that a deploy makes are the project's own. */
final class NetworkCheck implements Check {
    private static final String NAME = "networks";

    @Override
    public List<Finding> look(Circumstances circumstances) {
        DesiredState desired = circumstances.files().orElseThrow().desired();
        ObservedState observed = circumstances.engine().orElseThrow().observed();
        List<Finding> findings = new ArrayList<>();
        for (DesiredNetwork network : desired.networks()) {
            look(network, desired, observed).ifPresent(findings::add);
        }
        if (findings.isEmpty() && !desired.networks().isEmpty()) {
            findings.add(Finding.ok(
                    NAME,
                    String.join(
                            ", ",
                            desired.networks().stream()
                                    .map(network -> network.spec().name())
                                    .toList())));
        }
        return findings;
    }

    private static Optional<Finding> look(DesiredNetwork network, DesiredState desired, ObservedState observed) {
        String name = network.spec().name();
        List<ObservedNetwork> called = observed.networks().stream()
                .filter(one -> one.name().equals(name))
                .toList();
        if (called.size() > 1) {
            return Optional.of(Finding.problem(
                    NAME,
                    "there are " + called.size() + " networks called " + name
                            + ", and no container can be attached by that name",
                    "docker network rm " + called.get(1).id()));
        }
        if (network.external()) {
            return called.isEmpty() ? Optional.of(missing(network.spec())) : Optional.empty();
        }
        return called.stream()
                .filter(one -> !one.isOf(desired.project()))
                .findFirst()
                .map(NetworkCheck::foreign);
    }

    private static Finding missing(NetworkSpec spec) {
        return Finding.problem(
                NAME,
                "there is no network " + spec.name() + "; the files call it external, so a deploy does not make it",
                "docker network create " + spec.name());
    }

    private static Finding foreign(ObservedNetwork network) {
        String maker =
                network.project().map(project -> "for project " + project).orElse("by hand");
        return Finding.warning(
                NAME,
                "network " + network.name() + " was made " + maker
                        + ": it is used as it is, whatever the files say of it, and undeploy leaves it",
                "# write `external: true` for it in the Compose files, or, when nothing is attached to it any more:",
                "docker network rm " + network.name());
    }
}
