package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.FileContent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A container that is there, as it would be asked for: what brings one back that had to be removed. */
public final class LiveContainer {
    private static final int SHORT_ID = 12;

    private LiveContainer() {}

    /**
     * What {@code live} would be asked for as.
     *
     * @param files what is put in again, as an engine does not tell
     */
    public static ContainerSpec asked(ObservedContainer live, List<FileContent> files) {
        ApiObject shown = live.inspection().orElse(ApiObject.EMPTY);
        ContainerSpec asked = new ContainerSpec(
                live.name(),
                hasMoved(live) ? live.imageId() : reference(live),
                Optional.empty(),
                live.labels(),
                named(live, withoutLenders(shown).without("Image").without("Labels")),
                limited(shown.object("HostConfig")),
                isGuest(shown.object("HostConfig")) ? List.of() : NetworkNames.all(live),
                files);
        return AnonymousVolumes.carriedOver(live, asked);
    }

    /** The reference that a container was created from, also where that has moved on to another image. */
    static String reference(ObservedContainer live) {
        return live.inspection()
                .flatMap(inspection -> inspection.object("Config").string("Image"))
                .orElse(live.image());
    }

    private static boolean hasMoved(ObservedContainer live) {
        return live.image().startsWith("sha256:");
    }

    /** Without what it is shown to have of the container, or of the host, in whose network it lives. To ask for that is refused. */
    private static ApiObject withoutLenders(ApiObject shown) {
        ApiObject config = shown.object("Config");
        ApiObject hostConfig = shown.object("HostConfig");
        boolean guest = isGuest(hostConfig);
        boolean onHost = hostConfig.string("UTSMode").filter("host"::equals).isPresent();
        ApiObject own = guest ? config.without("ExposedPorts").without("MacAddress") : config;
        return guest || onHost ? own.without("Hostname").without("Domainname") : own;
    }

    private static boolean isGuest(ApiObject hostConfig) {
        return hostConfig
                .string("NetworkMode")
                .filter(mode -> mode.startsWith("container:"))
                .isPresent();
    }

    /** Without the host name that an engine gives by itself, which Podman also puts into the environment. */
    private static ApiObject named(ObservedContainer live, ApiObject config) {
        String own = live.id().substring(0, Math.min(SHORT_ID, live.id().length()));
        List<String> environment = config.strings("Env").stream()
                .filter(variable -> !variable.equals("HOSTNAME=" + own))
                .toList();
        ApiObject named =
                config.string("Hostname").filter(own::equals).isPresent() ? config.without("Hostname") : config;
        return environment.isEmpty() ? named : named.with("Env", environment);
    }

    /** Podman shows {@code RLIMIT_NOFILE} for what it takes as {@code nofile} alone. */
    private static ApiObject limited(ApiObject hostConfig) {
        List<ApiObject> limits = hostConfig.objects("Ulimits").stream()
                .map(limit -> limit.with(
                        "Name",
                        limit.string("Name")
                                .orElse("")
                                .replaceFirst("^RLIMIT_", "")
                                .toLowerCase(Locale.ROOT)))
                .toList();
        return limits.isEmpty() ? hostConfig : hostConfig.with("Ulimits", limits);
    }
}
