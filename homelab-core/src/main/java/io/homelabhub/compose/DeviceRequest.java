package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import java.util.List;
import java.util.Map;

/**
 * A request for devices that a driver gives out, as GPUs.
 *
 * @param capabilities what the devices must be able to do
 * @param driver the driver; empty for any
 * @param count how many; -1 for all, 0 if they are named
 * @param deviceIds the devices by name
 * @param options options for the driver
 */
public record DeviceRequest(
        List<String> capabilities, String driver, long count, List<String> deviceIds, Map<String, String> options) {

    static DeviceRequest of(View view) {
        return new DeviceRequest(
                view.texts("capabilities"),
                view.text("driver"),
                view.whole("count"),
                view.texts("device_ids"),
                view.textMap("options"));
    }
}
