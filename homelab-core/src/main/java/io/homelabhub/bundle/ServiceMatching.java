package io.homelabhub.bundle;

import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Suggestion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the Compose service of each service of a catalog: the one that {@code compose_service} names, else the one of the
 * same name, else the one of the same container name.
 */
final class ServiceMatching {
    /** The id of the problem that the Compose files have no service for one of the catalog. */
    static final String NOT_FOUND = "not-in-a-bundle";

    private final ServiceCatalog catalog;
    private final Map<String, BundledService> bundled;
    private final List<Problem> problems;
    private final Map<String, BundledService> matches = new LinkedHashMap<>();

    ServiceMatching(ServiceCatalog catalog, Map<String, BundledService> bundled, List<Problem> problems) {
        this.catalog = catalog;
        this.bundled = bundled;
        this.problems = problems;
    }

    /** The Compose service of each service of the catalog that has one, by the name in the catalog. */
    Map<String, BundledService> matches() {
        for (ServiceDefinition service : catalog.services().values()) {
            match(service).ifPresentOrElse(found -> matches.put(service.name(), found), () -> missing(service));
        }
        if (catalog.isWritten()) {
            shared();
            unknown();
        }
        return matches;
    }

    private Optional<BundledService> match(ServiceDefinition service) {
        if (service.composeService().isPresent()) {
            return service.composeService().map(bundled::get);
        }
        return Optional.ofNullable(bundled.get(service.name()))
                .or(() -> service.containerName().flatMap(this::withContainer));
    }

    private Optional<BundledService> withContainer(String containerName) {
        return bundled.values().stream()
                .filter(candidate ->
                        candidate.containerName().filter(containerName::equals).isPresent())
                .findFirst();
    }

    private void missing(ServiceDefinition service) {
        Optional<String> named = service.composeService();
        String path = "services." + service.name() + (named.isPresent() ? ".compose_service" : "");
        String wanted = named.orElse(service.name());
        String container = service.containerName()
                .filter(name -> named.isEmpty())
                .map(name -> ", and none has the container_name \"" + name + "\"")
                .orElse("");
        String suggestion = Suggestion.didYouMean(wanted, bundled.keySet());
        problems.add(Problem.error(
                        catalog.locationOf(path),
                        path,
                        "no service in the Compose files is called \"%s\"%s".formatted(wanted, container))
                .withSuggestion(suggestion.isEmpty() ? "add it to a bundle, or name its compose_service" : suggestion)
                .about(NOT_FOUND));
    }

    private void shared() {
        Map<String, String> owners = new HashMap<>();
        matches.forEach((name, found) -> {
            String first = owners.putIfAbsent(found.name(), name);
            if (first != null) {
                String path = "services." + name;
                problems.add(Problem.error(
                                catalog.locationOf(path),
                                path,
                                "this is the Compose service \"%s\", and so is %s".formatted(found.name(), first))
                        .withSuggestion("remove one of them, or give one another compose_service"));
            }
        });
    }

    private void unknown() {
        Set<String> known = matches.values().stream().map(BundledService::name).collect(Collectors.toSet());
        for (BundledService service : bundled.values()) {
            if (known.contains(service.name()) || service.job()) {
                continue;
            }
            String path = "services." + service.name();
            if (catalog.services().containsKey(service.name())) {
                problems.add(Problem.error(
                                service.location(),
                                path,
                                "the catalog's %s is another Compose service, so nothing can name this one"
                                        .formatted(service.name()))
                        .withSuggestion("give it a name of its own in the catalog, with a compose_service"));
            } else {
                problems.add(Problem.warning(
                                "unlisted-service",
                                service.location(),
                                path,
                                "the catalog does not list this service, so it is deployed only where another needs it")
                        .withSuggestion("add it to the catalog"));
            }
        }
    }
}
