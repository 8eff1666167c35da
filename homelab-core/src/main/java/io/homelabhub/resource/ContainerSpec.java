package io.homelabhub.resource;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A container to create, as {@code POST /containers/create} takes it.
 *
 * @param name the engine's name for it, without a slash
 * @param image the reference it is created from
 * @param platform {@code os/arch[/variant]}; empty for the engine's own
 * @param labels all labels, Compose's own included; sorted
 * @param config the members of the API's ContainerConfig but Image and Labels: Env, Cmd, Entrypoint, Healthcheck …
 * @param hostConfig the members of the API's HostConfig: Binds, Mounts, PortBindings, RestartPolicy, Memory …
 * @param networks where it is attached, first the one given at create; empty if HostConfig.NetworkMode says it all
 * @param files put in between create and start
 */
public record ContainerSpec(
        String name,
        String image,
        Optional<String> platform,
        Map<String, String> labels,
        ApiObject config,
        ApiObject hostConfig,
        List<NetworkAttachment> networks,
        List<FileContent> files) {
    public ContainerSpec {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        networks = List.copyOf(networks);
        files = List.copyOf(files);
    }

    /** This container under another name. */
    public ContainerSpec withName(String name) {
        return new ContainerSpec(name, image, platform, labels, config, hostConfig, networks, files);
    }

    /** This container with one label added or replaced. */
    public ContainerSpec withLabel(String key, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(key, value);
        return withLabels(more);
    }

    /** This container with these labels in place of its own. */
    public ContainerSpec withLabels(Map<String, String> labels) {
        return new ContainerSpec(name, image, platform, labels, config, hostConfig, networks, files);
    }

    /** This container created from another image. */
    public ContainerSpec withImage(String image) {
        return new ContainerSpec(name, image, platform, labels, config, hostConfig, networks, files);
    }

    /** This container with a member of its ContainerConfig added or replaced. */
    public ContainerSpec withConfig(String member, @Nullable Object value) {
        return new ContainerSpec(
                name, image, platform, labels, config.with(member, value), hostConfig, networks, files);
    }

    /** This container with a member of its HostConfig added or replaced. */
    public ContainerSpec withHostConfig(String member, @Nullable Object value) {
        return new ContainerSpec(
                name, image, platform, labels, config, hostConfig.with(member, value), networks, files);
    }

    /** This container with this HostConfig in place of its own. */
    public ContainerSpec withHostConfig(ApiObject hostConfig) {
        return new ContainerSpec(name, image, platform, labels, config, hostConfig, networks, files);
    }

    /** This container attached to these networks in place of its own. */
    public ContainerSpec withNetworks(List<NetworkAttachment> networks) {
        return new ContainerSpec(name, image, platform, labels, config, hostConfig, networks, files);
    }

    /** This container given these files in place of its own. */
    public ContainerSpec withFiles(List<FileContent> files) {
        return new ContainerSpec(name, image, platform, labels, config, hostConfig, networks, files);
    }

    /** Name and image; the settings can hold secrets. */
    @Override
    public String toString() {
        return "ContainerSpec[" + name + " from " + image + "]";
    }
}
