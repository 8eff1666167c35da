package io.homelabhub.cli.line;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Hears signals, such as those of Ctrl-C and {@code kill}, in place of the JVM.
 *
 * <p>A shutdown hook would not do: once it runs, the JVM hears no second Ctrl-C. {@code sun.misc.Signal} does, and every
 * JDK from 17 on exports it ({@code jdk.unsupported}); it is called by reflection, as the compiler warns of the name. On a
 * JVM without it, Ctrl-C ends the process at once, and the next run clears up.
 */
public final class Signals implements AutoCloseable {
    private static final List<String> ENDING = List.of("INT", "TERM");

    private final Map<String, Object> before = new LinkedHashMap<>();

    private Signals() {}

    /** From now on {@code handler} is called for each signal that asks to end, on a thread of its own. */
    public static Signals handledBy(Runnable handler) {
        return handledBy(ENDING, signal -> handler.run());
    }

    /** From now on {@code handler} is called with the name of each of these signals, as {@code INT}, on a thread of its own. */
    public static Signals handledBy(List<String> names, Consumer<String> handler) {
        Signals signals = new Signals();
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                        handler.accept(String.valueOf(args[0]).replaceFirst("^SIG", ""));
                        return null;
                    });
            for (String name : names) {
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
