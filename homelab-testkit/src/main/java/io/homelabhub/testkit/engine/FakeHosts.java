package io.homelabhub.testkit.engine;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Several hosts in memory. Which one is opened is said by the address that is asked for; without one, it is the first that was added.
 * Not thread-safe while hosts are added.
 */
public final class FakeHosts implements EngineProvider {
    private final Map<String, FakeEngine> engines = new TreeMap<>();
    private final Map<String, EngineException> failures = new TreeMap<>();
    private final Set<String> names = new TreeSet<>();
    private String first = "";

    /** The host at {@code address}, as {@code ssh://ann@nas}. */
    public FakeHosts with(String address, FakeEngine engine) {
        first = engines.isEmpty() ? address : first;
        engines.put(address, engine);
        return this;
    }

    /** The host at {@code address} has a name that its provider knows, as a Docker context has. */
    public FakeHosts known(String name, FakeEngine engine) {
        names.add(name);
        return with(name, engine);
    }

    /** From now on nobody answers at {@code address}; each call fails so. */
    public FakeHosts lost(String address, EngineException failure) {
        failures.put(address, failure);
        return this;
    }

    /** The host at {@code address} answers again. */
    public FakeHosts found(String address) {
        failures.remove(address);
        return this;
    }

    @Override
    public String name() {
        return "fake hosts";
    }

    @Override
    public Set<String> engineNames(Map<String, String> environment) {
        return Set.copyOf(names);
    }

    @Override
    public Engine open(EngineSettings settings) {
        String address = settings.host().orElse(first);
        EngineException failure = failures.get(address);
        if (failure != null) {
            throw failure;
        }
        FakeEngine engine = engines.get(address);
        if (engine == null) {
            throw new EngineException(
                    Kind.UNREACHABLE, "looking for a container engine: " + address + ": nobody there");
        }
        return engine.provider().open(settings);
    }
}
