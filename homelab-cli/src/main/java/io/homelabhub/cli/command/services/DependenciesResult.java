package io.homelabhub.cli.command.services;

import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.graph.Dependency;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Follow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each of {@code services} needs itself, by catalog and Compose files together. Names come in the order in which
 * the catalog gives them; those that only Compose knows follow.
 */
record DependenciesResult(ServiceCatalog catalog, DependencyGraph graph, List<String> services) implements Result {
    @Override
    public void print(Page page) {
        for (int i = 0; i < services.size(); i++) {
            if (i > 0) {
                page.blank();
            }
            String service = services.get(i);
            page.title("Dependencies for: " + service).blank();
            page.line("Required: " + listed(direct(service, true)));
            page.line("Optional: " + listed(direct(service, false)));
        }
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private List<String> direct(String service, boolean required) {
        List<String> named = named(service);
        List<String> names = new ArrayList<>(graph.dependencies(service).stream()
                .filter(dependency -> dependency.required() == required)
                .map(Dependency::to)
                .toList());
        names.sort(Comparator.comparingInt((String name) -> rank(named.indexOf(name)))
                .thenComparing(Comparator.naturalOrder()));
        return names;
    }

    private List<String> named(String service) {
        ServiceDefinition definition = catalog.services().get(service);
        List<String> named = new ArrayList<>();
        if (definition != null) {
            named.addAll(definition.dependencies());
            named.addAll(definition.optionalDependencies());
        }
        return named;
    }

    private static int rank(int index) {
        return index < 0 ? Integer.MAX_VALUE : index;
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("services", services.stream().map(this::document).toList());
    }

    private Map<String, ?> document(String service) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", service);
        document.put("required", direct(service, true));
        document.put("optional", direct(service, false));
        document.put("allRequired", without(service, graph.closure(Set.of(service), Follow.REQUIRED)));
        document.put("allDependants", without(service, graph.dependantsClosure(Set.of(service), Follow.REQUIRED)));
        return document;
    }

    private static List<String> without(String service, Set<String> names) {
        return names.stream().filter(name -> !name.equals(service)).toList();
    }
}
