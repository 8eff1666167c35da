package io.homelabhub.run;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.resource.ContainerReference;
import java.util.List;

/**
 * A container, and those in whose namespaces it lives.
 *
 * @param id its id; empty before it is known
 * @param lenders the ids of the others
 */
record Household(String id, List<String> lenders) {
    static final Household UNKNOWN = new Household("", List.of());

    static Household of(ContainerStatus status) {
        return new Household(
                status.id(),
                status.borrowed().stream().map(ContainerReference::container).toList());
    }

    /** Whether an event may mean that the container is not what it was. */
    boolean isTouchedBy(ContainerEvent event) {
        return switch (event.kind()) {
            case GAP -> true;
            case DIE, STOP, DESTROY, UNHEALTHY -> event.containerId().equals(id);
            case START -> lenders.contains(event.containerId());
            default -> false;
        };
    }
}
