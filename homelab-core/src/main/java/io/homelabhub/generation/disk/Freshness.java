package io.homelabhub.generation.disk;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether generated files are those that would be generated now, told by hashes alone: nothing is decrypted or rendered. */
public final class Freshness {
    private Freshness() {}

    /**
     * What is to be told of {@code folder}.
     *
     * @param home the project's folder
     * @return none for a folder that was not generated
     */
    public static List<Problem> problems(Path folder, Path home) {
        Path shown = new Layout(home).shown(folder);
        Optional<Manifest> manifest = Manifest.of(folder);
        String command = manifest.map(made -> "homelab config generate " + made.environment() + " " + made.host())
                .orElse("homelab config generate");
        if (OutputFolder.isBegun(folder)) {
            return List.of(Problem.error(
                            SourceLocation.of(shown),
                            "",
                            "its files were being replaced when the program ended, so they are of two kinds")
                    .withSuggestion("`" + command + "` ends that"));
        }
        return manifest.map(made -> changed(made, folder, new Layout(home)))
                .filter(changed -> !changed.isEmpty())
                .map(changed -> List.of(Problem.warning(
                                "outdated-configuration",
                                SourceLocation.of(shown),
                                "",
                                "the files were generated from inputs that have changed since: "
                                        + String.join(", ", changed))
                        .withSuggestion("`" + command + " --check` shows what would change")))
                .orElse(List.of());
    }

    private static Set<String> changed(Manifest made, Path folder, Layout layout) {
        Set<String> names = new TreeSet<>(made.inputs().keySet());
        if (layout.output(made.environment(), made.host()).equals(folder)) {
            names.addAll(layout.inputs(made.environment(), made.host()).stream()
                    .map(file -> layout.shown(file).toString())
                    .collect(Collectors.toSet()));
        }
        names.removeIf(
                name -> hash(layout.home().resolve(name)).equals(made.inputs().getOrDefault(name, "")));
        return names;
    }

    private static String hash(Path file) {
        try {
            return Sha256.hex(Files.readAllBytes(file));
        } catch (IOException gone) {
            return "gone";
        }
    }
}
