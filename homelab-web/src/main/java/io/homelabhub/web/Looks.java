package io.homelabhub.web;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.Part;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.look.ServiceCheck;
import io.homelabhub.look.ServiceImage;
import io.homelabhub.operation.LogEntry;
import io.homelabhub.operation.LogQuery;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.report.DocumentJson;
import io.homelabhub.report.ForeignText;
import io.homelabhub.time.Timing;
import io.homelabhub.web.http.EventStream;
import io.homelabhub.web.http.Refusal;
import io.homelabhub.web.http.Reply;
import io.homelabhub.web.http.Request;
import io.homelabhub.web.live.Broadcast;
import io.homelabhub.web.live.Listener;
import io.homelabhub.web.live.LogTail;
import io.homelabhub.web.live.Message;
import io.homelabhub.web.live.Words;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what only looks. */
final class Looks {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final int TAIL = 200;
    private static final int LONGEST_TAIL = 2000;

    private final HomelabRuntime runtime;
    private final Broadcast broadcast;
    private final Timing timing;

    Looks(HomelabRuntime runtime, Broadcast broadcast, Timing timing) {
        this.runtime = runtime;
        this.broadcast = broadcast;
        this.timing = timing;
    }

    /** How the stack stands, as it was told last. */
    Reply stack(Request request) throws Refusal {
        String stack = broadcast
                .state("stack")
                .orElseThrow(() -> new Refusal(503, "nothing is known of the stack yet", "Ask again in a moment."));
        return Reply.text(200, "application/json", stack);
    }

    /** Everything that happens, from the last that was heard on. */
    void events(Request request, EventStream stream) throws IOException, InterruptedException {
        Listener listener = broadcast.listen(request.header("Last-Event-ID"));
        try {
            stream.begin();
            while (!listener.hasFallenBehind()) {
                Optional<Message> message = listener.next(SIGN_OF_LIFE);
                if (message.isPresent()) {
                    stream.send(
                            broadcast.id(message.get()),
                            message.get().topic(),
                            message.get().data());
                } else {
                    stream.comment();
                }
            }
        } finally {
            broadcast.leave(listener);
        }
    }

    /** What is known of one service beyond how it stands: the last runs of its health test, and its images. */
    Reply service(Request request) throws Refusal {
        String name = name(request);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "checks",
                runtime.services().checks(name).items().stream()
                        .map(Looks::check)
                        .toList());
        document.put(
                "images",
                runtime.services().images(name).items().stream()
                        .map(Looks::image)
                        .toList());
        putBackups(document, name);
        return Reply.json(200, document);
    }

    /** A folder that cannot be read keeps nobody from seeing the rest. */
    private void putBackups(Map<String, Object> document, String name) {
        try {
            document.put("backups", backupsOf(name));
        } catch (BackupException unreadable) {
            document.put("backups", List.of());
            document.put("backupsProblem", Words.of(unreadable));
        }
    }

    /** What the newest backups hold of a service, the newest first. */
    private List<Map<String, ?>> backupsOf(String name) {
        String service = composeName(name);
        List<Map<String, ?>> found = new ArrayList<>();
        for (StoredBackup backup : runtime.backups().shelf().list()) {
            List<Part> parts = backup.manifest().parts().stream()
                    .filter(part -> part.service().equals(service))
                    .toList();
            if (!parts.isEmpty()) {
                Map<String, @Nullable Object> document = new LinkedHashMap<>();
                document.put("id", backup.id());
                document.put("created", backup.manifest().created());
                document.put(
                        "subjects", parts.stream().map(Part::subject).distinct().toList());
                document.put("bytes", parts.stream().mapToLong(Part::size).sum());
                document.put("verified", backup.verified().orElse(null));
                found.add(0, document);
            }
        }
        return found;
    }

    private String composeName(String name) {
        try {
            return runtime.definition().composeName(name);
        } catch (InvalidInputException broken) { // the stack says so
            return name;
        }
    }

    /** The one service that a request is about. */
    static String name(Request request) throws Refusal {
        return request.all("name").stream()
                .findFirst()
                .orElseThrow(() -> new Refusal(400, "the parameter `name` is missing"));
    }

    private static Map<String, ?> check(ServiceCheck check) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("container", check.container());
        document.put("exitCode", check.exitCode());
        document.put("output", clean(check.output()));
        return document;
    }

    private static Map<String, ?> image(ServiceImage image) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("container", image.container());
        document.put("name", image.reference());
        document.put("created", image.created().map(Instant::toString).orElse(null));
        return document;
    }

    /** The merged log of some services, followed; a browser that comes again goes on behind the last line that it has. */
    void logs(Request request, EventStream stream) throws Refusal, IOException, InterruptedException {
        Optional<Instant> since = request.header("Last-Event-ID").flatMap(Looks::time);
        LogQuery all = LogQuery.of(request.all("name")).following();
        LogQuery query = since.map(last -> all.withSince(last.plusNanos(1))).orElse(all.withTail(tail(request)));
        try (LogTail tail = new LogTail(runtime.services().logs(query, notice -> {}), timing)) {
            stream.begin();
            while (!tail.hasEnded()) {
                Optional<LogEntry> line = tail.next(SIGN_OF_LIFE);
                if (line.isPresent()) {
                    stream.send(line.get().time().toString(), "line", DocumentJson.line(line(line.get())));
                } else {
                    stream.comment();
                }
            }
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException foreign) {
            return Optional.empty();
        }
    }

    private static int tail(Request request) throws Refusal {
        String lines = request.all("tail").stream().findFirst().orElse(String.valueOf(TAIL));
        if (!lines.matches("\\d{1,4}") || Integer.parseInt(lines) > LONGEST_TAIL) {
            throw new Refusal(400, "`tail` is no number from 0 to " + LONGEST_TAIL);
        }
        return Integer.parseInt(lines);
    }

    private static Map<String, ?> line(LogEntry entry) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("service", entry.service());
        document.put("container", entry.container());
        document.put("time", entry.time());
        document.put("source", entry.source().name().toLowerCase(Locale.ROOT));
        document.put("text", clean(entry.text()));
        return document;
    }

    private static String clean(String text) {
        return ForeignText.clean(text, false);
    }

    /** The backups in the project's folder, the newest first. */
    Reply backups(Request request) {
        Shelf shelf = runtime.backups().shelf();
        List<StoredBackup> all = new ArrayList<>(shelf.list());
        Collections.reverse(all);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("backups", all.stream().map(Looks::backup).toList());
        document.put("broken", shelf.broken().stream().map(Object::toString).toList());
        return Reply.json(200, document);
    }

    private static Map<String, ?> backup(StoredBackup backup) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", backup.id());
        document.put("project", backup.manifest().project());
        document.put("names", backup.manifest().names());
        document.put("created", backup.manifest().created());
        document.put("bytes", backup.manifest().size());
        document.put("parts", backup.manifest().parts().size());
        document.put("complete", backup.manifest().isComplete());
        document.put("encrypted", backup.manifest().isEncrypted());
        document.put("verified", backup.verified().orElse(null));
        document.put(
                "problems", backup.verification().map(trial -> trial.problems()).orElse(List.of()));
        return document;
    }
}
