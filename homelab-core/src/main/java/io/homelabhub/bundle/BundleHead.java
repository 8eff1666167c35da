package io.homelabhub.bundle;

import io.homelabhub.yaml.YamlList;
import io.homelabhub.yaml.YamlMap;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlReader;
import io.homelabhub.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * As much of a Compose file as tells whether it is loaded by itself. A file that cannot be read has an empty head: the
 * loader will say what is wrong with it.
 *
 * @param hasServices whether it has services of its own
 * @param includes the files that it includes by a plain path
 */
record BundleHead(boolean hasServices, Set<Path> includes) {
    static BundleHead read(Path file) {
        Set<Path> includes = new LinkedHashSet<>();
        boolean hasServices = false;
        for (YamlNode document : new YamlReader().read(file).documents()) {
            if (document instanceof YamlMap map) {
                hasServices |= map.get("services") != null;
                collect(map.get("include"), file, includes);
            }
        }
        return new BundleHead(hasServices, includes);
    }

    /** Whether it only brings other files together. */
    boolean isAggregate() {
        return !hasServices && !includes.isEmpty();
    }

    /** An include is a path, a list of includes, or a map with the key {@code path}. */
    private static void collect(@Nullable YamlNode include, Path file, Set<Path> includes) {
        if (include instanceof YamlList list) {
            list.items().forEach(item -> collect(item, file, includes));
        } else if (include instanceof YamlMap map) {
            collect(map.get("path"), file, includes);
        } else if (include instanceof YamlScalar scalar && scalar.isString()) {
            includes.add(file.resolveSibling(scalar.text()).normalize());
        }
    }
}
