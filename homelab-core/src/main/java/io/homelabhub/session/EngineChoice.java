package io.homelabhub.session;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineProvider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which engines to use.
 *
 * @param given these, and no others
 * @param name those of the class path that have this name; empty for the only ones there are
 */
public record EngineChoice(Optional<EngineProvider> given, Optional<String> name) {
    /** The only ones on the class path. */
    public static final EngineChoice ANY = new EngineChoice(Optional.empty(), Optional.empty());

    /** These, and no others. */
    public static EngineChoice of(EngineProvider given) {
        return new EngineChoice(Optional.of(given), Optional.empty());
    }

    /** Those of the class path that have this name. */
    public static EngineChoice named(String name) {
        return new EngineChoice(Optional.empty(), Optional.of(name));
    }

    /**
     * The provider. Looks where this class comes from and where {@code context} does: of the threads of a pool, or of a program
     * packed in one jar, the context may know nothing of the class path.
     *
     * @throws EngineException if there is none, or none of that name, or more than one
     */
    EngineProvider provider(@Nullable ClassLoader context) {
        return given.orElseGet(() -> only(onClassPath(context)));
    }

    private static Collection<EngineProvider> onClassPath(@Nullable ClassLoader context) {
        Map<String, EngineProvider> found = new LinkedHashMap<>();
        collect(EngineProvider.class.getClassLoader(), found);
        collect(context, found);
        return found.values();
    }

    private static void collect(@Nullable ClassLoader loader, Map<String, EngineProvider> found) {
        if (loader == null) {
            return;
        }
        try {
            ServiceLoader.load(EngineProvider.class, loader)
                    .forEach(provider -> found.putIfAbsent(provider.getClass().getName(), provider));
        } catch (ServiceConfigurationError broken) {
            throw failure(
                    "an engine provider on the class path cannot be created: " + broken.getMessage(),
                    "Check that the versions on the class path match, for example with `mvn dependency:tree`.",
                    broken);
        }
    }

    private EngineProvider only(Collection<EngineProvider> all) {
        List<EngineProvider> fitting = all.stream()
                .filter(provider -> name.map(provider.name()::equals).orElse(true))
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        if (fitting.size() > 1) {
            throw failure(
                    "more than one engine provider on the class path: " + text(fitting),
                    "Choose one by its name, as with engine(\"" + fitting.get(0).name()
                            + "\") in the builder, or give the builder the engine itself.",
                    null);
        }
        throw all.isEmpty()
                ? failure(
                        "no engine provider"
                                + name.map(wanted -> " `" + wanted + "`").orElse("") + " on the class path",
                        "Add homelab-docker to the class path, or give an engine to the builder.",
                        null)
                : failure(
                        "no engine provider `" + name.orElse("") + "` on the class path; there is " + text(all),
                        "Name one of these, or add the one that is missing to the class path.",
                        null);
    }

    private static String text(Collection<EngineProvider> providers) {
        return providers.stream()
                .map(provider -> provider.name() + " (" + provider.getClass().getName() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static EngineException failure(String problem, String remedy, @Nullable Throwable cause) {
        return new EngineException(EngineException.Kind.OTHER, problem, remedy, cause);
    }
}
