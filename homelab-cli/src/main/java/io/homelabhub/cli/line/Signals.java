package io.homelabhub.cli.line;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hears Ctrl-C and {@code kill} in place of the JVM, while something is under way that has to be ended in order.
 *
 * <p>A shutdown hook would not do: once it runs, the JVM hears no second Ctrl-C. {@code sun.misc.Signal} does, and every
 * JDK from 17 on exports it ({@code jdk.unsupported}); it is called by reflection, as the compiler warns of the name. On a
 * JVM without it, Ctrl-C ends the process at once, and the next run clears up.
 */
public final class Signals implements AutoCloseable {
    private static final List<String> NAMES = List.of("INT", "TERM");

    private final Map<String, Object> before = new LinkedHashMap<>();

    private Signals() {}

    /** From now on {@code handler} is called for each signal, on a thread of its own. */
    public static Signals handledBy(Runnable handler) {
        Signals signals = new Signals();
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                        handler.run();
                        return null;
                    });
            for (String name : NAMES) {
                signals.before.put(name, handle(name, type, ours));
            }
        } catch (ReflectiveOperationException e) {
            signals.before.clear();
        }
        return signals;
    }

    /** @return the handler until now */
    private static Object handle(String name, Class<?> type, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Object named = signal.getConstructor(String.class).newInstance(name);
        return signal.getMethod("handle", signal, type).invoke(null, named, handler);
    }

    /** Gives the signals back. */
    @Override
    public void close() {
        before.forEach((name, handler) -> {
            try {
                handle(name, Class.forName("sun.misc.SignalHandler"), handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("giving the signal " + name + " back", e);
            }
        });
    }
}
