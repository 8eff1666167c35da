package io.homelabhub.catalog;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.yaml.YamlList;
import io.homelabhub.yaml.YamlMap;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Things with names, either as a map from name to thing or as a list of things that each have the key {@code name}.
 *
 * @param item what each of them is; has a field {@code name}, which the things of a list lose: it is their name then
 * @param name what a name is
 */
record NamedItems(Structure item, Text name) implements Shape<Map<String, Values>> {

    @Override
    public Optional<Map<String, Values>> read(YamlNode node, String path, Findings findings) {
        if (node instanceof YamlMap map) {
            return Optional.of(readMap(map, path, findings));
        } else if (node instanceof YamlList list) {
            return Optional.of(readList(list, path, findings));
        }
        return refuse(node, path, findings);
    }

    @Override
    public String words() {
        return "a map from names to maps that each describe %s, or a list of them with the key \"name\""
                .formatted(item.title());
    }

    private Map<String, Values> readMap(YamlMap map, String path, Findings findings) {
        Map<String, Values> items = new LinkedHashMap<>();
        for (Map.Entry<String, YamlMap.Entry> entry : map.entries().entrySet()) {
            String key = entry.getKey();
            if (!key.startsWith("x-")) {
                SourceLocation location = entry.getValue().key().location();
                items.put(
                        key,
                        readItem(key, location, entry.getValue().value(), path, findings)
                                .orElseGet(() -> new Values(CatalogPath.key(path, key))));
            }
        }
        return items;
    }

    private Map<String, Values> readList(YamlList list, String path, Findings findings) {
        Map<String, Values> items = new LinkedHashMap<>();
        for (int i = 0; i < list.items().size(); i++) {
            YamlNode entry = list.items().get(i);
            String key = nameOf(entry);
            String refusal = key == null
                    ? "%s in a list needs the key \"name\"".formatted(item.title())
                    : "%s is called %s already".formatted(item.title(), Findings.shown(key));
            if (key == null || items.containsKey(key)) {
                findings.add(Problem.error(entry.location(), CatalogPath.item(path, i), refusal));
                continue;
            }
            readItem(key, entry.location(), entry, path, findings)
                    .ifPresent(values -> items.put(key, values.without("name")));
        }
        return items;
    }

    private Optional<Values> readItem(
            String key, SourceLocation location, YamlNode node, String path, Findings findings) {
        String itemPath = CatalogPath.key(path, key);
        findings.place(itemPath, location);
        if (!name.pattern().matcher(key).matches()) {
            findings.error(itemPath, "the name of %s must be %s".formatted(item.title(), name.words()));
        }
        return item.read(node, itemPath, findings);
    }

    private static @Nullable String nameOf(YamlNode entry) {
        YamlNode name = entry instanceof YamlMap map ? map.get("name") : null;
        return name instanceof YamlScalar scalar && !scalar.isNull() ? scalar.text() : null;
    }
}
