package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What containers have of each other: namespaces, volumes, and links on the default bridge. */
final class Neighbours {
    private static final Map<ContainerReference.Kind, String> MEMBERS = Map.of(
            ContainerReference.Kind.NETWORK, "NetworkMode",
            ContainerReference.Kind.IPC, "IpcMode",
            ContainerReference.Kind.PID, "PidMode");

    private Neighbours() {}

    /**
     * A HostConfig as it is kept: names of containers have become ids. What is not there is refused; only the network of
     * another is looked for no sooner than at the start.
     */
    static ApiObject byId(Host host, ApiObject hostConfig) {
        ApiObject kept = onDefaultBridge(hostConfig) ? hostConfig : hostConfig.without("Links");
        for (ContainerReference reference : ContainerReference.of(kept)) {
            Optional<FakeContainer> other = host.find(reference.container());
            String member = MEMBERS.get(reference.kind());
            if (other.isPresent() && member != null) {
                kept = kept.with(member, "container:" + other.get().id);
            } else if (other.isEmpty() && reference.kind() != ContainerReference.Kind.NETWORK) {
                throw refused(reference);
            }
        }
        return links(host, kept);
    }

    /** A Config with the host name of the container in whose network it lives: it can have none of its own. */
    static ApiObject named(Host host, ApiObject hostConfig, ApiObject asked, ApiObject config) {
        Optional<ContainerReference> lender = ContainerReference.of(hostConfig).stream()
                .filter(reference -> reference.kind() == ContainerReference.Kind.NETWORK)
                .findFirst();
        if (lender.isPresent() && asked.string("Hostname").isPresent()) {
            throw new EngineException(Kind.REJECTED, "conflicting options: hostname and the network mode");
        }
        return lender.flatMap(reference -> host.find(reference.container()))
                .map(other ->
                        config.with("Hostname", other.config.string("Hostname").orElse("")))
                .orElse(config);
    }

    /** The maker of a container looks ids up for VolumesFrom, which the engine would keep as it is. */
    static ApiObject volumesById(Host host, ApiObject hostConfig) {
        return ContainerReference.withVolumesById(
                hostConfig, name -> host.find(name).map(found -> found.id).orElse(name));
    }

    private static boolean onDefaultBridge(ApiObject hostConfig) {
        String mode = hostConfig.string("NetworkMode").orElse("default");
        return mode.equals("default") || mode.equals("bridge");
    }

    private static EngineException refused(ContainerReference reference) {
        String missing = "No such container: " + reference.container();
        return reference.kind() == ContainerReference.Kind.LINK
                ? new EngineException(
                        Kind.REJECTED, "could not get container for " + reference.container() + ": " + missing)
                : new EngineException(Kind.NOT_FOUND, missing);
    }

    /** A link is kept by the id of the other, whatever that is called later. It is taken as it is shown, too. */
    private static ApiObject links(Host host, ApiObject hostConfig) {
        List<String> kept = hostConfig.strings("Links").stream()
                .map(link -> link.replaceFirst("^/([^:]+):/.*/", "$1:").split(":", 2))
                .map(link -> host.container(link[0]).id + ":" + link[link.length - 1])
                .toList();
        return kept.isEmpty() ? hostConfig : hostConfig.with("Links", kept);
    }

    /** A HostConfig as it is shown: links by the names of today; one to a container that is gone is not shown. */
    static ApiObject shown(Host host, FakeContainer container) {
        ApiObject kept = container.hostConfig;
        List<String> shown = kept.strings("Links").stream()
                .map(link -> link.split(":", 2))
                .flatMap(link -> host.find(link[0]).stream()
                        .map(other -> "/" + other.name + ":/" + container.name + "/" + link[1]))
                .toList();
        return kept.strings("Links").isEmpty() ? kept : kept.with("Links", shown);
    }

    /** What a container needs of others to start. */
    static void require(Host host, FakeContainer container) {
        for (ContainerReference reference : ContainerReference.of(container.hostConfig)) {
            boolean runs =
                    host.find(reference.container()).filter(FakeContainer::isUp).isPresent();
            if (!runs && reference.kind().needsItRunning()) {
                throw new EngineException(Kind.CONFLICT, refusal(reference));
            }
        }
    }

    private static String refusal(ContainerReference reference) {
        String verb = reference.kind() == ContainerReference.Kind.LINK
                ? "Cannot link to"
                : "cannot join " + reference.kind().text() + " of";
        return verb + " a non running container: " + reference.container();
    }
}
