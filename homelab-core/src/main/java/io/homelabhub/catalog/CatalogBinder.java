package io.homelabhub.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the types of the catalog from the values of one file; joins what services say of groups and groups of services. */
final class CatalogBinder {
    private final Path file;
    private final Values catalog;
    private final Findings findings;
    private final Map<String, Values> services;
    private final Map<String, List<String>> members = new LinkedHashMap<>();

    CatalogBinder(Path file, Values catalog, Findings findings) {
        this.file = file;
        this.catalog = catalog;
        this.findings = findings;
        this.services = catalog.get(CatalogFields.SERVICES).orElse(Map.of());
    }

    ServiceCatalog catalog() {
        Map<String, ServiceGroup> groups = groups();
        Map<String, ServiceDefinition> bound = new LinkedHashMap<>();
        services.forEach((name, values) -> bound.put(name, service(name, values)));
        return new ServiceCatalog(
                file,
                metadata(),
                groups,
                bound,
                jobs(),
                patterns(),
                new VariableBinder(findings)
                        .bind(catalog.get(CatalogFields.VARIABLES).orElse(Map.of())),
                catalog.get(CatalogFields.SECRETS).orElse(List.of()),
                acknowledged(),
                new HostBinder(file, findings)
                        .bind(catalog.get(CatalogFields.HOSTS).orElse(Map.of())),
                new NotifyBinder(findings)
                        .bind(catalog.get(CatalogFields.NOTIFY).orElse(Map.of())),
                ServiceCatalog.Origin.FILE,
                findings.places());
    }

    private Map<String, JobDefinition> jobs() {
        Map<String, JobDefinition> jobs = new LinkedHashMap<>();
        catalog.get(CatalogFields.JOBS)
                .orElse(Map.of())
                .forEach((name, values) -> jobs.put(
                        name,
                        new JobDefinition(
                                name,
                                values.get(JobFields.DESCRIPTION).orElse(""),
                                values.get(JobFields.GROUP),
                                values.get(JobFields.OWNER),
                                values.get(JobFields.ON_FAILURE))));
        return jobs;
    }

    private Acknowledgements acknowledged() {
        Map<String, List<String>> onServices = new LinkedHashMap<>();
        services.forEach(
                (name, values) -> values.get(ServiceFields.ACKNOWLEDGE).ifPresent(ids -> onServices.put(name, ids)));
        return new Acknowledgements(catalog.get(CatalogFields.ACKNOWLEDGE).orElse(List.of()), onServices);
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        catalog.get(CatalogFields.VERSION).ifPresent(version -> metadata.put("version", version));
        metadata.putAll(catalog.get(CatalogFields.METADATA).orElse(Map.of()));
        return metadata;
    }

    private Map<String, ServiceGroup> groups() {
        Map<String, ServiceGroup> groups = new LinkedHashMap<>();
        catalog.get(CatalogFields.GROUPS)
                .orElseGet(this::groupsThatServicesName)
                .forEach((name, values) -> groups.put(name, group(name, values)));
        groups.forEach((name, group) -> members.put(name, group.services()));
        return groups;
    }

    private Map<String, Values> groupsThatServicesName() {
        Map<String, Values> groups = new LinkedHashMap<>();
        if (!catalog.tried(CatalogFields.GROUPS)) {
            services.values().stream()
                    .flatMap(service -> service.get(ServiceFields.GROUP).stream())
                    .forEach(name -> groups.put(name, new Values(CatalogPath.key("groups", name))));
        }
        return groups;
    }

    private ServiceGroup group(String name, Values values) {
        Optional<List<String>> listed = values.get(GroupFields.SERVICES);
        Set<String> all = new LinkedHashSet<>(listed.orElse(List.of()));
        for (String service : services.keySet()) {
            boolean joins = services.get(service)
                    .get(ServiceFields.GROUP)
                    .filter(name::equals)
                    .isPresent();
            if (joins && all.add(service) && listed.isPresent()) {
                findings.warning(
                        "unlisted-member",
                        CatalogPath.service(service, ServiceFields.GROUP),
                        "the service belongs to " + name + ", but groups." + name + ".services does not list it",
                        "list it there");
            }
        }
        String description = values.get(GroupFields.DESCRIPTION).orElse("");
        boolean always = values.get(GroupFields.ALWAYS).orElse(false);
        return new ServiceGroup(name, description, new ArrayList<>(all), always, values.get(GroupFields.HOST));
    }

