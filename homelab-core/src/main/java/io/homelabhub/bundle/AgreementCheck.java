package io.homelabhub.bundle;

import io.homelabhub.bundle.BundledService.PublishedPort;
import io.homelabhub.catalog.Interface;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Holds what the catalog states of one service against what its Compose service does. Each difference is a problem. */
final class AgreementCheck {
    private final ServiceCatalog catalog;
    private final ServiceDefinition service;
    private final BundledService bundled;
    private final List<Problem> problems;

    AgreementCheck(ServiceCatalog catalog, ServiceDefinition service, BundledService bundled, List<Problem> problems) {
        this.catalog = catalog;
        this.service = service;
        this.bundled = bundled;
        this.problems = problems;
    }

    /** @param envFile the absolute path of an environment file that the catalog names */
    void check(Function<String, Path> envFile) {
        bundle();
        containerName();
        privileged();
        onContentChange();
        if (bundled.ownNetwork()) {
            ports();
        }
        if (!service.envFiles().isEmpty()) {
            envFiles(envFile);
        }
    }

    private void bundle() {
        Optional<Path> named = service.bundle().map(bundle -> Path.of(bundle).normalize());
        if (named.isPresent()
                && bundled.file().filter(file -> !file.endsWith(named.get())).isPresent()) {
            warning("other-bundle", "bundle", "the service is described at " + bundled.location(), "name that file");
        }
    }

    private void containerName() {
        if (service.containerName().isEmpty() || service.containerName().equals(bundled.containerName())) {
            return;
        }
        String other = bundled.containerName().map(name -> "\"" + name + "\"").orElse("left to Compose");
        error(
                "container_name",
                "the container is \"%s\" here, and %s at %s"
                        .formatted(service.containerName().get(), other, bundled.location()),
                "write the same name in both places, or remove it here");
    }

    private void onContentChange() {
        Optional<String> other = bundled.onContentChange();
        if (service.onContentChange().isPresent() && other.isPresent() && !other.equals(service.onContentChange())) {
            error(
                    "on_content_change",
                    "it is \"%s\" here, and \"%s\" in x-homelab of the service at %s"
                            .formatted(service.onContentChange().get(), other.get(), bundled.location()),
                    "remove one of the two");
        }
    }

    private void privileged() {
        if (service.privileged() != bundled.privileged()) {
            String runs = bundled.privileged() ? "runs privileged" : "does not run privileged";
            warning(
                    "privileged",
                    "privileged",
                    "the container %s, see %s".formatted(runs, bundled.location()),
                    "write `privileged: %s` here".formatted(bundled.privileged()));
        }
    }

    private void ports() {
        for (int i = 0; i < service.interfaces().size(); i++) {
            Interface face = service.interfaces().get(i);
            boolean published = bundled.ports().stream().anyMatch(port -> isSame(port, face));
            if (!published && !face.internal()) {
                warning(
                        "unpublished-port",
                        "interfaces[%d].port".formatted(i),
                        "port %d is not published at %s, which publishes %s"
                                .formatted(face.port(), bundled.location(), publishedPorts()),
                        "add it to `ports:` there, or set `internal: true` here if only services reach it");
            } else if (published && face.internal()) {
                warning(
                        "published-internal",
                        "interfaces[%d].internal".formatted(i),
                        "port %d is internal here, but published at %s".formatted(face.port(), bundled.location()),
                        "remove `internal` here, or the port from `ports:` there");
            }
        }
        bundled.ports().stream().filter(this::isUnknown).forEach(this::unknownPort);
    }

    private boolean isUnknown(PublishedPort port) {
        return service.interfaces().stream().noneMatch(face -> isSame(port, face));
    }

    private void unknownPort(PublishedPort port) {
        warning(
                "unlisted-port",
                "interfaces",
                "port %s is published at %s, but no interface lists it".formatted(port, bundled.location()),
                "add `- port: %s`".formatted(port.first().orElse(port.target())));
    }

    private static boolean isSame(PublishedPort port, Interface face) {
        return port.isCalled(face.port())
                && port.protocol().equals("udp") == face.protocol().equals("udp");
    }

    private String publishedPorts() {
        return bundled.ports().isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        bundled.ports().stream().map(PublishedPort::toString).toList());
    }

    private void envFiles(Function<String, Path> envFile) {
        List<Path> named = service.envFiles().stream().map(envFile).toList();
        for (int i = 0; i < named.size(); i++) {
            if (!bundled.envFiles().contains(named.get(i))) {
                warning(
                        "unread-env-file",
                        "env_files[%d]".formatted(i),
                        "the container does not get %s: it is no env_file at %s"
                                .formatted(named.get(i), bundled.location()),
                        "add it to `env_file:` there, or remove it here");
            }
        }
        for (Path file : bundled.envFiles()) {
            if (!named.contains(file)) {
                warning(
                        "unlisted-env-file",
                        "env_files",
                        "%s is an env_file at %s, but not listed".formatted(file, bundled.location()),
                        "add it here");
            }
        }
    }

    private void error(String field, String message, String suggestion) {
        String path = "services." + service.name() + "." + field;
        problems.add(Problem.error(catalog.locationOf(path), path, message).withSuggestion(suggestion));
    }

    private void warning(String id, String field, String message, String suggestion) {
        String path = "services." + service.name() + "." + field;
        problems.add(
                Problem.warning(id, catalog.locationOf(path), path, message).withSuggestion(suggestion));
    }
}
