package io.homelabhub.generation.disk;

import io.homelabhub.compose.render.JsonText;
import io.homelabhub.problem.Problem;
import io.homelabhub.yaml.YamlList;
import io.homelabhub.yaml.YamlMap;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlReader;
import io.homelabhub.yaml.YamlScalar;
import io.homelabhub.yaml.YamlStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a folder of generated files was made of. Holds no time and no value, so the same inputs give the same bytes.
 *
 * @param environment for which it was made
 * @param host for which it was made
 * @param inputs the files it was made of, from the project's folder, with the SHA-256 of each
 * @param outputs the files in it, by name, with the SHA-256 of each
 * @param sources where the variables of those files are made, by file and variable: the line of a template, then the places of the
 *     values that went into it
 */
public record Manifest(
        String environment,
        String host,
        SortedMap<String, String> inputs,
        SortedMap<String, String> outputs,
        SortedMap<String, SortedMap<String, List<String>>> sources) {
    /** Its name in the folder. */
    public static final String FILE = ".homelab-generated.json";

    public Manifest {
        inputs = new TreeMap<>(inputs);
        outputs = new TreeMap<>(outputs);
        sources = new TreeMap<>(sources);
    }

    /** That of {@code folder}; empty if there is none, or it cannot be read. */
    public static Optional<Manifest> of(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        YamlStream read = new YamlReader().read(file); // JSON is YAML
        boolean broken = read.problems().stream().anyMatch(Problem::isError);
        return broken || read.documents().isEmpty() || !(read.documents().get(0) instanceof YamlMap top)
                ? Optional.empty()
                : Optional.of(new Manifest(
                        text(top.get("environment")),
                        text(top.get("host")),
                        hashes(top.get("inputs")),
                        outputs(top.get("outputs")),
                        sources(top.get("sources"))));
    }

    private static String text(@Nullable YamlNode node) {
        return node instanceof YamlScalar scalar ? scalar.text() : "";
    }

    /** Only names in the folder: a manifest that somebody else wrote leads nowhere else. */
    private static SortedMap<String, String> outputs(@Nullable YamlNode node) {
        SortedMap<String, String> outputs = hashes(node);
        outputs.keySet()
                .removeIf(name -> name.isEmpty()
                        || name.equals(".")
                        || name.equals("..")
                        || name.indexOf('/') >= 0
                        || name.indexOf('\0') >= 0
                        || name.startsWith(".homelab-"));
        return outputs;
    }

    private static SortedMap<String, String> hashes(@Nullable YamlNode node) {
        SortedMap<String, String> hashes = new TreeMap<>();
        if (node instanceof YamlMap map) {
            map.entries().forEach((name, entry) -> hashes.put(name, text(entry.value())));
        }
        return hashes;
    }

    /** None in one that an earlier version wrote. */
    private static SortedMap<String, SortedMap<String, List<String>>> sources(@Nullable YamlNode node) {
        SortedMap<String, SortedMap<String, List<String>>> sources = new TreeMap<>();
        if (node instanceof YamlMap files) {
            files.entries().forEach((file, variables) -> {
                if (variables.value() instanceof YamlMap map) {
                    SortedMap<String, List<String>> places = new TreeMap<>();
                    map.entries().forEach((variable, entry) -> places.put(variable, texts(entry.value())));
                    sources.put(file, places);
                }
            });
        }
        return sources;
    }

    private static List<String> texts(YamlNode node) {
        return node instanceof YamlList list
                ? list.items().stream().map(Manifest::text).toList()
                : List.of();
    }

    /** Where {@code variable} of {@code file} is made; empty if that is not known. */
    public List<String> sourcesOf(String file, String variable) {
        return sources.getOrDefault(file, new TreeMap<>()).getOrDefault(variable, List.of());
    }

    /** As it is written. */
    public byte[] content() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schemaVersion", 1);
        document.put("environment", environment);
        document.put("host", host);
        document.put("inputs", inputs);
        document.put("outputs", outputs);
        document.put("sources", sources);
        return (JsonText.indented(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The files that are no longer made: they are in this one, and not in {@code next}. */
    public List<String> gone(Manifest next) {
        return outputs.keySet().stream()
                .filter(name -> !next.outputs.containsKey(name))
                .toList();
    }
}