    private ServiceDefinition service(String name, Values values) {
        List<Interface> interfaces = interfaces(values);
        ServiceDefinitionBuilder service = ServiceDefinition.named(name)
                .description(values.get(ServiceFields.DESCRIPTION).orElse(""))
                .containerName(containerName(name, values))
                .group(values.get(ServiceFields.GROUP).or(() -> firstGroupWith(name)))
                .envFiles(values.get(ServiceFields.ENV_FILES).orElse(List.of()))
                .interfaces(interfaces)
                .domains(values.get(ServiceFields.DOMAINS).orElse(List.of()))
                .volumes(values.get(ServiceFields.VOLUMES).orElse(List.of()))
                .placement(values.get(ServiceFields.PLACEMENT).orElse(Placement.LOCAL_OR_REMOTE))
                .host(values.get(ServiceFields.HOST))
                .health(HealthEndpointRule.read(values, interfaces, findings))
                .enabled(values.get(ServiceFields.ENABLED).orElse(true))
                .privileged(values.get(ServiceFields.PRIVILEGED).orElse(false))
                .note(values.get(ServiceFields.NOTE))
                .bundle(values.get(ServiceFields.BUNDLE))
                .composeService(values.get(ServiceFields.COMPOSE_SERVICE))
                .onContentChange(values.get(ServiceFields.ON_CONTENT_CHANGE))
                .settlesWithin(values.get(ServiceFields.SETTLES_WITHIN))
                .rotate(values.get(ServiceFields.ROTATE).orElse(Map.of()));
        return order(service, values).build();
    }

    private static ServiceDefinitionBuilder order(ServiceDefinitionBuilder service, Values values) {
        values.get(ServiceFields.STARTUP_ORDER).ifPresent(service::startupOrder);
        return service.dependencies(values.get(ServiceFields.DEPENDENCIES).orElse(List.of()))
                .optionalDependencies(
                        values.get(ServiceFields.OPTIONAL_DEPENDENCIES).orElse(List.of()))
                .requiredFor(values.get(ServiceFields.REQUIRED_FOR).orElse(List.of()));
    }

    /** In a map {@code name} is the container's name; beside {@code container_name} it may repeat either name. */
    private Optional<String> containerName(String service, Values values) {
        Optional<String> name = values.get(ServiceFields.NAME);
        Optional<String> containerName = values.get(ServiceFields.CONTAINER_NAME);
        boolean contradicts = name.isPresent()
                && containerName.isPresent()
                && !name.equals(containerName)
                && !name.get().equals(service);
        if (contradicts) {
            findings.error(
                    CatalogPath.service(service, ServiceFields.NAME),
                    "the container is \"%s\" here and \"%s\" under container_name"
                            .formatted(name.get(), containerName.get()));
        }
        return containerName.or(() -> name);
    }

    private Optional<String> firstGroupWith(String service) {
        return members.entrySet().stream()
                .filter(group -> group.getValue().contains(service))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static List<Interface> interfaces(Values service) {
        return service.get(ServiceFields.INTERFACES).orElse(List.of()).stream()
                .flatMap(values -> face(values).stream())
                .toList();
    }

    private static Optional<Interface> face(Values values) {
        return values.get(InterfaceFields.PORT)
                .map(port -> new Interface(
                        port,
                        values.get(InterfaceFields.PROTOCOL).orElse("tcp"),
                        values.get(InterfaceFields.ENDPOINT),
                        values.get(InterfaceFields.INTERNAL).orElse(false),
                        values.get(InterfaceFields.PUBLIC).orElse(false),
                        values.get(InterfaceFields.DESCRIPTION)));
    }

    private Map<String, DeploymentPattern> patterns() {
        Map<String, DeploymentPattern> patterns = new LinkedHashMap<>();
        catalog.get(CatalogFields.DEPLOYMENT_PATTERNS)
                .orElse(Map.of())
                .forEach((name, values) -> patterns.put(name, pattern(name, values)));
        return patterns;
    }

    private static DeploymentPattern pattern(String name, Values values) {
        return new DeploymentPattern(
                name,
                values.get(PatternFields.NAME).orElse(name),
                values.get(PatternFields.DESCRIPTION).orElse(""),
                values.get(PatternFields.USE_CASE),
                values.get(PatternFields.SERVICES).orElse(List.of()),
                values.get(PatternFields.GROUPS).orElse(List.of()),
                values.get(PatternFields.MEMORY),
                values.get(PatternFields.CPU));
    }
}
