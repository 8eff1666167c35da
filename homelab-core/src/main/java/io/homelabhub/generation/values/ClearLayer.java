package io.homelabhub.generation.values;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.yaml.YamlList;
import io.homelabhub.yaml.YamlMap;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlReader;
import io.homelabhub.yaml.YamlScalar;
import io.homelabhub.yaml.YamlTimestamp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file of settings in YAML, in which {@code ${HOST}} and {@code ${ENVIRONMENT}} stand for what is generated. */
public final class ClearLayer {
    private static final String USER = "${USER}";

    private final Map<String, String> placeholders;
    private final List<Problem> problems = new ArrayList<>();

    private ClearLayer(String environment, String host) {
        this.placeholders = Map.of("${HOST}", host, "${ENVIRONMENT}", environment);
    }

    /**
     * What {@code content} holds; nothing if it is empty.
     *
     * @param file the name for places; not opened
     * @throws InvalidInputException with everything that is wrong with it
     */
    public static ConfigMap read(Path file, byte[] content, String environment, String host) {
        List<YamlNode> documents = new YamlReader().read(file, content).requireValid();
        ClearLayer layer = new ClearLayer(environment, host);
        ConfigMap map = layer.document(file, documents);
        if (!layer.problems.isEmpty()) {
            throw new InvalidInputException(layer.problems);
        }
        return map;
    }

    private ConfigMap document(Path file, List<YamlNode> documents) {
        if (documents.size() > 1) {
            problems.add(Problem.error(documents.get(1).location(), "", "a second document; one is read"));
        }
        if (documents.isEmpty() || (documents.get(0) instanceof YamlScalar scalar && scalar.isNull())) {
            return ConfigMap.empty(SourceLocation.of(file));
        } else if (documents.get(0) instanceof YamlMap map) {
            return map(map);
        }
        YamlNode found = documents.get(0);
        problems.add(Problem.error(found.location(), "", "found " + found.describe() + ", expected a map"));
        return ConfigMap.empty(SourceLocation.of(file));
    }

    private ConfigMap map(YamlMap map) {
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> entries.put(key, node(entry.value())));
        return new ConfigMap(entries, map.location());
    }

    private ConfigNode node(YamlNode node) {
        if (node instanceof YamlMap map) {
            return map(map);
        } else if (node instanceof YamlList list) {
            return new ConfigList(list.items().stream().map(this::node).toList(), list.location());
        }
        YamlScalar scalar = (YamlScalar) node;
        return new ConfigScalar(value(scalar), scalar.location());
    }

    private @Nullable Object value(YamlScalar scalar) {
        if (scalar.value() instanceof YamlTimestamp) {
            return scalar.text();
        } else if (!scalar.isString()) {
            return scalar.value();
        }
        if (scalar.text().contains(USER)) {
            problems.add(Problem.error(
                            scalar.location(),
                            "",
                            USER + " would differ from one user to the next, so what is generated would, too")
                    .withSuggestion("write the name"));
        }
        String text = scalar.text();
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            text = text.replace(placeholder.getKey(), placeholder.getValue());
        }
        return text;
    }
}
