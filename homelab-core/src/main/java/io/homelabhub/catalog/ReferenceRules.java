package io.homelabhub.catalog;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every name that an entry refers to must be there. */
final class ReferenceRules {
    private final ServiceCatalog catalog;
    private final Findings findings;

    ReferenceRules(ServiceCatalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void check() {
        catalog.services().values().forEach(this::service);
        catalog.groups()
                .values()
                .forEach(group -> services(group.services(), CatalogPath.group(group.name(), GroupFields.SERVICES)));
        catalog.patterns().values().forEach(this::pattern);
        catalog.jobs().values().forEach(this::job);
    }

    private void service(ServiceDefinition service) {
        String name = service.name();
        services(service.dependencies(), CatalogPath.service(name, ServiceFields.DEPENDENCIES));
        services(service.optionalDependencies(), CatalogPath.service(name, ServiceFields.OPTIONAL_DEPENDENCIES));
        services(service.requiredFor(), CatalogPath.service(name, ServiceFields.REQUIRED_FOR));
        service.group()
                .ifPresent(group -> known(
                        "group", group, catalog.groups().keySet(), CatalogPath.service(name, ServiceFields.GROUP)));
    }

    private void job(JobDefinition job) {
        String path = CatalogPath.key(CatalogPath.key(CatalogFields.JOBS.name(), job.name()), JobFields.GROUP.name());
        job.group().ifPresent(group -> known("group", group, catalog.groups().keySet(), path));
    }

    private void pattern(DeploymentPattern pattern) {
        Set<String> groups = new TreeSet<>(catalog.groups().keySet());
        groups.add(ServiceSelector.ALL);
        Set<String> all = new TreeSet<>(groups);
        all.addAll(catalog.services().keySet());
        each("service or group", pattern.services(), all, CatalogPath.pattern(pattern.name(), PatternFields.SERVICES));
        each("group", pattern.groups(), groups, CatalogPath.pattern(pattern.name(), PatternFields.GROUPS));
    }

    private void services(List<String> names, String path) {
        each("service", names, catalog.services().keySet(), path);
    }

    private void each(String kind, List<String> names, Collection<String> known, String path) {
        for (int i = 0; i < names.size(); i++) {
            String itemPath = CatalogPath.item(path, i);
            if (known(kind, names.get(i), known, itemPath) && names.indexOf(names.get(i)) < i) {
                findings.warning(
                        "listed-twice", itemPath, "\"%s\" is listed twice".formatted(names.get(i)), "remove one");
            }
        }
    }

    private boolean known(String kind, String name, Collection<String> known, String path) {
        if (name.equals(Texts.UNREADABLE) || known.contains(name)) {
            return !name.equals(Texts.UNREADABLE);
        }
        String meant = Suggestion.didYouMean(name, known);
        findings.add(
                Problem.error(findings.placeOf(path), path, "no %s is called %s".formatted(kind, Findings.shown(name)))
                        .withSuggestion(meant.isEmpty() ? "add it, or remove it here" : meant)
                        .about("no-" + kind.replace(' ', '-') + ":" + name));
        return false;
    }
}
