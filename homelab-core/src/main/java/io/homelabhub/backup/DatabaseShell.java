package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.operation.DatabaseClient;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs shell lines in a database's container, as whom the database was set up for. Streams go through; a failure is told in the program's words. */
final class DatabaseShell {
    private static final int MOST_TEXT = 64 << 20;

    private final Site site;
    private final ObservedContainer container;
    private final DatabaseClient client;

    /** Writes what a program reads. */
    @FunctionalInterface
    interface Source {
        void writeTo(OutputStream input) throws IOException;
    }

    DatabaseShell(Site site, ObservedContainer container, DatabaseClient client) {
        this.site = site;
        this.container = container;
        this.client = client;
    }

    /** What the program prints. */
    String ask(String attempt, Script script, String... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        run(attempt, script, List.of(arguments), new Limited(output), fact -> {});
        return output.toString(StandardCharsets.UTF_8);
    }

    /**
     * Runs it to its end.
     *
     * @param attempt what is being done, for messages
     * @param facts told of each line on standard error that begins with <code>{"</code>; the others are messages
     */
    void run(String attempt, Script script, List<String> arguments, OutputStream output, Consumer<String> facts) {
        exchange(attempt, script.request(client, container, arguments), Optional.empty(), output, facts);
    }

    /** Runs it to its end and gives it something to read. */
    String feed(String attempt, Script script, List<String> arguments, Source source) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        exchange(
                attempt,
                script.request(client, container, arguments).withInput(),
                Optional.of(source),
                new Limited(output),
                fact -> {});
        return output.toString(StandardCharsets.UTF_8);
    }

    private void exchange(
            String attempt, ExecRequest request, Optional<Source> source, OutputStream output, Consumer<String> facts) {
        MessageLines messages = new MessageLines(facts);
        Optional<Integer> code;
        Optional<Exception> unfed = Optional.empty();
        try (ContainerSession session = site.engine().exec(container.id(), request)) {
            Optional<Feeding> feeding = source.map(from -> Feeding.begin(site, session, from));
            session.copyOutput(output, messages);
            code = session.exitCode();
            if (feeding.isPresent()) {
                unfed = feeding.get().failure();
            }
        } catch (IOException failure) {
            throw new BackupException(Kind.FAILED, attempt + ": " + words(failure), "", failure);
        }
        messages.end();
        if (unfed.orElse(null) instanceof BackupException known) {
            throw known;
        }
        if (!code.equals(Optional.of(0))) {
            throw failed(attempt, code, messages.tail());
        }
        if (unfed.isPresent()) {
            throw new BackupException(Kind.FAILED, attempt + ": " + words(unfed.get()), "", unfed.get());
        }
    }

    private BackupException failed(String attempt, Optional<Integer> code, String said) {
        String ended = code.map(number -> number == 137 ? "it was killed" : "exit code " + number)
                .orElse("it did not come to its end");
        return new BackupException(
                Kind.FAILED, site.mask().mask(attempt + ": " + ended + (said.isEmpty() ? "" : ": " + said)), "");
    }

    private static String words(Exception failure) {
        return failure instanceof java.nio.file.FileSystemException file
                ? file.getClass().getSimpleName().replaceFirst("Exception$", "") + ": " + file.getMessage()
                : String.valueOf(failure.getMessage());
    }

    /** Keeps a misled question from filling the memory. */
    private static final class Limited extends OutputStream {
        private final ByteArrayOutputStream to;

        Limited(ByteArrayOutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (to.size() + length > MOST_TEXT) {
                throw new IOException("the answer is longer than " + (MOST_TEXT >> 20) + " MiB");
            }
            to.write(bytes, from, length);
        }
    }

    /** A thread that writes what a program reads, while another takes what it writes. */
    private static final class Feeding {
        private final Mailbox<Optional<Exception>> ended;
        private final Task task;

        private Feeding(Mailbox<Optional<Exception>> ended, Task task) {
            this.ended = ended;
            this.task = task;
        }

        static Feeding begin(Site site, ContainerSession session, Source source) {
            Mailbox<Optional<Exception>> ended = site.timing().mailbox();
            Task task = site.timing().start("homelab-feed", () -> ended.put(attempt(session, source)));
            return new Feeding(ended, task);
        }

        private static Optional<Exception> attempt(ContainerSession session, Source source) {
            try (OutputStream input = session.input()) {
                source.writeTo(input);
                return Optional.empty();
            } catch (IOException | RuntimeException failure) {
                return Optional.of(failure);
            }
        }

        Optional<Exception> failure() {
            try {
                return ended.take();
            } catch (InterruptedException interrupted) {
                task.interrupt();
                Thread.currentThread().interrupt();
                throw new EngineException(EngineException.Kind.INTERRUPTED, "interrupted while data was handed on");
            }
        }
    }
}
