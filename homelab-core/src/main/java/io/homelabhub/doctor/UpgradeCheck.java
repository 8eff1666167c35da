package io.homelabhub.doctor;

import io.homelabhub.engine.EngineInfo;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.spelling.ContainerPort;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether an upgrade of the engine would lose a container: from 29 on Docker cannot read one that exposes a range of ports. */
final class UpgradeCheck implements Check {
    private static final String NAME = "upgrade";
    private static final int CANNOT_READ_RANGES = 29;

    @Override
    public List<Finding> look(Circumstances circumstances) {
        Circumstances.Engine engine = circumstances.engine().orElseThrow();
        return isOlder(engine.open().info()) ? of(engine.observed().containers()) : List.of();
    }

    private static boolean isOlder(EngineInfo engine) {
        String major = engine.version().replaceFirst("\\D.*", "");
        return engine.product().equals("Docker") && !major.isEmpty() && Integer.parseInt(major) < CANNOT_READ_RANGES;
    }

    private static List<Finding> of(List<ObservedContainer> containers) {
        Set<String> services = new TreeSet<>();
        Set<String> lost = new TreeSet<>();
        containers.stream().filter(UpgradeCheck::exposesRange).forEach(container -> {
            lost.add(container.name());
            services.add(ProjectContainers.serviceOf(container));
        });
        return lost.isEmpty()
                ? List.of()
                : List.of(Finding.warning(
                        NAME,
                        "Docker 29 would lose " + String.join(", ", lost)
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
