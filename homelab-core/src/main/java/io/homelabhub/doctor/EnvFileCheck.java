package io.homelabhub.doctor;

import io.homelabhub.definition.EnvironmentFiles;
import io.homelabhub.doctor.Finding.Consequence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the files of variables are there, can be read, and hold no secret that others on the machine can read. */
final class EnvFileCheck implements Check {
    private static final String NAME = "env file";

    @Override
    public List<Finding> look(Circumstances circumstances) {
        EnvironmentFiles files = circumstances.environmentFiles();
        List<Finding> findings = new ArrayList<>();
        if (files.named().isEmpty() && !files.disabled()) {
            usual(files.usual(), circumstances).ifPresent(findings::add);
        }
        Set<Path> all = new LinkedHashSet<>(files.read());
        circumstances
                .files()
                .ifPresent(described -> all.addAll(
                        described.definition().compose().sources().envFiles().keySet()));
        all.forEach(file -> look(file).ifPresent(findings::add));
        KeyFiles.of(circumstances.sources().environment()).stream()
                .filter(FileAccess::isReadableByOthers)
                .map(file -> Finding.warning(
                        NAME,
                        "everybody on this machine can read " + file + ", which opens the secrets",
                        "chmod 600 " + file))
                .forEach(findings::add);
        if (findings.isEmpty()) {
            findings.add(Finding.ok(
                    NAME,
                    all.isEmpty()
                            ? "none is read"
                            : all.size() == 1 ? all.iterator().next().toString() : all.size() + " files"));
        }
        return findings;
    }

    private static Optional<Finding> usual(Path file, Circumstances circumstances) {
        if (Files.exists(file)) {
            return Optional.empty();
        }
        boolean needed = circumstances.problems().stream().anyMatch(problem -> problem.isCalled("unset-variable"));
        boolean example = Files.exists(circumstances.home().resolve(".env.example"));
        String text = "there is no " + file
                + (needed ? ", and variables are missing" : "; variables come from the environment only");
        List<String> remedies = example ? List.of("homelab setup --write-env") : List.of("homelab validate-env");
        if (needed) {
            return Optional.of(Finding.problem(NAME, Consequence.INVALID_INPUT, text, remedies));
        }
        return example ? Optional.of(Finding.warning(NAME, text, remedies.get(0))) : Optional.empty();
    }

    private static Optional<Finding> look(Path file) {
        if (Files.exists(file) && !Files.isReadable(file)) {
            return Optional.of(Finding.problem(
                    NAME, Consequence.INVALID_INPUT, file + " cannot be read by this user", List.of("ls -l " + file)));
        }
        return FileAccess.isReadableByOthers(file) && SecretContent.hasSecretVariable(file)
                ? Optional.of(Finding.warning(
                        NAME, "everybody on this machine can read the secrets in " + file, "chmod 600 " + file))
                : Optional.empty();
    }
}
