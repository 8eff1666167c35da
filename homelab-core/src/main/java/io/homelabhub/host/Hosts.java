package io.homelabhub.host;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The hosts that an owner has named. Immutable.
 *
 * @param file where further ones are written
 * @param byName in the order of the files
 */
public record Hosts(Path file, Map<String, Host> byName) {
    public Hosts {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** Where the owner has named none. */
    public static Hosts none(Path file) {
        return new Hosts(file, Map.of());
    }

    /** The host of that name; for {@code disk=big}, the first one that has that label. */
    public Optional<Host> find(String name) {
        int sign = name.indexOf('=');
        return sign < 0
                ? Optional.ofNullable(byName.get(name))
                : byName.values().stream()
                        .filter(host ->
                                name.substring(sign + 1).equals(host.labels().get(name.substring(0, sign))))
                        .findFirst();
    }

    /** The first one whose engine is that of this machine. */
    public Optional<Host> local() {
        return byName.values().stream().filter(Host::isLocal).findFirst();
    }

    /** Whether none is named. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }
}
