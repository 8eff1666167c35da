package io.homelabhub.notification;

import io.homelabhub.catalog.NoticeKind;
import io.homelabhub.catalog.NotifyChannel;
import io.homelabhub.look.RegistryMemory;
import io.homelabhub.look.ServiceLook;
import io.homelabhub.report.StackDocument;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import io.homelabhub.status.ProjectLook;
import io.homelabhub.status.ProjectStatus;
import io.homelabhub.status.StatusWatch;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Looks out for what an owner wants to be told of, and tells it: trouble with services and the engine that lasts, its end, updates, and
 * backups that are too old. Whoever watches the project already says how it stands; else the lookout watches by itself.
 *
 * <p>Files that change count from then on; while they cannot be used, those count that could last be read. As long as no channel is named it only looks
 * whether they have changed. What was told once is not told again while this looks out; it is remembered nowhere. Thread-safe; telling waits for nobody.
 */
public final class Lookout implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Duration BETWEEN_IDLE_LOOKS = Duration.ofSeconds(30);
    private static final Duration BETWEEN_BACKUP_LOOKS = Duration.ofHours(1);
    private static final Duration BETWEEN_UPDATE_LOOKS = Duration.ofHours(12);

    private final Sessions sessions;
    private final Consumer<Delivery> told;
    private final Timing timing;
    private final Mailbox<Seen> mailbox;
    private final ServiceVigil vigil = new ServiceVigil();
    private final BackupVigil backups;
    private final Set<String> updates = new TreeSet<>();
    private final KnownFiles files;
    private final Queue<Notice> pending = new ArrayDeque<>();
    private final Task task;
    private Optional<Task> watch = Optional.empty();
    private Duration backupsDue = Duration.ZERO;
    private Duration updatesDue = Duration.ZERO;

    /**
     * How things stood, and since when that was known: whoever judges it may have been held up by a slow channel.
     *
     * @param status empty if the engine does not answer
     * @param elapsed by a clock that never goes back
     */
    private record Seen(Optional<ProjectStatus> status, Duration elapsed, Instant at) {}

    Lookout(Sessions sessions, Consumer<Delivery> told) {
        this.sessions = sessions;
        this.told = told;
        this.timing = sessions.settings().timing();
        this.mailbox = timing.mailbox();
        this.backups = new BackupVigil(sessions);
        this.files = new KnownFiles(sessions);
        Optional<String> problem = files.refresh();
        this.task = timing.start("homelab-lookout", () -> {
            problem.ifPresent(this::nobody);
            run();
        });
    }

    private void nobody(String problem) {
        told.accept(new Delivery("anybody", Optional.of(problem)));
    }

    private Map<String, NotifyChannel> channels() {
        return files.definition()
                .map(definition -> definition.catalog().channels())
                .orElse(Map.of());
    }

    /** The project stands like this now, and until something else is said. */
    public void stands(ProjectStatus status) {
        put(Optional.of(status));
    }

    /** The engine does not answer now, and until something else is said. */
    public void doesNotAnswer() {
        put(Optional.empty());
    }

    private void put(Optional<ProjectStatus> status) {
        mailbox.put(seen(status));
    }

    private Seen seen(Optional<ProjectStatus> status) {
        return new Seen(status, timing.elapsed(), timing.now());
    }

    /** From now on watches the project by itself, on a thread of its own, with an engine of its own. */
    public synchronized void watch() {
        if (watch.isEmpty()) {
            watch = Optional.of(timing.start("homelab-lookout-watch", this::watchProject));
        }
    }

    private void watchProject() {
        try {
            while (true) {
                try {
                    if (channels().isEmpty()) {
                        timing.sleep(TICK);
                    } else {
                        watchOnce();
                    }
                } catch (RuntimeException failure) {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    doesNotAnswer();
                    timing.sleep(TICK);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the files have changed. */
    private void watchOnce() {
        int version = files.version();
        Session session = sessions.open();
        try (session;
                StatusWatch status = new ProjectLook(sessions.settings(), session).watch(List.of())) {
            while (files.version() == version) {
                status.next(TICK).ifPresent(this::stands);
                if (status.trouble().isPresent()) {
                    doesNotAnswer();
                }
            }
        }
    }

    private void run() {
        Optional<Seen> newest = Optional.empty();
        try {
            while (true) {
                Optional<Seen> seen = mailbox.take(channels().isEmpty() ? BETWEEN_IDLE_LOOKS : TICK);
                newest = seen.isPresent() ? seen : newest.map(last -> seen(last.status()));
                files.refresh().ifPresent(this::nobody);
                if (!channels().isEmpty()) {
                    newest.ifPresent(this::look);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Seen seen) {
        try {
            vigil.engine(seen.status().isPresent(), seen.elapsed(), seen.at()).ifPresent(pending::add);
            seen.status()
                    .ifPresent(status ->
                            pending.addAll(vigil.services(StackDocument.states(status), seen.elapsed(), seen.at())));
            tellPending();
            if (seen.status().isPresent() && isDue(backupsDue, seen.elapsed())) {
                backupsDue = seen.elapsed().plus(BETWEEN_BACKUP_LOOKS);
                files.definition().flatMap(backups::look).ifPresent(pending::add);
            }
            if (seen.status().isPresent() && isDue(updatesDue, seen.elapsed())) {
                updatesDue = seen.elapsed().plus(BETWEEN_UPDATE_LOOKS);
                lookForUpdates();
            }
            tellPending();
        } catch (RuntimeException broken) { // whatever stood in the way, the next look comes
            nobody(String.valueOf(broken.getMessage()));
        }
    }

    private static boolean isDue(Duration due, Duration elapsed) {
        return elapsed.compareTo(due) >= 0;
    }

    /** Registries count questions: they are asked only if somebody wants to know. */
    private void lookForUpdates() {
        boolean wanted =
                channels().values().stream().anyMatch(channel -> channel.kinds().contains(NoticeKind.UPDATE));
        if (wanted) {
            List<String> fresh = new ServiceLook(sessions)
                    .outdated(List.of(), RegistryMemory.NONE).items().stream()
                            .filter(update -> update.isOutdated())
                            .map(UpdateWords::of)
                            .filter(updates::add)
                            .toList();
            if (!fresh.isEmpty()) {
                String title = fresh.size() == 1 ? "an update is available" : fresh.size() + " updates are available";
                pending.add(new Notice(NoticeKind.UPDATE, "images", title, String.join("\n", fresh), timing.now()));
            }
        }
    }

    /** By the files as they could last be read: what is wrong with them at the moment keeps nobody from being told. */
    private void tellPending() {
        for (Optional<Notice> next = next(); next.isPresent(); next = next()) {
            Notice notice = next.get();
            files.definition().ifPresent(definition -> Notifications.tell(definition, notice)
                    .forEach(told));
        }
    }

    private Optional<Notice> next() {
        return Optional.ofNullable(pending.poll());
    }

    /** Looks out no more. A notice that is on its way may still arrive. Twice is harmless. */
    @Override
    public synchronized void close() {
        task.interrupt();
        watch.ifPresent(Task::interrupt);
    }
}
