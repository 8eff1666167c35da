package io.homelabhub.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a Compose file for stand-ins, in the flow style of YAML. */
final class ComposeText {
    private ComposeText() {}

    static String of(Iterable<StandIn> services, String image) {
        Map<String, Object> all = new LinkedHashMap<>();
        services.forEach(service -> all.put(service.name(), service.compose(image)));
        return value(Map.of("services", all)) + "\n";
    }

    private static String value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> string(String.valueOf(entry.getKey())) + ": " + value(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ComposeText::value).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? string(text) : String.valueOf(value);
    }

    /** Quoted, and with no variable in it. */
    private static String string(String text) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "\"" + escaped.replace("$", "$$") + "\"";
    }
}
