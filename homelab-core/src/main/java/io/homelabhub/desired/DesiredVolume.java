package io.homelabhub.desired;

import io.homelabhub.resource.VolumeSpec;
import java.util.Map;

/**
 * A named volume that services mount.
 *
 * @param spec its name, labels and settings
 * @param external whether somebody else looks after it: it must be there and is left alone
 */
public record DesiredVolume(VolumeSpec spec, boolean external) {
    DesiredVolume withLabels(Map<String, String> labels) {
        return new DesiredVolume(new VolumeSpec(spec.name(), labels, spec.settings()), external);
    }
}
