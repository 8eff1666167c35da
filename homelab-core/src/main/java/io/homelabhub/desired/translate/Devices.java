package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A service's {@code devices}, {@code gpus} and {@code deploy.resources.reservations.devices}. */
final class Devices {
    /** {@code vendor.com/class=name} of the Container Device Interface. */
    private static final Pattern CDI_NAME = Pattern.compile("[A-Za-z][\\w.-]*/[A-Za-z][\\w.-]*=[A-Za-z0-9][\\w.:-]*");

    private Devices() {}

    static void put(ApiObject service, Members host) {
        List<ApiObject> devices = service.objects("devices");
        host.put(
                        "Devices",
                        devices.stream()
                                .filter(device -> !isCdi(device))
                                .map(Devices::mapping)
                                .toList())
                .put("DeviceRequests", requests(service, devices))
                .put("DeviceCgroupRules", service.strings("device_cgroup_rules"));
    }

    private static boolean isCdi(ApiObject device) {
        String source = source(device);
        return source.equals(device.string("target").orElse(""))
                && CDI_NAME.matcher(source).matches();
    }

    private static String source(ApiObject device) {
        return device.string("source").orElse("");
    }

    private static ApiObject mapping(ApiObject device) {
        return new Members()
                .always("PathOnHost", source(device))
                .always("PathInContainer", device.string("target").orElse(""))
                .always("CgroupPermissions", device.string("permissions").orElse(""))
                .done();
    }

    private static List<ApiObject> requests(ApiObject service, List<ApiObject> devices) {
        List<ApiObject> requests = new ArrayList<>();
        service.object("deploy")
                .object("resources")
                .object("reservations")
                .objects("devices")
                .forEach(device -> requests.add(request(device, device.strings("capabilities"))));
        List<String> cdi =
                devices.stream().filter(Devices::isCdi).map(Devices::source).toList();
        if (!cdi.isEmpty()) {
            requests.add(new Members()
                    .always("Driver", "cdi")
                    .always("DeviceIDs", cdi)
                    .done());
        }
        for (ApiObject gpu : service.objects("gpus")) {
            List<String> capabilities = new ArrayList<>(gpu.strings("capabilities"));
            capabilities.add("gpu");
            requests.add(request(gpu, capabilities));
        }
        return requests;
    }

    private static ApiObject request(ApiObject device, List<String> capabilities) {
        return new Members()
                .put("Driver", device.get("driver"))
                .put("Count", Values.number(device.get("count")))
                .put("DeviceIDs", device.get("device_ids"))
                .always("Capabilities", List.of(capabilities))
                .put("Options", device.get("options"))
                .done();
    }
}
