package io.homelabhub.definition;

import io.homelabhub.compose.ComposeService;
import io.homelabhub.compose.render.JsonText;
import io.homelabhub.placement.RemoteNeed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Gives containers the names of services on other hosts, so that the files of a service stay as they are wherever it runs: a Compose text
 * that is laid over the project's own.
 */
final class RemoteAddresses {
    private static final String SERVICE = "service:";

    private final Function<String, Optional<ComposeService>> compose;

    /** @param compose the Compose service of one of the catalog */
    RemoteAddresses(Function<String, Optional<ComposeService>> compose) {
        this.compose = compose;
    }

    /** The text; empty if there is nothing to say. */
    Optional<String> text(Collection<RemoteNeed> needs) {
        Map<String, Set<String>> entries = new TreeMap<>();
        for (RemoteNeed need : needs) {
            Optional<ComposeService> dependant = compose.apply(need.dependant());
            if (need.isMet() && dependant.isPresent()) {
                String address = need.address().orElseThrow();
                names(need.needed())
                        .forEach(name -> entries.computeIfAbsent(namesake(dependant.get()), any -> new TreeSet<>())
                                .add(name + "=" + address));
            }
        }
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> services = new TreeMap<>();
        entries.forEach((service, hosts) -> services.put(service, Map.of("extra_hosts", List.copyOf(hosts))));
        return Optional.of(JsonText.compact(Map.of("services", services)) + "\n");
    }

    /** By which containers know it on its own host. */
    private List<String> names(String needed) {
        Set<String> names = new LinkedHashSet<>();
        compose.apply(needed).ifPresent(service -> {
            names.add(service.name());
            names.add(service.containerName());
        });
        names.remove("");
        return new ArrayList<>(names);
    }

    /** Whose names of hosts a service sees: those of the one whose network it shares. */
    private static String namesake(ComposeService service) {
        return service.networkMode().startsWith(SERVICE)
                ? service.networkMode().substring(SERVICE.length())
                : service.name();
    }
}
