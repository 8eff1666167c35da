package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A service's share of the API's HostConfig: what the container may use of its host. */
final class HostConfig {
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("annotations", "Annotations"),
            Map.entry("cgroup", "CgroupnsMode"),
            Map.entry("dns", "Dns"),
            Map.entry("dns_opt", "DnsOptions"),
            Map.entry("dns_search", "DnsSearch"),
            Map.entry("group_add", "GroupAdd"),
            Map.entry("isolation", "Isolation"),
            Map.entry("privileged", "Privileged"),
            Map.entry("read_only", "ReadonlyRootfs"),
            Map.entry("runtime", "Runtime"),
            Map.entry("storage_opt", "StorageOpt"),
            Map.entry("sysctls", "Sysctls"),
            Map.entry("userns_mode", "UsernsMode"),
            Map.entry("uts", "UTSMode"),
            Map.entry("volume_driver", "VolumeDriver"));

    private final ComposeModel model;
    private final Networking networking;
    private final Mounts mounts;
    private final SecurityOptions security;

    HostConfig(ComposeModel model, Networking networking, Mounts mounts, SecurityOptions security) {
        this.model = model;
        this.networking = networking;
        this.mounts = mounts;
        this.security = security;
    }

    ApiObject of(String name, int number) {
        ApiObject service = model.service(name);
        Members host = new Members()
                .copy(service, SAME)
                .put("CapAdd", capabilities(service.strings("cap_add")))
                .put("CapDrop", capabilities(service.strings("cap_drop")))
                .always("NetworkMode", networking.mode(name))
                .put("Links", networking.links(name, number))
                .always("PortBindings", Ports.bindings(service))
                .always("ExtraHosts", extraHosts(service))
                .always("RestartPolicy", RestartPolicy.of(service))
                .put("VolumesFrom", volumesFrom(service))
                .put("Tmpfs", tmpfs(service));
        service.string("ipc").map(model::inNamespace).ifPresent(mode -> host.put("IpcMode", mode));
        service.string("pid").map(model::inNamespace).ifPresent(mode -> host.put("PidMode", mode));
        if (service.get("init") != null) {
            host.always("Init", service.isTrue("init")); // false is not the same as the engine's own choice
        }
        if (service.get("logging") instanceof ApiObject logging) {
            host.always("LogConfig", logConfig(logging));
        }
        Resources.put(service, host);
        Devices.put(service, host);
        mounts.put(name, host);
        security.put(name, service, host);
        return host.done();
    }

    /** In the kernel's spelling, sorted, as Docker's own client sends them. */
    private static List<String> capabilities(List<String> given) {
        return given.stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .map(name -> name.equals("ALL") || name.startsWith("CAP_") ? name : "CAP_" + name)
                .distinct()
                .sorted()
                .toList();
    }

    private static ApiObject logConfig(ApiObject logging) {
        return new Members()
                .put("Type", logging.get("driver"))
                .put("Config", Values.texts(logging.object("options")))
                .done();
    }

    /** The model has {@code host=address}, the engine {@code host:address}. */
    private static List<String> extraHosts(ApiObject service) {
        return service.strings("extra_hosts").stream()
                .map(host -> host.replaceFirst("=", ":"))
                .toList();
    }

    /** Without {@code :ro}, which Docker Compose drops. */
    private List<String> volumesFrom(ApiObject service) {
        List<String> containers = new ArrayList<>();
        for (String from : service.strings("volumes_from")) {
            String[] parts = from.split(":");
            boolean named = parts[0].equals("container") && parts.length > 1;
            containers.add(named ? parts[1] : model.firstContainer(parts[0]));
        }
        return containers;
    }

    private static Map<String, Object> tmpfs(ApiObject service) {
        Map<String, Object> mounts = new TreeMap<>();
        for (String mount : service.strings("tmpfs")) {
            String[] parts = mount.split(":", 2);
            mounts.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return mounts;
    }
}
