package io.homelabhub.testkit.simulation;

import io.homelabhub.testkit.simulation.Service.Trait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A revision as a Compose file of its own. Without a catalog a service has no endpoint; its container is tested instead. */
final class ComposeFile implements AutoCloseable {
    private final Path folder;

    private ComposeFile(Path folder) {
        this.folder = folder;
    }

    static ComposeFile of(Revision revision) {
        try {
            ComposeFile file = new ComposeFile(Files.createTempDirectory("homelab-simulation"));
            Files.writeString(file.path(), text(revision));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return folder.resolve("compose.yaml");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Revision revision) {
        List<String> lines = new ArrayList<>(List.of(revision.services().isEmpty() ? "services: {}" : "services:"));
        revision.services().forEach(service -> addService(revision, service, lines));
        List<String> volumes = revision.services().stream()
                .filter(service -> service.has(Trait.VOLUME))
                .map(service -> service.name() + "-data: {}")
                .toList();
        lines.add("volumes: {" + String.join(", ", volumes) + "}");
        return String.join("\n", lines) + "\n";
    }

    private static void addService(Revision revision, Service service, List<String> lines) {
        lines.add("  " + service.name() + ":");
        lines.add("    image: " + revision.image(service));
        lines.add("    scale: " + revision.copies(service));
        lines.add("    environment: {REVISION: \"" + (revision.isChanged(service) ? 2 : 1) + "\", PASSWORD: \""
                + Revision.secretOf(service) + "\"}");
        if (revision.kind(service).isTested()) {
            lines.add("    healthcheck: {test: [CMD, test], interval: 10s, retries: 3}");
        }
        addTraits(revision, service, lines);
        addNeeds(revision, service, lines);
    }

    private static void addTraits(Revision revision, Service service, List<String> lines) {
        if (service.has(Trait.NAMED)) {
            lines.add("    container_name: " + revision.containerName(service, 1));
        }
        if (service.has(Trait.RESTARTS)) {
            lines.add("    restart: unless-stopped");
        }
        if (service.has(Trait.VOLUME)) {
            lines.add("    volumes: [\"" + service.name() + "-data:/data\"]");
        }
        if (service.has(Trait.BUILT)) {
            lines.add("    build: {context: ., dockerfile_inline: FROM scratch}");
        } else if (service.has(Trait.FRESH)) {
            lines.add("    pull_policy: always");
        }
    }

    private static void addNeeds(Revision revision, Service service, List<String> lines) {
        List<Service> needed = service.needed().stream()
                .flatMap(need -> revision.service(need).stream())
                .toList();
        if (!needed.isEmpty()) {
            lines.add("    depends_on:");
            needed.forEach(
                    need -> lines.add("      " + need.name() + ": {condition: " + condition(revision, need) + "}"));
        }
    }

    private static String condition(Revision revision, Service needed) {
        if (revision.kind(needed).ends()) {
            return "service_completed_successfully";
        }
        return revision.kind(needed).isTested() ? "service_healthy" : "service_started";
    }
}
