package io.homelabhub.desired;

import io.homelabhub.resource.NetworkSpec;
import java.util.Map;

/**
 * A network that services are attached to.
 *
 * @param spec its name, labels and settings
 * @param external whether somebody else looks after it: it must be there and is left alone
 */
public record DesiredNetwork(NetworkSpec spec, boolean external) {
    DesiredNetwork withLabels(Map<String, String> labels) {
        return new DesiredNetwork(new NetworkSpec(spec.name(), labels, spec.settings()), external);
    }
}
