package io.homelabhub.generation;

import io.homelabhub.generation.disk.Layout;
import io.homelabhub.generation.values.ClearLayer;
import io.homelabhub.generation.values.ConfigMap;
import io.homelabhub.generation.values.SecretLayer;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.resource.Sha256;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.yaml.InputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what configuration is made of, each file once, and notes the hash of what was read. Collects every problem. */
final class InputFiles {
    private static final int MOST_BYTES = 8 << 20;

    private final Layout layout;
    private final GenerationTarget target;
    private final Map<Path, byte[]> replaced;
    private final SortedMap<String, String> hashes = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** @param replaced what absolute files are taken to hold, whatever they hold on the disk */
    InputFiles(Layout layout, GenerationTarget target, Map<Path, byte[]> replaced) {
        this.layout = layout;
        this.target = target;
        this.replaced = replaced;
    }

    /** The settings of the base, the environment and the host, one over the other. */
    ConfigMap settings() {
        requireKnown();
        ConfigMap settings = ConfigMap.empty(SourceLocation.of(layout.shown(layout.environments())));
        for (Path file : layout.settings(target.environment(), target.host())) {
            settings = settings.under(layer(
                    file,
                    content -> ClearLayer.read(layout.shown(file), content, target.environment(), target.host())));
        }
        return settings;
    }

    /** The secrets of the base and the environment, one over the other. One that cannot be opened is an error, and nothing stands in. */
    ConfigMap secrets(AgeKeys keys) {
        ConfigMap secrets = ConfigMap.empty(SourceLocation.of(layout.shown(layout.secrets())));
        for (Path file : layout.secretsOf(target.environment())) {
            secrets = secrets.under(layer(file, content -> SecretLayer.read(layout.shown(file), content, keys)));
        }
        return secrets;
    }

    private interface LayerReader {
        ConfigMap read(byte[] content);
    }

    private ConfigMap layer(Path file, LayerReader reader) {
        try {
            Optional<byte[]> content = content(file);
            if (content.isPresent()) {
                return reader.read(content.get());
            }
        } catch (InvalidInputException e) {
            problems.addAll(e.problems());
        }
        return ConfigMap.empty(SourceLocation.of(layout.shown(file)));
    }

    /** What {@code file} holds; empty if it cannot be read, which is a problem then. */
    Optional<byte[]> content(Path file) {
        try {
            byte[] other = replaced.get(file);
            byte[] content = other == null ? InputFile.read(file, MOST_BYTES) : other;
            hashes.put(layout.shown(file).toString(), Sha256.hex(content));
            return Optional.of(content);
        } catch (InputFile.UnreadableException e) {
            problems.add(Problem.error(
                    SourceLocation.of(layout.shown(file)), "", e.problem().message()));
            return Optional.empty();
        }
    }

    private void requireKnown() {
        List<String> environments = layout.environmentNames();
        if (!environments.contains(target.environment())) {
            problems.add(unknown(
                    "environment", target.environment(), environments, layout.environment(target.environment())));
        }
        List<String> hosts = Layout.names(layout.hosts(), ".yaml");
        if (!hosts.isEmpty() && !Files.exists(layout.host(target.host()))) {
            problems.add(unknown("domain", target.host(), hosts, layout.host(target.host())));
        }
    }

    private Problem unknown(String kind, String name, List<String> known, Path file) {
        String near = Suggestion.nearest(name, known)
                .map(found -> "did you mean `" + found + "`? Else ")
                .orElse("");
        String there = known.isEmpty() ? "none is known" : "known are " + String.join(", ", known);
        return Problem.error(
                        SourceLocation.of(layout.shown(file)),
                        "",
                        "the " + kind + " " + name + " has no file; " + there)
                .withSuggestion(near + "make it, if need be empty: `homelab config init " + target + "`");
    }

    /** The files that were read, from the project's folder, with the hash of each. */
    SortedMap<String, String> hashes() {
        return new TreeMap<>(hashes);
    }

    /** What was found wrong so far. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
