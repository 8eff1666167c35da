package io.homelabhub.session;

import io.homelabhub.engine.EngineException;
import io.homelabhub.time.Interrupts;
import io.homelabhub.time.Timing;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One call's use of the engine, which is opened on a thread of its own while files are read: most of a short command's time goes
 * into these two. Begun by {@link Sessions#open}.
 */
public final class Session implements AutoCloseable {
    private final Deferred<OpenEngine> engine;
    private final Consumer<OpenEngine> ending;

    private Session(Deferred<OpenEngine> engine, Consumer<OpenEngine> ending) {
        this.engine = engine;
        this.ending = ending;
    }

    /** @param ending what becomes of the engine, if it has answered */
    static Session begin(Timing timing, Supplier<OpenEngine> opening, Consumer<OpenEngine> ending) {
        return new Session(Deferred.begin("homelab-open-engine", timing, opening), ending);
    }

    /**
     * The engine, once it has answered; as often as it is asked for.
     *
     * @throws EngineException as {@link io.homelabhub.engine.EngineProvider#open} and {@link io.homelabhub.engine.Engine#ping} do
     */
    public OpenEngine await() {
        return engine.await();
    }

    /** Ends the session, also on a thread that is interrupted. An engine that is still being opened is given up. */
    @Override
    public void close() {
        engine.giveUp();
        Interrupts.deferredDuring(this::end);
    }

    private void end() {
        try {
            ending.accept(await());
        } catch (RuntimeException | Error neverOpened) {
            // whoever needed it has been told
        }
    }
}
