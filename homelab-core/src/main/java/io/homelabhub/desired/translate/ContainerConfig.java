package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.time.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service's share of the API's ContainerConfig: what runs, and as whom. */
final class ContainerConfig {
    private static final Map<String, String> SAME = Map.of(
            "hostname", "Hostname",
            "domainname", "Domainname",
            "user", "User",
            "tty", "Tty",
            "stdin_open", "OpenStdin",
            "working_dir", "WorkingDir",
            "stop_signal", "StopSignal");

    private ContainerConfig() {}

    static ApiObject of(ApiObject service) {
        Members config = new Members()
                .copy(service, SAME)
                .put("ExposedPorts", Ports.exposed(service))
                .put("Env", environment(service.object("environment")))
                .put(
                        "NetworkDisabled",
                        service.string("network_mode")
                                .filter("disabled"::equals)
                                .isPresent())
                .always("AttachStdout", true)
                .always("AttachStderr", true);
        overrideImage(service, config);
        HealthCheck.of(service).ifPresent(check -> config.always("Healthcheck", check.config()));
        service.string("stop_grace_period")
                .flatMap(Durations::parse)
                .ifPresent(period -> config.always("StopTimeout", period.toSeconds()));
        if (service.string("network_mode").isPresent()) {
            // elsewhere it belongs to the first network; docker compose drops it here from API 1.44 on
            config.put("MacAddress", service.get("mac_address"));
        }
        return config.done();
    }

    /** An empty list takes the image's own away, null leaves it. */
    private static void overrideImage(ApiObject service, Members config) {
        if (service.get("command") != null) {
            config.always("Cmd", service.strings("command"));
        }
        if (service.get("entrypoint") != null) {
            config.always("Entrypoint", service.strings("entrypoint"));
        }
    }

    /** A variable without value takes the image's own away. */
    static List<String> environment(ApiObject variables) {
        List<String> environment = new ArrayList<>();
        new TreeMap<>(variables.members())
                .forEach((name, value) -> environment.add(value == null ? name : name + "=" + value));
        return environment;
    }
}
