package io.homelabhub.job;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.LogLine;
import io.homelabhub.engine.LogListener;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.engine.Watch;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.time.Mailbox;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the log of one run. */
final class RunLog {
    private final JobSite site;
    private final SecretMask mask;

    /** @param mask hides the secrets in what is read */
    RunLog(JobSite site, SecretMask mask) {
        this.site = site;
        this.mask = mask;
    }

    /** What is told of a log: a line, or the end. */
    private record Told(Optional<LogLine> line, Optional<EngineException> failure) {}

    void read(String container, LogRequest wanted, Consumer<String> lines) {
        Mailbox<Told> mailbox = site.timing().mailbox();
        Watch watch = site.engine().logs(container, wanted, new LogListener() {
            @Override
            public void line(LogLine line) {
                mailbox.put(new Told(Optional.of(line), Optional.empty()));
            }

            @Override
            public void ended(Optional<EngineException> failure) {
                mailbox.put(new Told(Optional.empty(), failure));
            }
        });
        try {
            for (Told told = mailbox.take(); ; told = mailbox.take()) {
                if (told.line().isEmpty()) {
                    told.failure().ifPresent(failure -> {
                        throw failure;
                    });
                    return;
                }
                lines.accept(mask.mask(told.line().get().text()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.INTERRUPTED, "interrupted while reading a log");
        } finally {
            watch.close();
        }
    }
}
