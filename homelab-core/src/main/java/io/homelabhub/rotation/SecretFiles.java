package io.homelabhub.rotation;

import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.generation.GenerationTarget;
import io.homelabhub.generation.disk.Layout;
import io.homelabhub.generation.disk.Manifest;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.rotation.RotationException.Kind;
import io.homelabhub.secret.EncryptedReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The encrypted files of a project, and what is generated from them. */
final class SecretFiles {
    private static final int FOLDERS = 3;

    private final DefinitionSources sources;
    private final ProjectDefinition definition;
    private final Layout layout;

    SecretFiles(DefinitionSources sources, ProjectDefinition definition) {
        this.sources = sources;
        this.definition = definition;
        this.layout = new Layout(DefinitionLoader.home(sources).toAbsolutePath().normalize());
    }

    /**
     * A key in an encrypted file.
     *
     * @param file absolute
     * @param place where the value stands
     */
    record Found(Path file, SourceLocation place) {}

    /** The Compose project. */
    String project() {
        return definition.project();
    }

    /** How people know a file: from the project's folder. */
    Path shown(Path file) {
        return layout.shown(file);
    }

    /** The folder that is deployed from, and what it was generated for; empty if it was not generated. */
    Optional<GenerationTarget> target() {
        return Manifest.of(folder()).map(made -> new GenerationTarget(made.environment(), made.host()));
    }

    private Path folder() {
        return DefinitionLoader.environmentFiles(sources)
                .usual()
                .resolveSibling("")
                .normalize();
    }

    /**
     * The file whose value of {@code key} counts.
     *
     * @param named by the caller, absolute; empty to look through the project's
     * @throws RotationException {@code UNKNOWN} if none has it
     */
    Found find(String key, Optional<Path> named) {
        Set<Path> candidates = named.map(Set::of).orElseGet(this::candidates);
        for (Path file : candidates) {
            Optional<SourceLocation> place = StoredSecret.place(shown(file), content(file), key);
            if (place.isPresent()) {
                return new Found(file, place.get());
            }
        }
        String looked = String.join(
                ", ", candidates.stream().map(file -> shown(file).toString()).toList());
        throw new RotationException(
                Kind.UNKNOWN,
                candidates.isEmpty()
                        ? "this project uses no encrypted file"
                        : "there is no key " + key + " with a single value in " + looked,
                "Name the file with --in, or type `homelab secrets list FILE`.");
    }

    /** What an encrypted file holds at this moment. */
    byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new RotationException(Kind.REFUSED, shown(file) + " cannot be read", "");
        }
    }

    /** What counts first comes first. */
    private Set<Path> candidates() {
        List<Path> files = new ArrayList<>();
        target().ifPresent(target -> files.addAll(layout.secretsOf(target.environment())));
        definition.catalog().secrets().forEach(file -> files.add(layout.home().resolve(file)));
        sources.encrypted()
                .variables()
                .forEach(file -> files.add(sources.workingDirectory().resolve(file)));
        Collections.reverse(files);
        definition.compose().secrets().values().stream()
                .flatMap(secret -> secret.encrypted().stream())
                .map(EncryptedReference::file)
                .forEach(files::add);
        Set<Path> there = new LinkedHashSet<>();
        files.stream().map(Path::normalize).filter(Files::isRegularFile).forEach(there::add);
        return there;
    }

    /** Whether the values of {@code file} are variables of the project. */
    boolean givesVariables(Path file) {
        return Stream.concat(
                        definition.catalog().secrets().stream().map(layout.home()::resolve),
                        sources.encrypted().variables().stream().map(sources.workingDirectory()::resolve))
                .anyMatch(one -> one.normalize().equals(file));
    }

    /** Whether what is deployed from is generated from {@code file}. */
    Optional<GenerationTarget> generatedFrom(Path file) {
        return target().filter(target -> layout.secretsOf(target.environment()).contains(file));
    }

    /** Other deployments that are generated from {@code file}, as they are typed: {@code prod example.net}. */
    List<String> otherTargets(Path file) {
        Path deployments = layout.home().resolve("deployment");
        if (!Files.isDirectory(deployments)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.walk(deployments, FOLDERS)) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> !folder.equals(folder()))
                    .flatMap(folder -> Manifest.of(folder).stream())
                    .filter(made -> made.inputs().containsKey(shown(file).toString()))
                    .map(made -> made.environment() + " " + made.host())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException | InvalidInputException unreadable) {
            return List.of(); // they are told of for convenience
        }
    }
}
