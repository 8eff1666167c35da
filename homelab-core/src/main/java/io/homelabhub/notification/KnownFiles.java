package io.homelabhub.notification;

import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.FileStamps;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.session.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A project's files as they could last be read, read anew when they change. What is wrong with them is told once for each change. Thread-safe. */
final class KnownFiles {
    /** Files that could never be read tell no times to go by. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(30);

    private final Sessions sessions;
    private Optional<ProjectDefinition> definition = Optional.empty();
    private Optional<FileStamps> stamps = Optional.empty();
    private Duration tried = BETWEEN_TRIES.negated();
    private String told = "";
    private int version;

    KnownFiles(Sessions sessions) {
        this.sessions = sessions;
    }

    /** As they could last be read; empty if they never could. */
    synchronized Optional<ProjectDefinition> definition() {
        return definition;
    }

    /** Another number for each time that they were read. */
    synchronized int version() {
        return version;
    }

    /**
     * Reads them if they have changed.
     *
     * @return what is wrong with them, if that was not told yet
     */
    synchronized Optional<String> refresh() {
        if (!areToBeRead()) {
            return Optional.empty();
        }
        tried = sessions.settings().timing().elapsed();
        try {
            ProjectDefinition read = DefinitionLoader.load(sessions.settings().sources(), List.of());
            stamps = Optional.of(FileStamps.of(read));
            definition = Optional.of(read);
            version++;
            told = "";
            return Optional.empty();
        } catch (RuntimeException broken) { // a file may be cut off while it is read
            stamps = stamps.map(FileStamps::anew);
            String problem = String.valueOf(broken.getMessage());
            boolean isNew = !problem.equals(told);
            told = problem;
            return isNew ? Optional.of(problem) : Optional.empty();
        }
    }

    private boolean areToBeRead() {
        return stamps.map(FileStamps::haveChanged)
                .orElseGet(() ->
                        sessions.settings().timing().elapsed().minus(tried).compareTo(BETWEEN_TRIES) >= 0);
    }
}
