package io.homelabhub;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.time.Mailbox;
import java.util.function.Supplier;

/**
 * An engine that is being opened on a thread of its own while files are read: most of a short command's time goes into these
 * two.
 */
final class EngineOpening implements AutoCloseable {
    private final Mailbox<Supplier<OpenEngine>> answer;

    /** An engine that has answered. */
    record OpenEngine(Engine engine, EngineInfo info) {}

    private EngineOpening(Mailbox<Supplier<OpenEngine>> answer) {
        this.answer = answer;
    }

    static EngineOpening begin(EngineProvider provider, EngineSettings settings) {
        Mailbox<Supplier<OpenEngine>> answer = settings.timing().mailbox();
        settings.timing().start("homelab-open-engine", () -> answer.put(open(provider, settings)));
        return new EngineOpening(answer);
    }

    /** Whatever goes wrong is kept for whoever asks, who would otherwise wait for an answer for good. */
    private static Supplier<OpenEngine> open(EngineProvider provider, EngineSettings settings) {
        try {
            Engine engine = provider.open(settings);
            try {
                OpenEngine open = new OpenEngine(engine, engine.ping());
                return () -> open;
            } catch (RuntimeException | Error failure) {
                engine.close();
                return rethrow(failure);
            }
        } catch (RuntimeException | Error failure) {
            return rethrow(failure);
        }
    }

    private static Supplier<OpenEngine> rethrow(Throwable failure) {
        return () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };
    }

    /**
     * The engine, once it has answered.
     *
     * @throws EngineException as {@link EngineProvider#open} and {@link Engine#ping} do
     */
    OpenEngine await() {
        try {
            Supplier<OpenEngine> opened = answer.take();
            answer.put(opened);
            return opened.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.INTERRUPTED, "interrupted while an engine was opened");
        }
    }

    /** Closes the engine, if it was opened. */
    @Override
    public void close() {
        try {
            await().engine().close();
        } catch (RuntimeException | Error neverOpened) {
            // whoever needed it has been told
        }
    }
}
