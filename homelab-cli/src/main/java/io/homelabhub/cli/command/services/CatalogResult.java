package io.homelabhub.cli.command.services;

import io.homelabhub.catalog.DeploymentPattern;
import io.homelabhub.catalog.HealthEndpoint;
import io.homelabhub.catalog.Interface;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.catalog.ServiceGroup;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All that a catalog says, in the terms of the file itself. What is empty is left out. */
record CatalogResult(ServiceCatalog catalog) implements Result {
    @Override
    public void print(Page page) {
        page.line(OutputFormat.YAML.text(document()).stripTrailing());
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("metadata", catalog.metadata());
        document.put("groups", each(catalog.groups(), CatalogResult::document));
        document.put("services", each(catalog.services(), this::document));
        document.put("patterns", each(catalog.patterns(), CatalogResult::document));
        if (!catalog.acknowledged().everywhere().isEmpty()) {
            document.put("acknowledge", catalog.acknowledged().everywhere());
        }
        return document;
    }

    private static <T> Map<String, ?> each(Map<String, T> entries, Function<T, Map<String, ?>> document) {
        Map<String, Object> documents = new LinkedHashMap<>();
        entries.forEach((name, entry) -> documents.put(name, document.apply(entry)));
        return documents;
    }

    private static Map<String, ?> document(ServiceGroup group) {
        Fields fields = new Fields();
        fields.text("description", group.description());
        fields.flag("always", group.always());
        fields.list("services", group.services());
        return fields.map;
    }

    private static Map<String, ?> document(DeploymentPattern pattern) {
        Fields fields = new Fields();
        fields.text("description", pattern.description());
        fields.text("use_case", pattern.useCase());
        fields.list("services", pattern.services());
        fields.list("groups", pattern.groups());
        fields.text("memory", pattern.memory());
        fields.text("cpu", pattern.cpu());
        return fields.map;
    }

    private Map<String, ?> document(ServiceDefinition service) {
        Fields fields = new Fields();
        fields.text("description", service.description());
        fields.text("container_name", service.containerName());
        fields.text("group", service.group());
        fields.text("bundle", service.bundle());
        fields.text("compose_service", service.composeService());
        fields.text("on_content_change", service.onContentChange());
        fields.text("settles_within", service.settlesWithin());
        fields.list("dependencies", service.dependencies());
        fields.list("optional_dependencies", service.optionalDependencies());
        fields.list("required_for", service.requiredFor());
        fields.list("env_files", service.envFiles());
        fields.list(
                "interfaces",
                service.interfaces().stream().map(CatalogResult::document).toList());
        fields.list("domains", service.domains());
        fields.list("volumes", service.volumes());
        fields.text("placement", service.placement().name().toLowerCase(Locale.ROOT));
        service.health().ifPresent(health -> health(health, fields));
        service.startupOrder().ifPresent(order -> fields.map.put("startup_order", order));
        fields.map.put("enabled", service.enabled());
        fields.flag("privileged", service.privileged());
        fields.text("note", service.note());
        fields.list("acknowledge", catalog.acknowledged().on(service.name()));
        return fields.map;
    }

    private static void health(HealthEndpoint health, Fields fields) {
        fields.text("health_endpoint", health.target());
        fields.text("health_check_type", health.type().name().toLowerCase(Locale.ROOT));
    }

    private static Map<String, ?> document(Interface port) {
        Fields fields = new Fields();
        fields.map.put("port", port.port());
        fields.text("protocol", port.protocol());
        fields.text("endpoint", port.endpoint());
        fields.flag("internal", port.internal());
        fields.flag("public", port.isPublic());
        fields.text("description", port.description());
        return fields.map;
    }

    /** Collects what is there. */
    private static final class Fields {
        private final Map<String, Object> map = new LinkedHashMap<>();

        void text(String name, String value) {
            if (!value.isEmpty()) {
                map.put(name, value);
            }
        }

        void text(String name, Optional<String> value) {
            value.ifPresent(text -> text(name, text));
        }

        void flag(String name, boolean value) {
            if (value) {
                map.put(name, true);
            }
        }

        void list(String name, Collection<?> values) {
            if (!values.isEmpty()) {
                map.put(name, List.copyOf(values));
            }
        }
    }
}
