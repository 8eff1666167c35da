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
 * @param shared whether this service lives in a namespace of the other's container, so that it is made anew with it
 */
public record DesiredDependency(
        String service, Set<Condition> conditions, boolean required, boolean restart, boolean shared) {
    public DesiredDependency {
        conditions = Set.copyOf(conditions);
    }
}
