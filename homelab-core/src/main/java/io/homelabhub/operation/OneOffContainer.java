package io.homelabhub.operation;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.NetworkAttachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What docker compose 2.40.3 makes of a service's container where the service runs once: nobody is led to it, nothing starts it again,
 * and it has no number.
 *
 * @param name its name
 * @param slug what tells it from all others
 */
record OneOffContainer(String name, Slug slug) {
    /** @param container that of the service, whose settings {@link RunOverride} has changed already */
    ContainerSpec of(ContainerSpec container, RunRequest request) {
        return container
                .withName(name)
                .withLabels(labels(container.labels()))
                .withNetworks(container.networks().stream()
                        .map(attachment -> attachment(attachment, request.changes()))
                        .toList())
                .withHostConfig(hostConfig(container.hostConfig(), request))
                .withConfig("AttachStdin", request.input())
                .withConfig("StdinOnce", request.input());
    }

    private Map<String, String> labels(Map<String, String> ofService) {
        Map<String, String> labels = new TreeMap<>(ofService);
        labels.remove(ComposeLabels.CONTAINER_NUMBER);
        labels.remove(HomelabLabels.CONTENT);
        labels.put(ComposeLabels.ONE_OFF, "True");
        labels.put(ComposeLabels.SLUG, slug.text());
        return labels;
    }

    /** The first alias is the container's own name. */
    private NetworkAttachment attachment(NetworkAttachment ofService, ContainerChanges changes) {
        List<String> aliases = new ArrayList<>(List.of(name));
        if (changes.aliases()) {
            aliases.addAll(
                    ofService.endpoint().strings("Aliases").stream().skip(1).toList());
        }
        return new NetworkAttachment(ofService.network(), ofService.endpoint().with("Aliases", aliases));
    }

    /** Of a capability that is both added and dropped, the run's word counts. */
    private static ApiObject hostConfig(ApiObject ofService, RunRequest request) {
        ApiObject settings = ofService.without("RestartPolicy");
        settings = without(settings, "CapDrop", request.changes().addedCapabilities());
        settings = without(settings, "CapAdd", request.changes().droppedCapabilities());
        return request.remove() ? settings.with("AutoRemove", true) : settings;
    }

    private static ApiObject without(ApiObject settings, String member, List<String> capabilities) {
        Set<String> gone = capabilities.stream().map(OneOffContainer::plain).collect(Collectors.toSet());
        List<String> left = settings.strings(member).stream()
                .filter(capability -> !gone.contains(plain(capability)))
                .toList();
        return settings.get(member) == null ? settings : settings.with(member, left);
    }

    /** {@code NET_ADMIN}, which is {@code CAP_NET_ADMIN} as well. */
    private static String plain(String capability) {
        return capability.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
    }
}
