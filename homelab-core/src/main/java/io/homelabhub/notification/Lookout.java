package io.homelabhub.notification;

import io.homelabhub.catalog.NoticeKind;
import io.homelabhub.failure.HomelabException;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Looks out for what an owner wants to be told of, and tells it: trouble with services and the engine that lasts, its end, updates, and
 * backups that are too old. Whoever watches the project already says how it stands; else the lookout watches by itself.
 *
 * <p>Does nothing if no channel was named when it began. What was told once is not told again while this looks out; it is remembered nowhere. Thread-safe; telling waits for nobody.
 */
public final class Lookout implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Duration BETWEEN_BACKUP_LOOKS = Duration.ofHours(1);
    private static final Duration BETWEEN_UPDATE_LOOKS = Duration.ofHours(12);

    private final Sessions sessions;
    private final Notifications notifications;
    private final Consumer<Delivery> told;
    private final Timing timing;
    private final Mailbox<Seen> mailbox;
    private final ServiceVigil vigil = new ServiceVigil();
    private final BackupVigil backups;
    private final Set<String> updates = new TreeSet<>();
    private final Optional<Task> task;
    private Optional<Task> watch = Optional.empty();
    private Duration backupsDue = Duration.ZERO;
    private Duration updatesDue = Duration.ZERO;

    /** @param status empty if the engine does not answer */
    private record Seen(Optional<ProjectStatus> status) {}

    Lookout(Sessions sessions, Notifications notifications, Consumer<Delivery> told) {
        this.sessions = sessions;
        this.notifications = notifications;
        this.told = told;
        this.timing = sessions.settings().timing();
        this.mailbox = timing.mailbox();
        this.backups = new BackupVigil(sessions);
        this.task = isWanted() ? Optional.of(timing.start("homelab-lookout", this::run)) : Optional.empty();
    }

    private boolean isWanted() {
        try {
            return !notifications.channels().isEmpty();
        } catch (HomelabException broken) {
            told.accept(new Delivery("anybody", Optional.of(String.valueOf(broken.getMessage()))));
            return false;
        }
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
        if (task.isPresent()) {
            mailbox.put(new Seen(status));
        }
    }

    /** From now on watches the project by itself, on a thread of its own, with an engine of its own. */
    public synchronized void watch() {
        if (watch.isEmpty() && task.isPresent()) {
            watch = Optional.of(timing.start("homelab-lookout-watch", this::watchProject));
        }
    }

    private void watchProject() {
        try {
            while (true) {
                try {
                    watchOnce();
                } catch (HomelabException failure) {
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

    private void watchOnce() throws InterruptedException {
        Session session = sessions.open();
        try (session;
                StatusWatch status = new ProjectLook(sessions.settings(), session).watch(List.of())) {
            while (true) {
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
                Optional<Seen> seen = mailbox.take(TICK);
                newest = seen.isPresent() ? seen : newest;
                newest.ifPresent(this::look);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Seen seen) {
        Duration elapsed = timing.elapsed();
        try {
            vigil.engine(seen.status().isPresent(), elapsed, timing.now()).ifPresent(this::tell);
            seen.status().ifPresent(status -> vigil.services(StackDocument.states(status), elapsed, timing.now())
                    .forEach(this::tell));
            if (seen.status().isPresent() && isDue(backupsDue, elapsed)) {
                backupsDue = elapsed.plus(BETWEEN_BACKUP_LOOKS);
                backups.look().ifPresent(this::tell);
            }
            if (seen.status().isPresent() && isDue(updatesDue, elapsed)) {
                updatesDue = elapsed.plus(BETWEEN_UPDATE_LOOKS);
                lookForUpdates();
            }
        } catch (RuntimeException broken) { // whatever stood in the way, the next look comes
            told.accept(new Delivery("anybody", Optional.of(String.valueOf(broken.getMessage()))));
        }
    }

    private static boolean isDue(Duration due, Duration elapsed) {
        return elapsed.compareTo(due) >= 0;
    }

    /** Registries count questions: they are asked only if somebody wants to know. */
    private void lookForUpdates() {
        boolean wanted = notifications.channels().values().stream()
                .anyMatch(channel -> channel.kinds().contains(NoticeKind.UPDATE));
        if (wanted) {
            List<String> fresh = new ServiceLook(sessions)
                    .outdated(List.of(), RegistryMemory.NONE).items().stream()
                            .filter(update -> update.isOutdated())
                            .map(UpdateWords::of)
                            .filter(updates::add)
                            .toList();
            if (!fresh.isEmpty()) {
                String title = fresh.size() == 1 ? "an update is available" : fresh.size() + " updates are available";
                tell(new Notice(NoticeKind.UPDATE, "images", title, String.join("\n", fresh), timing.now()));
            }
        }
    }

    private void tell(Notice notice) {
        notifications.tell(notice).forEach(told);
    }

    /** Looks out no more. A notice that is on its way may still arrive. Twice is harmless. */
    @Override
    public synchronized void close() {
        task.ifPresent(Task::interrupt);
        watch.ifPresent(Task::interrupt);
    }
}
