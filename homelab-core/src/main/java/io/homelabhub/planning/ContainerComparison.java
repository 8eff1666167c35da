package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.spelling.ContainerPort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a container that shall be with one that is, field by field.
 *
 * <p>The live container is the truth, not a hash that somebody wrote on it: so what was changed by hand is found, and what
 * only looks different is not. What the image or the engine would fill in counts as asked for.
 */
final class ContainerComparison {
    private final ContainerSpec wanted;
    private final ApiObject live;
    private final ApiObject image;
    private final boolean imageKnown;
    private final boolean sameHash;
    private final ContainerDifferences differences;

    /**
     * @param image the Config of the image that the live container was made from; empty if not known, and then only what
     *     was asked for is compared
     * @param namesById the names of all containers, for {@code container:ID} in namespace modes
     * @param sameHash whether the container was made from this very configuration, as far as hashes tell: what an engine
     *     may forget and does not show then, it does not know
     */
    ContainerComparison(
            ContainerSpec wanted,
            ObservedContainer container,
            Optional<ApiObject> image,
            Map<String, String> namesById,
            SecretMask mask,
            boolean sameHash) {
        this(
                wanted,
                container.inspection().orElse(ApiObject.EMPTY),
                image,
                namesById,
                mask,
                sameHash,
                EngineMarks.on(container));
    }

    /** @param enginesOwn the marks of differences that are none */
    ContainerComparison(
            ContainerSpec wanted,
            ApiObject live,
            Optional<ApiObject> image,
            Map<String, String> namesById,
            SecretMask mask,
            boolean sameHash,
            Set<String> enginesOwn) {
        this.wanted = wanted;
        this.live = live;
        this.image = image.orElse(ApiObject.EMPTY);
        this.imageKnown = image.isPresent();
        this.sameHash = sameHash;
        this.differences = new ContainerDifferences(live, imageKnown, namesById, mask, sameHash, enginesOwn);
        if (!live.isEmpty()) {
            compareConfig();
            compareHostConfig();
            compareEndpoints();
        }
    }

    /** What differs, sorted by path; empty if nothing does or the container was not inspected. */
    List<FieldDifference> differences() {
        return differences.all();
    }

    /** The HostConfig members that differ; Config members begin with {@code Config.}. */
    Set<String> members() {
        return differences.members();
    }

    /** The marks of the differences. */
    Set<String> marks() {
        return differences.marks();
    }

    private void compareConfig() {
        ApiObject config = live.object("Config");
        differences.compareKeyed(
                "Env", environment(image, wanted.config()), environment(ApiObject.EMPTY, config), "environment.");
        differences.compareKeyed("Labels", labels(), ownLabels(config), "labels.");
        compareCommands(config);
        for (String name :
                List.of("User", "WorkingDir", "StopSignal", "StopTimeout", "Tty", "OpenStdin", "Domainname")) {
            compareInherited(name, config);
        }
        if (wanted.config().get("Hostname") != null) {
            compareMember("Config.Hostname", "Hostname", wanted.config().get("Hostname"), config.get("Hostname"));
        }
        compareHealthcheck(config);
        compareExposedPorts(config);
    }

    /** Engines differ in how they show what the image alone exposes, or whether: so it says nothing. */
    private void compareExposedPorts(ApiObject config) {
        Set<String> ofImage = exposed(image);
        Set<String> asked = exposed(wanted.config());
        Set<String> shown = exposed(config);
        if (!imageKnown) {
            shown.retainAll(asked);
        }
        asked.removeAll(ofImage);
        shown.removeAll(ofImage);
        compareMember("Config.ExposedPorts", "ExposedPorts", List.copyOf(asked), List.copyOf(shown));
    }

    private static Set<String> exposed(ApiObject config) {
        return ContainerPort.all(config.object("ExposedPorts").members().keySet());
    }

    /** An entrypoint of one's own takes the image's command away with it; an empty one takes the image's entrypoint away. */
    private void compareCommands(ApiObject config) {
        Object entrypoint = wanted.config().get("Entrypoint");
        if (entrypoint instanceof List<?>) {
            compareMember("Config.Entrypoint", "Entrypoint", entrypoint, config.get("Entrypoint"));
        } else {
            compareInherited("Entrypoint", config);
        }
        if (!EngineDefaults.isEmpty(entrypoint)) {
            compareMember("Config.Cmd", "Cmd", wanted.config().get("Cmd"), config.get("Cmd"));
        } else {
            compareInherited("Cmd", config);
        }
    }

