package io.homelabhub.catalog;

import io.homelabhub.yaml.YamlMap;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A map of anything. Its single values are kept as texts, lists and maps below it are passed over. */
record FreeMap() implements Shape<Map<String, String>> {
    static final FreeMap FREE_MAP = new FreeMap();

    @Override
    public Optional<Map<String, String>> read(YamlNode node, String path, Findings findings) {
        if (!(node instanceof YamlMap map)) {
            return refuse(node, path, findings);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> {
            if (entry.value() instanceof YamlScalar scalar && !scalar.isNull()) {
                texts.put(key, scalar.text());
            }
        });
        return Optional.of(texts);
    }

    @Override
    public String words() {
        return "a map";
    }
}
