package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.resource.ApiObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mounts that a new container gets; volumes that are missing are made, those without a name under an id. */
final class Mounts {
    private final Host host;
    private final Map<String, ObservedMount> byTarget = new LinkedHashMap<>();

    private Mounts(Host host) {
        this.host = host;
    }

    static List<ObservedMount> of(Host host, ApiObject config, ApiObject hostConfig) {
        Mounts mounts = new Mounts(host);
        hostConfig.strings("VolumesFrom").forEach(mounts::addFrom);
        hostConfig.strings("Binds").forEach(mounts::addBind);
        hostConfig.objects("Mounts").forEach(mounts::addMount);
        config.object("Volumes").members().keySet().forEach(mounts::addAnonymous);
        return List.copyOf(mounts.byTarget.values());
    }

    private void addFrom(String other) {
        String[] parts = other.split(":", 2);
        host.container(parts[0]).mounts.forEach(mount -> byTarget.put(mount.target(), mount));
    }

    private void addBind(String bind) {
        String[] parts = bind.split(":", 3);
        if (parts.length < 2) {
            addAnonymous(bind);
            return;
        }
        boolean path = parts[0].startsWith("/");
        boolean writable = parts.length < 3 || !List.of(parts[2].split(",")).contains("ro");
        if (!path) {
            host.volumes.computeIfAbsent(parts[0], this::newVolume);
        }
        byTarget.put(parts[1], new ObservedMount(path ? "bind" : "volume", parts[0], parts[1], writable));
    }

    private void addMount(ApiObject mount) {
        String type = mount.string("Type").orElse("volume");
        String target = mount.string("Target").orElse("");
        String source = mount.string("Source").orElse("");
        if (type.equals("bind") && host.lacks(source)) {
            throw new EngineException(
                    Kind.REJECTED,
                    "invalid mount config for type \"bind\": bind source path does not exist: " + source);
        }
        if (type.equals("volume")) {
            source = source.isEmpty() ? host.ids.next() : source;
            host.volumes.computeIfAbsent(source, this::newVolume);
        }
        byTarget.put(target, new ObservedMount(type, source, target, !mount.isTrue("ReadOnly")));
    }

    private void addAnonymous(String target) {
        byTarget.computeIfAbsent(target, path -> {
            String name = host.ids.next();
            host.volumes.computeIfAbsent(name, this::newVolume);
            return new ObservedMount("volume", name, path, true);
        });
    }

    private ObservedVolume newVolume(String name) {
        return Host.volume(name, Map.of(), ApiObject.EMPTY, host.clock.now());
    }
}
