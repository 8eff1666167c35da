package io.homelabhub;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.plan.Plan;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A folder with the files of a homelab, read without an engine. */
final class HomelabFolder {
    static final String CATALOG = "orchestration/services.yaml";

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private boolean strict;

    HomelabFolder(Path folder) {
        this.folder = folder;
    }

    HomelabFolder with(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HomelabFolder variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    HomelabFolder strict() {
        strict = true;
        return this;
    }

    HomelabRuntime runtime() {
        return Homelab.builder()
                .workingDirectory(folder)
                .environment(environment)
                .strict(strict)
                .build();
    }

    Plan plan(String... names) {
        return runtime().planWithoutEngine(DeployRequest.of(List.of(names)));
    }

    /** The problems that refuse a deploy of {@code names}, as people see them; none if it is not refused. */
    List<String> problems(String... names) {
        try {
            plan(names);
            return List.of();
        } catch (InvalidInputException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }
}
