package io.homelabhub.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * One service of the catalog.
 *
 * @param name unique among services; what people type
 * @param description one line for people; empty if the catalog has none
 * @param containerName the name of its container; empty leaves it to Compose
 * @param group the group it belongs to first of all; it may be a member of others
 * @param dependencies services that must be ready before it starts
 * @param optionalDependencies services that it uses if they are there, and then starts after them
 * @param requiredFor services that cannot do without it: the other end of their dependencies
 * @param envFiles environment files, as written, variables not yet replaced
 * @param interfaces where it answers
 * @param domains names under which the world reaches it
 * @param volumes what it stores; for people
 * @param placement where it may run
 * @param host where it runs; empty leaves it to its groups
 * @param health what to ask whether it is healthy; empty leaves it to the container's own health check
 * @param startupOrder 0 or more, 1 is first; decides among services that do not depend on each other; without one it
 *     comes last
 * @param enabled whether groups and {@code all} include it; named by itself it is deployed all the same
 * @param privileged whether its container runs privileged; for people, Compose decides
 * @param note a remark for people
 * @param bundle the Compose file that holds it, relative to the catalog; empty for any beside the catalog
 * @param composeService its name in that file; empty if it is the same or its container's name tells
 * @param onContentChange what to do when only the content of its files has changed: {@code recreate}, {@code restart},
 *     {@code ignore}, {@code signal:SIGHUP}; empty leaves it to the Compose service
 * @param settlesWithin how long it must have stayed up before a deploy may end, as {@code 5s}; empty leaves it to the Compose
 *     service
 * @param rotate by the key of a secret, what is run in its container when the secret is rotated
 */
public record ServiceDefinition(
        String name,
        String description,
        Optional<String> containerName,
        Optional<String> group,
        List<String> dependencies,
        List<String> optionalDependencies,
        List<String> requiredFor,
        List<String> envFiles,
        List<Interface> interfaces,
        List<String> domains,
        List<String> volumes,
        Placement placement,
        Optional<String> host,
        Optional<HealthEndpoint> health,
        OptionalInt startupOrder,
        boolean enabled,
        boolean privileged,
        Optional<String> note,
        Optional<String> bundle,
        Optional<String> composeService,
        Optional<String> onContentChange,
        Optional<String> settlesWithin,
        Map<String, String> rotate) {
    public ServiceDefinition {
        dependencies = List.copyOf(dependencies);
        optionalDependencies = List.copyOf(optionalDependencies);
        requiredFor = List.copyOf(requiredFor);
        envFiles = List.copyOf(envFiles);
        interfaces = List.copyOf(interfaces);
        domains = List.copyOf(domains);
        volumes = List.copyOf(volumes);
        rotate = Map.copyOf(rotate);
    }

    /** What it adds to {@code x-homelab} of its Compose service, by the option's name. */
    public Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        onContentChange.ifPresent(reaction -> options.put("on-content-change", reaction));
        settlesWithin.ifPresent(time -> options.put("settles-within", time));
        return Collections.unmodifiableMap(options);
    }

    /** A builder of a service of which nothing but the name is known. */
    public static ServiceDefinitionBuilder named(String name) {
        return new ServiceDefinitionBuilder(name);
    }
}
