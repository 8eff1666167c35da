package io.homelabhub;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.time.Interrupts;
import java.util.function.Supplier;

/** An engine that is being opened on a thread of its own while files are read: most of a short command's time goes into these two. */
final class EngineOpening implements AutoCloseable {
    private final Pending<OpenEngine> engine;

    /** An engine that has answered. */
    record OpenEngine(Engine engine, EngineInfo info) {}

    private EngineOpening(Pending<OpenEngine> engine) {
        this.engine = engine;
    }

    /** @param provider is asked for on that thread as well: looking for one opens the jars of the class path */
    static EngineOpening begin(Supplier<EngineProvider> provider, EngineSettings settings) {
        return new EngineOpening(
                Pending.begin("homelab-open-engine", settings.timing(), () -> open(provider.get(), settings)));
    }

    private static OpenEngine open(EngineProvider provider, EngineSettings settings) {
        Engine engine = provider.open(settings);
        try {
            return new OpenEngine(engine, engine.ping());
        } catch (RuntimeException | Error failure) {
            engine.close();
            throw failure;
        }
    }

    /**
     * The engine, once it has answered.
     *
     * @throws EngineException as {@link EngineProvider#open} and {@link Engine#ping} do
     */
    OpenEngine await() {
        return engine.await();
    }

    /** Closes the engine, if it was opened, also on a thread that is interrupted; one that is still being opened is given up. */
    @Override
    public void close() {
        engine.giveUp();
        Interrupts.deferredDuring(this::closeOpened);
    }

    private void closeOpened() {
        try {
            await().engine().close();
        } catch (RuntimeException | Error neverOpened) {
            // whoever needed it has been told
        }
    }
}
