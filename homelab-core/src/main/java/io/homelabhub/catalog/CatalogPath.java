package io.homelabhub.catalog;

import io.homelabhub.problem.SourceLocation;
import java.util.Map;

/** Paths into a catalog, as problems show them: {@code services.web.dependencies[0]}. */
final class CatalogPath {
    private CatalogPath() {}

    static String key(String parent, String key) {
        return parent.isEmpty() ? key : parent + "." + key;
    }

    static String item(String parent, int index) {
        return parent + "[" + index + "]";
    }

    static String service(String name) {
        return key("services", name);
    }

    static String service(String name, Field<?> field) {
        return key(service(name), field.name());
    }

    static String group(String name, Field<?> field) {
        return key(key("groups", name), field.name());
    }

    static String pattern(String name, Field<?> field) {
        return key(key("deployment_patterns", name), field.name());
    }

    /** The place of {@code path} or, where it has none, of the nearest thing around it; {@code whole} if there is none. */
    static SourceLocation nearest(String path, Map<String, SourceLocation> places, SourceLocation whole) {
        String around = path;
        while (!around.isEmpty()) {
            SourceLocation place = places.get(around);
            if (place != null) {
                return place;
            }
            around = around.substring(0, Math.max(0, Math.max(around.lastIndexOf('.'), around.lastIndexOf('['))));
        }
        return places.getOrDefault("", whole);
    }
}
