package io.homelabhub.desired;

import io.homelabhub.graph.Condition;
import java.util.Set;

/**
 * What a service waits for.
 *
 * @param service the other service
 * @param conditions what the other has to reach, all of them
 * @param required whether this service stays down if the other fails
 * @param restart whether this service is restarted when the other is made anew or restarted (Compose's
 *     {@code depends_on.restart})
 * @param shared whether the other's container is named when this service's are created, for its namespaces, its volumes or a
 *     link on the default bridge: it has to be there before, and they are made anew with it
 */
public record DesiredDependency(
        String service, Set<Condition> conditions, boolean required, boolean restart, boolean shared) {
    public DesiredDependency {
        conditions = Set.copyOf(conditions);
    }
}
