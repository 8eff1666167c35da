package io.homelabhub.cli.command.setup;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.spelling.ContainerPort;
import io.homelabhub.status.ProjectStatus;
import io.homelabhub.status.ProjectStatus.ServiceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether an upgrade of the engine would lose a container: from 29 on Docker cannot read one that exposes a range of ports. */
final class UpgradeCheck {
    private static final int CANNOT_READ_RANGES = 29;

    private final Invocation invocation;

    UpgradeCheck(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Nothing if there is nothing to warn of, or nothing can be told. */
    Stream<Check> check() {
        try {
            ProjectStatus status = invocation.runtime().status();
            return isOlder(status.engine()) ? warning(status).stream() : Stream.empty();
        } catch (EngineException | InvalidInputException told) {
            return Stream.empty(); // by the other checks
        }
    }

    private static boolean isOlder(EngineInfo engine) {
        String major = engine.version().replaceFirst("\\D.*", "");
        return engine.product().equals("Docker") && !major.isEmpty() && Integer.parseInt(major) < CANNOT_READ_RANGES;
    }

    private static Optional<Check> warning(ProjectStatus status) {
        List<String> services = new ArrayList<>();
        List<String> containers = new ArrayList<>();
        for (ServiceStatus service : status.services()) {
            List<String> lost = service.containers().stream()
                    .filter(UpgradeCheck::exposesRange)
                    .map(ObservedContainer::name)
                    .toList();
            containers.addAll(lost);
            if (!lost.isEmpty()) {
                services.add(service.service());
            }
        }
        return containers.isEmpty()
                ? Optional.empty()
                : Optional.of(Check.warning(
                        "Upgrade",
                        "Docker 29 would lose " + String.join(", ", containers)
                                + ": it cannot read a container that exposes a range of ports, and a volume prune would then"
                                + " take its unnamed volumes. Before you upgrade, recreate them:",
                        "homelab deploy " + String.join(" ", services) + " --recreate"));
    }

    private static boolean exposesRange(ObservedContainer container) {
        return container
                .inspection()
                .map(inspection -> inspection.object("Config").object("ExposedPorts"))
                .filter(ports -> ports.members().keySet().stream().anyMatch(ContainerPort::isRange))
                .isPresent();
    }
}
