package io.homelabhub.catalog;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.yaml.YamlMap;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A map with known keys. A key that nearly matches a known one is an error, since it was surely meant to be that one;
 * any other unknown key is a warning; keys that begin with {@code x-} are free.
 *
 * @param title what the map describes: {@code a service}
 * @param fields the table of its keys
 * @param shortForm the field that a value other than a map is taken for, if there is a short form
 */
record Structure(String title, Map<String, Field<?>> fields, Optional<Field<?>> shortForm) implements Shape<Values> {
    static Structure of(String title, Field<?>... fields) {
        return new Structure(title, table(fields), Optional.empty());
    }

    Structure orOnly(Field<?> field) {
        return new Structure(title, fields, Optional.of(field));
    }

    @Override
    public Optional<Values> read(YamlNode node, String path, Findings findings) {
        if (node instanceof YamlMap map) {
            return Optional.of(readMap(map, path, findings));
        }
        Values values = new Values(path);
        if (Shape.isNull(node)) {
            requireFields(node, values, path, findings);
            return Optional.of(values);
        }
        if (shortForm.isEmpty()) {
            return refuse(node, path, findings);
        }
        values.read(shortForm.get(), node, path, findings);
        return Optional.of(values);
    }

    @Override
    public String words() {
        return "a map that describes " + title
                + shortForm.map(field -> ", or " + field.shape().words()).orElse("");
    }

    private Values readMap(YamlMap map, String path, Findings findings) {
        Values values = new Values(path);
        for (Map.Entry<String, YamlMap.Entry> entry : map.entries().entrySet()) {
            Field<?> field = fields.get(entry.getKey());
            if (field != null) {
                readField(field, entry.getValue(), values, findings);
            } else if (!entry.getKey().startsWith("x-")) {
                findings.add(unknown(entry.getKey(), entry.getValue(), path));
            }
        }
        requireFields(map, values, path, findings);
        return values;
    }

    private static void readField(Field<?> field, YamlMap.Entry entry, Values values, Findings findings) {
        String path = CatalogPath.key(values.path(), field.name());
        YamlNode place = entry.value() instanceof YamlScalar ? entry.value() : entry.key();
        findings.place(path, place.location());
        if (!Shape.isNull(entry.value())) {
            values.read(field, entry.value(), path, findings);
        }
    }

    private Problem unknown(String key, YamlMap.Entry entry, String path) {
        String message = "%s has no key %s".formatted(title, Findings.shown(key));
        Optional<String> meant = Suggestion.nearest(key, fields.keySet());
        String id = "foreign-key:" + key;
        return meant.isPresent()
                ? Problem.error(entry.key().location(), path, message)
                        .withSuggestion(Suggestion.didYouMean(key, fields.keySet()))
                        .about("unknown-key")
                : Problem.warning(id, entry.key().location(), path, message + ", so Homelab ignores it")
                        .withSuggestion("remove it, begin its name with x-, or acknowledge " + id);
    }

    private void requireFields(YamlNode node, Values values, String path, Findings findings) {
        for (Field<?> field : fields.values()) {
            if (field.required() && !values.tried(field)) {
                String message = "%s needs the key \"%s\": %s"
                        .formatted(title, field.name(), field.shape().words());
                findings.add(Problem.error(node.location(), path, message));
            }
        }
    }

    private static Map<String, Field<?>> table(Field<?>... fields) {
        return List.of(fields).stream()
                .collect(Collectors.toMap(Field::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }
}
