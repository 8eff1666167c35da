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
            warning("bundle", "the service is described at %s".formatted(bundled.location()));
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
                        .formatted(service.containerName().get(), other, bundled.location()));
    }

    private void onContentChange() {
        Optional<String> other = bundled.onContentChange();
        if (service.onContentChange().isPresent() && other.isPresent() && !other.equals(service.onContentChange())) {
            error(
                    "on_content_change",
                    "it is \"%s\" here, and \"%s\" in x-homelab of the service at %s"
                            .formatted(service.onContentChange().get(), other.get(), bundled.location()));
        }
    }

    private void privileged() {
        if (service.privileged() != bundled.privileged()) {
            String runs = bundled.privileged() ? "runs privileged" : "does not run privileged";
            warning("privileged", "the container %s, see %s".formatted(runs, bundled.location()));
        }
    }

    private void ports() {
        for (int i = 0; i < service.interfaces().size(); i++) {
            Interface face = service.interfaces().get(i);
            boolean published = bundled.ports().stream().anyMatch(port -> isSame(port, face));
            if (!published && !face.internal()) {
                error(
                        "interfaces[%d].port".formatted(i),
                        "port %d is not published at %s, which publishes %s"
                                .formatted(face.port(), bundled.location(), publishedPorts()));
            } else if (published && face.internal()) {
                warning(
                        "interfaces[%d].internal".formatted(i),
                        "port %d is published all the same, see %s".formatted(face.port(), bundled.location()));
            }
        }
        bundled.ports().stream().filter(this::isUnknown).forEach(this::unknownPort);
    }

    private boolean isUnknown(PublishedPort port) {
        return service.interfaces().stream().noneMatch(face -> isSame(port, face));
    }

    private void unknownPort(PublishedPort port) {
        warning(
                "interfaces",
                "port %s is published at %s, but no interface says so".formatted(port, bundled.location()));
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
                error(
                        "env_files[%d]".formatted(i),
                        "%s is not among the env_file entries at %s".formatted(named.get(i), bundled.location()));
            }
        }
        for (Path file : bundled.envFiles()) {
            if (!named.contains(file)) {
                warning("env_files", "%s is read at %s, but not listed".formatted(file, bundled.location()));
            }
        }
    }

    private void error(String field, String message) {
        String path = "services." + service.name() + "." + field;
        problems.add(Problem.error(catalog.locationOf(path), path, message));
    }

    private void warning(String field, String message) {
        String path = "services." + service.name() + "." + field;
        problems.add(Problem.warning(catalog.locationOf(path), path, message));
    }
}
