package io.homelabhub.cli.command.services;

import io.homelabhub.catalog.DeploymentPattern;
import io.homelabhub.catalog.JobDefinition;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.catalog.ServiceGroup;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The groups and services of a catalog, in its order, and the project's jobs.
 *
 * @param jobs the names of all jobs of the Compose files
 */
record ServicesResult(ServiceCatalog catalog, SortedSet<String> jobs) implements Result {
    private static final int NAME_WIDTH = 13;

    @Override
    public void print(Page page) {
        page.title(catalog.isWritten() ? "Available Services & Groups" : "Available Services")
                .blank();
        if (!catalog.groups().isEmpty()) {
            page.line(catalog.isWritten() ? "Service Groups:" : "Profiles:");
            catalog.groups().values().forEach(group -> page.line(line(group.name(), group.description())));
            page.blank();
        }
        page.line("Individual Services:");
        catalog.services().values().forEach(service -> page.line(line(service.name(), text(service))));
        if (!jobs.isEmpty()) {
            page.blank().line("Jobs (`homelab jobs list` shows when they run):");
            jobs.forEach(job -> page.line(line(job, text(job))));
        }
        if (!catalog.patterns().isEmpty()) {
            page.blank().line("Deployment Patterns:");
            catalog.patterns().values().forEach(pattern -> page.line(line(pattern.name(), text(pattern))));
        }
    }

    /** {@code Dumps the database; group storage; ask anna}. */
    private String text(String job) {
        JobDefinition said = catalog.jobs().get(job);
        return said == null
                ? ""
                : Stream.of(
                                Optional.of(said.description()).filter(text -> !text.isEmpty()),
                                said.group().map(group -> "group " + group),
                                said.owner().map(owner -> "ask " + owner))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining("; "));
    }

    private String text(ServiceDefinition service) {
        String state = service.enabled() ? "" : catalog.isWritten() ? " (disabled)" : "(profile is not active)";
        return service.description() + state;
    }

    /** {@code Bot Server: core, bots; ~1.5GB}. */
    private static String text(DeploymentPattern pattern) {
        List<String> names = new ArrayList<>(pattern.groups());
        names.addAll(pattern.services());
        return (pattern.title().equals(pattern.name()) ? "" : pattern.title() + ": ")
                + String.join(", ", names)
                + pattern.memory().map(memory -> "; " + memory).orElse("");
    }

    private static String line(String name, String description) {
        String space = " ".repeat(Math.max(0, NAME_WIDTH - name.length()));
        return description.isEmpty() ? "  " + name : "  " + name + space + " - " + description;
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "groups",
                catalog.groups().values().stream().map(ServicesResult::document).toList());
        document.put(
                "services",
                catalog.services().values().stream()
                        .map(ServicesResult::document)
                        .toList());
        document.put("jobs", jobs.stream().map(this::document).toList());
        document.put(
                "patterns",
                catalog.patterns().values().stream()
                        .map(ServicesResult::document)
                        .toList());
        return document;
    }

    private Map<String, ?> document(String job) {
        JobDefinition said = catalog.jobs().get(job);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", job);
        document.put("description", said == null ? "" : said.description());
        document.put("group", said == null ? "" : said.group().orElse(""));
        document.put("owner", said == null ? "" : said.owner().orElse(""));
        return document;
    }

    private static Map<String, ?> document(ServiceGroup group) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", group.name());
        document.put("description", group.description());
        document.put("services", group.services());
        document.put("always", group.always());
        return document;
    }

    private static Map<String, ?> document(DeploymentPattern pattern) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", pattern.name());
        document.put("title", pattern.title());
        document.put("groups", pattern.groups());
        document.put("services", pattern.services());
        return document;
    }

    private static Map<String, ?> document(ServiceDefinition service) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", service.name());
        document.put("description", service.description());
        document.put("group", service.group().orElse(""));
        document.put("enabled", service.enabled());
        return document;
    }
}
