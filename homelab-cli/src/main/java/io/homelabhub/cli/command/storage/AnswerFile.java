package io.homelabhub.cli.command.storage;

import io.homelabhub.look.RegistryMemory;
import io.homelabhub.sops.disk.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What registries have said within the last hour, in {@code homelab/registries} of the user's cache folder: a line for each question,
 * with the time, the question and the answer, parted by tabs. Whoever removes it loses nothing.
 */
final class AnswerFile implements RegistryMemory {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int PARTS = 3;

    private final Optional<Path> file;
    private final Instant now;
    private final Map<String, Answer> answers = new TreeMap<>();
    private boolean changed;

    private record Answer(Instant time, String text) {}

    private AnswerFile(Optional<Path> file, Instant now) {
        this.file = file;
        this.now = now;
    }

    /**
     * That of the user.
     *
     * @param anew whether what it holds is left unread
     */
    static AnswerFile of(Map<String, String> environment, Instant now, boolean anew) {
        AnswerFile answers = new AnswerFile(file(environment), now);
        if (!anew) {
            answers.file.ifPresent(answers::read);
        }
        return answers;
    }

    private static Optional<Path> file(Map<String, String> environment) {
        Optional<String> home = Optional.ofNullable(environment.get("HOME")).filter(text -> text.startsWith("/"));
        try {
            return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                    .filter(text -> text.startsWith("/"))
                    .or(() -> home.map(folder -> folder + "/.cache"))
                    .map(folder -> Path.of(folder, "homelab", "registries"));
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    private void read(Path from) {
        try {
            Files.readAllLines(from).forEach(this::read);
        } catch (IOException unreadable) {
            // the registries are asked
        }
    }

    private void read(String line) {
        String[] parts = line.split("\t", -1);
        try {
            Instant time = parts.length == PARTS ? Instant.parse(parts[0]) : Instant.MIN;
            if (!time.isAfter(now) && time.isAfter(now.minus(KEPT))) {
                answers.put(parts[1], new Answer(time, parts[2]));
            }
        } catch (DateTimeException broken) {
            // the registries are asked
        }
    }

    @Override
    public Optional<String> find(String question) {
        return Optional.ofNullable(answers.get(question)).map(Answer::text);
    }

    @Override
    public void keep(String question, String answer) {
        answers.put(question, new Answer(now, answer));
        changed = true;
    }

    /** Writes what has been kept. Where that cannot be, the registries are asked again next time. */
    void save() {
        if (!changed || file.isEmpty()) {
            return;
        }
        String text = answers.entrySet().stream()
                .map(entry -> entry.getValue().time() + "\t" + entry.getKey() + "\t"
                        + entry.getValue().text() + "\n")
                .collect(Collectors.joining());
        try {
            Files.createDirectories(file.get().resolveSibling("."));
            WholeFile.write(file.get(), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | UnsupportedOperationException unwritable) {
            // as said
        }
    }
}