    private void compareHealthcheck(ApiObject config) {
        ApiObject asked = wanted.config().object("Healthcheck");
        ApiObject inherited = image.object("Healthcheck");
        for (String name : List.of("Test", "Interval", "Timeout", "Retries", "StartPeriod", "StartInterval")) {
            boolean own = !EngineDefaults.isEmpty(asked.get(name));
            if (!own && !imageKnown) {
                continue;
            }
            Object value = own ? asked.get(name) : inherited.get(name);
            compareMember(
                    "Config.Healthcheck",
                    "Healthcheck." + name,
                    value,
                    config.object("Healthcheck").get(name));
        }
    }

    private void compareInherited(String name, ApiObject config) {
        Object asked = wanted.config().get(name);
        if (!EngineDefaults.isEmpty(asked)) {
            compareMember("Config." + name, name, asked, config.get(name));
        } else if (imageKnown) {
            compareMember("Config." + name, name, image.get(name), config.get(name));
        }
    }

    private void compareHostConfig() {
        ApiObject asked = wanted.hostConfig();
        ApiObject has = live.object("HostConfig");
        Set<String> names = new TreeSet<>(asked.members().keySet());
        names.addAll(has.members().keySet());
        names.removeIf(name -> EngineDefaults.isEnginesOwn(name) || name.equals("Binds") || name.equals("Mounts"));
        if (!wanted.networks().isEmpty()) {
            names.remove("Links"); // shown at the endpoints instead
        }
        for (String name : names) {
            boolean unasked = EngineDefaults.isEmpty(asked.get(name));
            if (!unasked || !EngineDefaults.isUsual(name, has.get(name), has)) {
                compareMember(name, name, asked.get(name), EngineDefaults.withoutUnasked(name, has.get(name), asked));
            }
        }
        compareMember(
                "Mounts",
                "Mounts",
                mounts(asked).entries(),
                mounts(has).withoutAnonymous().entries());
    }

    /** Docker Compose 2 drops the SELinux label of some binds: a container of the same configuration may lack it. */
    private MountList mounts(ApiObject hostConfig) {
        MountList mounts = new MountList(hostConfig);
        return sameHash ? mounts.withoutSelinux() : mounts;
    }

    /** Its names and addresses in the networks that it is in. */
    private void compareEndpoints() {
        ApiObject endpoints = live.object("NetworkSettings").object("Networks");
        for (NetworkAttachment attachment : wanted.networks()) {
            if (endpoints.get(attachment.network()) instanceof ApiObject has) {
                String path = "networks." + attachment.network() + ".";
                for (String name : List.of("Aliases", "DriverOpts", "GwPriority", "IPAMConfig", "Links")) {
                    Object shown = name.equals("Aliases")
                            ? aliases(has, attachment.endpoint().strings("Aliases"))
                            : has.get(name);
                    differences.compare(
                            "Networks", name, path, attachment.endpoint().get(name), shown);
                }
                Object address = attachment.endpoint().get("MacAddress");
                if (address != null && !EngineDefaults.isEmpty(has.get("MacAddress"))) {
                    differences.compare("Networks", "MacAddress", path, address, has.get("MacAddress"));
                }
            }
        }
    }

    /** Without the begin of the container's id and its host name, which engines add. */
    private List<String> aliases(ApiObject endpoint, List<String> asked) {
        String id = live.string("Id").orElse("");
        String hostname = live.object("Config").string("Hostname").orElse("");
        return endpoint.strings("Aliases").stream()
                .filter(alias -> asked.contains(alias) || !(id.startsWith(alias) || alias.equals(hostname)))
                .toList();
    }

    private void compareMember(String member, String name, @Nullable Object asked, @Nullable Object has) {
        differences.compare(member, name, "", asked, has);
    }

    private static Map<String, String> environment(ApiObject image, ApiObject config) {
        Map<String, String> variables = new TreeMap<>();
        put(variables, image.strings("Env"));
        put(variables, config.strings("Env"));
        return variables;
    }

    private static void put(Map<String, String> variables, List<String> entries) {
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(image.object("Labels").texts());
        labels.putAll(wanted.labels());
        return OwnLabels.without(labels);
    }

    private static Map<String, String> ownLabels(ApiObject config) {
        return OwnLabels.without(config.object("Labels").texts());
    }
}
