package io.homelabhub.generation.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that a part of a template sees, and which paths it has asked for, so that they are there wherever it is rendered. */
final class Scope {
    private final Map<String, Shape> names;
    private final Set<String> defined;

    Scope(Map<String, Shape> names) {
        this(names, Set.of());
    }

    private Scope(Map<String, Shape> names, Set<String> defined) {
        this.names = new HashMap<>(names);
        this.defined = new HashSet<>(defined);
    }

    /** A scope inside this one: what is set in it is not seen outside. */
    Scope inner() {
        return new Scope(names, defined);
    }

    /** A scope in which {@code paths} are there. */
    Scope where(Set<String> paths) {
        Scope inner = inner();
        inner.defined.addAll(paths);
        return inner;
    }

    void set(String name, Shape shape) {
        names.put(name, shape);
        defined.removeIf(path -> path.equals(name) || path.startsWith(name + "."));
    }

    Optional<Shape> get(String name) {
        return Optional.ofNullable(names.get(name));
    }

    Set<String> names() {
        return names.keySet();
    }

    /** Whether the path is known to be there. */
    boolean isDefined(String path) {
        return defined.contains(path);
    }
}
