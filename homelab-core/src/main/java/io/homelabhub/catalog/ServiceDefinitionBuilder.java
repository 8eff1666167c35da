package io.homelabhub.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Builds a {@link ServiceDefinition}; what is not set has the catalog's default. Each method is named after the
 * component that it sets. Not thread-safe.
 */
public final class ServiceDefinitionBuilder {
    private final String name;
    private String description = "";
    private Optional<String> containerName = Optional.empty();
    private Optional<String> group = Optional.empty();
    private List<String> dependencies = List.of();
    private List<String> optionalDependencies = List.of();
    private List<String> requiredFor = List.of();
    private List<String> envFiles = List.of();
    private List<Interface> interfaces = List.of();
    private List<String> domains = List.of();
    private List<String> volumes = List.of();
    private Placement placement = Placement.LOCAL_OR_REMOTE;
    private Optional<String> host = Optional.empty();
    private Optional<HealthEndpoint> health = Optional.empty();
    private OptionalInt startupOrder = OptionalInt.empty();
    private boolean enabled = true;
    private boolean privileged;
    private Optional<String> note = Optional.empty();
    private Optional<String> bundle = Optional.empty();
    private Optional<String> composeService = Optional.empty();
    private Optional<String> onContentChange = Optional.empty();
    private Optional<String> settlesWithin = Optional.empty();
    private Map<String, String> rotate = Map.of();

    ServiceDefinitionBuilder(String name) {
        this.name = name;
    }

    public ServiceDefinitionBuilder description(String description) {
        this.description = description;
        return this;
    }

    public ServiceDefinitionBuilder containerName(Optional<String> containerName) {
        this.containerName = containerName;
        return this;
    }

    public ServiceDefinitionBuilder group(Optional<String> group) {
        this.group = group;
        return this;
    }

    public ServiceDefinitionBuilder dependencies(List<String> dependencies) {
        this.dependencies = dependencies;
        return this;
    }

    public ServiceDefinitionBuilder optionalDependencies(List<String> optionalDependencies) {
        this.optionalDependencies = optionalDependencies;
        return this;
    }

    public ServiceDefinitionBuilder requiredFor(List<String> requiredFor) {
        this.requiredFor = requiredFor;
        return this;
    }

    public ServiceDefinitionBuilder envFiles(List<String> envFiles) {
        this.envFiles = envFiles;
        return this;
    }

    public ServiceDefinitionBuilder interfaces(List<Interface> interfaces) {
        this.interfaces = interfaces;
        return this;
    }

    public ServiceDefinitionBuilder domains(List<String> domains) {
        this.domains = domains;
        return this;
    }

    public ServiceDefinitionBuilder volumes(List<String> volumes) {
        this.volumes = volumes;
        return this;
    }

    public ServiceDefinitionBuilder placement(Placement placement) {
        this.placement = placement;
        return this;
    }

    public ServiceDefinitionBuilder host(Optional<String> host) {
        this.host = host;
        return this;
    }

    public ServiceDefinitionBuilder health(Optional<HealthEndpoint> health) {
        this.health = health;
        return this;
    }

    public ServiceDefinitionBuilder startupOrder(int startupOrder) {
        this.startupOrder = OptionalInt.of(startupOrder);
        return this;
    }

    public ServiceDefinitionBuilder enabled(boolean enabled) {
        this.enabled = enabled;
        return this;
    }

    public ServiceDefinitionBuilder privileged(boolean privileged) {
        this.privileged = privileged;
        return this;
    }

    public ServiceDefinitionBuilder note(Optional<String> note) {
        this.note = note;
        return this;
    }

    public ServiceDefinitionBuilder bundle(Optional<String> bundle) {
        this.bundle = bundle;
        return this;
    }

    public ServiceDefinitionBuilder composeService(Optional<String> composeService) {
        this.composeService = composeService;
        return this;
    }

    public ServiceDefinitionBuilder onContentChange(Optional<String> onContentChange) {
        this.onContentChange = onContentChange;
        return this;
    }

    public ServiceDefinitionBuilder settlesWithin(Optional<String> settlesWithin) {
        this.settlesWithin = settlesWithin;
        return this;
    }

    public ServiceDefinitionBuilder rotate(Map<String, String> rotate) {
        this.rotate = rotate;
        return this;
    }

    /** The service. */
    public ServiceDefinition build() {
        return new ServiceDefinition(
                name,
                description,
                containerName,
                group,
                dependencies,
                optionalDependencies,
                requiredFor,
                envFiles,
                interfaces,
                domains,
                volumes,
                placement,
                host,
                health,
                startupOrder,
                enabled,
                privileged,
                note,
                bundle,
                composeService,
                onContentChange,
                settlesWithin,
                rotate);
    }
}
