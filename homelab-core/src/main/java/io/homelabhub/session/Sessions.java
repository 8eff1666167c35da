package io.homelabhub.session;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.host.Host;
import io.homelabhub.host.RunPlace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens engines for one runtime's calls: one for each call, or one for all of them that stays open in between. Thread-safe.
 *
 * <p>An engine that stays open is greeted anew by each session, so that what is known of it is never older than the session.
 */
public final class Sessions implements AutoCloseable {
    private final HomelabSettings settings;
    private final Object monitor = new Object();
    private @Nullable Engine kept;
    private boolean closed;

    /**
     * For one runtime.
     *
     * @param settings say how engines are found, and whether one is kept open
     */
    public Sessions(HomelabSettings settings) {
        this.settings = settings;
    }

    /** What the runtime goes by. */
    public HomelabSettings settings() {
        return settings;
    }

    /**
     * Begins to open the engine, whose provider is found by the calling thread's class loader.
     *
     * @throws IllegalStateException if an engine was to be kept open and {@link #close} has been called
     */
    public Session open() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (!settings.keepsEngineOpen()) {
            return Session.begin(settings.timing(), () -> greeted(opened(context)), open -> open.engine()
                    .close());
        }
        requireOpen();
        return Session.begin(settings.timing(), () -> greeting(engine(context)), open -> {});
    }

    /**
     * The engine of a host, opened beside that of the session and to be closed by the caller. May connect at its first call only.
     *
     * @throws io.homelabhub.engine.EngineException if there is no provider, or it refuses the settings
     */
    public Engine engineOf(Host host) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return settings.engine()
                .provider(context)
                .open(settings.engineSettings().of(host));
    }

    private Engine opened(@Nullable ClassLoader context) {
        EngineProvider provider = settings.engine().provider(context);
        return provider.open(new HostResolution(settings).resolved(provider));
    }

    private OpenEngine greeting(Engine engine) {
        return new OpenEngine(engine, engine.ping().on(name()));
    }

    /** The name of the host that was asked for, whoever has given it; an address is none. */
    private Optional<String> name() {
        return settings.host().filter(asked -> !RunPlace.isAddress(asked));
    }

    private OpenEngine greeted(Engine engine) {
        try {
            return greeting(engine);
        } catch (RuntimeException | Error failure) {
            engine.close();
            throw failure;
        }
    }

    /** The engine that is kept. No lock is held while it is opened, which can take long: of two opened at once one is closed again. */
    private Engine engine(@Nullable ClassLoader context) {
        synchronized (monitor) {
            if (kept != null) {
                return kept;
            }
        }
        Engine opened = opened(context);
        synchronized (monitor) {
            if (!closed && kept == null) {
                kept = opened;
                return opened;
            }
        }
        opened.close();
        requireOpen();
        return engine(context);
    }

    private void requireOpen() {
        synchronized (monitor) {
            if (closed) {
                throw new IllegalStateException("this runtime was closed; build another one");
            }
        }
    }

    /** Closes the engine that is kept open, if there is one. Calls that are under way fail. */
    @Override
    public void close() {
        @Nullable Engine last;
        synchronized (monitor) {
            last = kept;
            kept = null;
            closed = true;
        }
        if (last != null) {
            last.close();
        }
    }
}
