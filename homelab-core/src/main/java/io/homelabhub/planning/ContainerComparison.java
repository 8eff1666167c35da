package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.spelling.ContainerPort;
import java.util.ArrayList;
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
    private static final int SHORT_ID = 12;

    private final ContainerSpec wanted;
    private final ApiObject live;
    private final ApiObject image;
    private final boolean imageKnown;
    private final Map<String, String> namesById;
    private final SecretMask mask;
    private final boolean sameHash;
    private final Set<String> enginesOwn;
    private final List<FieldDifference> differences = new ArrayList<>();
    private final Set<String> marks = new TreeSet<>();
    private final Set<String> members = new TreeSet<>();

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
        this.namesById = namesById;
        this.mask = mask;
        this.sameHash = sameHash;
        this.enginesOwn = enginesOwn;
        if (!live.isEmpty()) {
            compareConfig();
            compareHostConfig();
            compareEndpoints();
        }
    }

    /** What differs, sorted by path; empty if nothing does or the container was not inspected. */
    List<FieldDifference> differences() {
        return differences.stream().sorted().toList();
    }

    /** The HostConfig members that differ; Config members begin with {@code Config.}. */
    Set<String> members() {
        return members;
    }

    /** The marks of the differences. */
    Set<String> marks() {
        return marks;
    }

    private void compareConfig() {
        ApiObject config = live.object("Config");
        compareKeyed("Env", environment(image, wanted.config()), environment(ApiObject.EMPTY, config), "environment.");
        compareKeyed("Labels", labels(), ownLabels(config), "labels.");
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
                    compare("Networks", name, path, attachment.endpoint().get(name), shown);
                }
                Object address = attachment.endpoint().get("MacAddress");
                if (address != null && !EngineDefaults.isEmpty(has.get("MacAddress"))) {
                    compare("Networks", "MacAddress", path, address, has.get("MacAddress"));
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
        compare(member, name, "", asked, has);
    }

    private void compare(String member, String name, String prefix, @Nullable Object asked, @Nullable Object has) {
        Object before = NormalForm.of(name, has, namesById);
        Object after = NormalForm.of(name, asked, namesById);
        if (!before.equals(after) && !isExcused(name, before, after)) {
            int dot = name.indexOf('.');
            String path = dot < 0
                    ? ComposeKeys.of(name)
                    : ComposeKeys.of(name.substring(0, dot)) + "." + ComposeKeys.of(name.substring(dot + 1));
            FieldDifference plain = new FieldDifference(prefix + path, NormalForm.text(before), NormalForm.text(after));
            String was = shown(name, has, asked);
            String shall = shown(name, asked, has);
            boolean telling = !was.equals(shall);
            add(member, plain, mask.mask(telling ? was : plain.before()), mask.mask(telling ? shall : plain.after()));
        }
    }

    /** What Docker Compose takes for nothing in a container of the same configuration. */
    private boolean isExcused(String name, Object before, Object after) {
        return sameHash
                && ((before.equals("") && EngineDefaults.mayForget(name))
                        || (name.equals("Links") && Links.suffice(before, after)));
    }

    /** {@code value} for people; where it is one of yes and no, nothing is no. */
    private String shown(String name, @Nullable Object value, @Nullable Object other) {
        boolean isSwitch = value instanceof Boolean || other instanceof Boolean;
        return isSwitch ? String.valueOf(Boolean.TRUE.equals(value)) : SettingText.of(name, value, namesById);
    }

    private void compareKeyed(String member, Map<String, String> after, Map<String, String> before, String prefix) {
        Set<String> keys = new TreeSet<>(after.keySet());
        keys.addAll(before.keySet());
        for (String key : keys) {
            if (!imageKnown && !after.containsKey(key)) {
                continue;
            }
            String was = before.getOrDefault(key, "");
            String shall = after.getOrDefault(key, "");
            if (!was.equals(shall) || before.containsKey(key) != after.containsKey(key)) {
                FieldDifference plain = new FieldDifference(prefix + key, was, shall);
                add("Config." + member, plain, shown(before, key), shown(after, key));
            }
        }
    }

    private String shown(Map<String, String> values, String key) {
        String value = values.get(key);
        return value == null ? "" : FieldDifference.given(mask.maskValue(key, value));
    }

    private void add(String member, FieldDifference plain, String before, String after) {
        String mark = EngineMarks.mark(plain.path(), withoutId(plain.before()), plain.after());
        if (!enginesOwn.contains(mark) && !isAddedAtStart(plain)) {
            marks.add(mark);
            members.add(member);
            differences.add(new FieldDifference(plain.path(), before, after));
        }
    }

    /** What is called after the container is called otherwise on each. */
    private String withoutId(String text) {
        String id = live.string("Id").orElse("");
        return id.length() < SHORT_ID ? text : text.replace(id, "ID").replace(id.substring(0, SHORT_ID), "ID");
    }

    /** An engine that adds to what it is asked for also adds these variables, and only when the container starts. */
    private boolean isAddedAtStart(FieldDifference plain) {
        return !enginesOwn.isEmpty()
                && plain.after().isEmpty()
                && (plain.path().equals("environment.HOME")
                        || (plain.path().equals("environment.HOSTNAME")
                                && live.object("Config")
                                        .string("Hostname")
                                        .filter(plain.before()::equals)
                                        .isPresent()));
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
        Map<String, String> labels = new TreeMap<>();
        image.object("Labels").members().forEach((key, value) -> labels.put(key, String.valueOf(value)));
        labels.putAll(wanted.labels());
        labels.keySet().removeIf(OwnLabels::isBookkeeping);
        return labels;
    }

    private static Map<String, String> ownLabels(ApiObject config) {
        Map<String, String> labels = new TreeMap<>();
        config.object("Labels").members().forEach((key, value) -> labels.put(key, String.valueOf(value)));
        labels.keySet().removeIf(OwnLabels::isBookkeeping);
        return labels;
    }
}
