package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;

/**
 * A device of the host in a container.
 *
 * @param source the path on the host, or the name of a CDI device
 * @param target the path in the container
 * @param permissions out of {@code r}, {@code w} and {@code m}; empty for all three
 */
public record DeviceMapping(String source, String target, String permissions) {
    static DeviceMapping of(View view) {
        return new DeviceMapping(view.text("source"), view.text("target"), view.text("permissions"));
    }
}
