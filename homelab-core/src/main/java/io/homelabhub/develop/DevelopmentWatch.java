package io.homelabhub.develop;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.operation.ServiceOperations;
import io.homelabhub.session.Sessions;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Watches files and acts upon what changes. For one thread at a time; {@link #close} may come from another.
 *
 * <p>No change is lost, however many come at once: all that differs from what was there when it was looked at last is acted upon
 * together. Copies come first, then builds, restarts and commands; a service whose image is built anew needs nothing else.
 */
public final class DevelopmentWatch implements AutoCloseable {
    /** Where the machine does not tell of all changes. */
    private static final Duration LOOKS = Duration.ofSeconds(2);

    private final List<WatchRule> rules;
    private final ServiceOperations services;
    private final Rebuild rebuild;
    private final FileSync sync;
    private final WatchListener listener;
    private final ListenedTree tree;
    private final ChangeCollector collector;
    private boolean closed;

    private DevelopmentWatch(
            Sessions sessions,
            List<WatchRule> rules,
            WatchListener listener,
            ListenedTree tree,
            ChangeCollector collector) {
        this.rules = rules;
        this.services = new ServiceOperations(sessions);
        this.rebuild = new Rebuild(sessions);
        this.sync = new FileSync(services);
        this.listener = listener;
        this.tree = tree;
        this.collector = collector;
    }

    static DevelopmentWatch open(Sessions sessions, List<WatchRule> rules, WatchListener listener) {
        Timing timing = sessions.settings().timing();
        Mailbox<Hint> hints = timing.mailbox();
        Set<Path> roots =
                new LinkedHashSet<>(rules.stream().map(WatchRule::path).toList());
        ListenedTree tree = new ListenedTree(roots, closedBy(rules), timing, hints::put);
        return new DevelopmentWatch(sessions, rules, listener, tree, new ChangeCollector(tree, hints, timing));
    }

    private static Predicate<Path> closedBy(List<WatchRule> rules) {
        return folder -> rules.stream()
                .noneMatch(rule -> rule.path().startsWith(folder)
                        || (folder.startsWith(rule.path()) && !rule.filter().closes(folder)));
    }

    /** What is watched, a line for each rule. */
    public List<String> rules() {
        return rules.stream().map(WatchRule::toString).toList();
    }

    /** Whether the machine does not tell of all changes, so that files are looked at every two seconds. */
    public boolean isLooking() {
        return tree.isDeaf();
    }

    /** Copies all files of the rules that ask for it by {@code initial_sync}. What fails is told, and nothing else stops for it. */
    public void initialSync() {
        syncAll(rules);
    }

    private void syncAll(List<WatchRule> concerned) {
        for (WatchRule rule : concerned) {
            if (rule.initialSync() && rule.action().syncs()) {
                Changes all = new Changes(new TreeSet<>(collector.known().keySet()), new TreeSet<>());
                attempt(rule, () -> carry(rule, all, true));
            }
        }
    }

    /**
     * Waits for changes and acts upon them. What fails is told, and the next changes are waited for all the same.
     *
     * @param within the longest wait for a change; acting takes as long as it takes
     * @return whether there were changes that something was done for
     * @throws EngineException {@code INTERRUPTED} if the thread is interrupted, which leaves the flag set
     */
    public boolean next(Duration within) {
        try {
            if (tree.isDeaf()) {
                collector.lookAnyway();
                Optional<Changes> seen = collector.next(within.compareTo(LOOKS) < 0 ? within : LOOKS);
                return seen.isPresent() && act(seen.get());
            }
            Optional<Changes> changes = collector.next(within);
            return changes.isPresent() && act(changes.get());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "interrupted while files were watched");
        }
    }

    private boolean act(Changes changes) {
        List<WatchRule> concerned =
                rules.stream().filter(rule -> concerns(rule, changes)).toList();
        Set<String> rebuilt = new LinkedHashSet<>();
        concerned.stream()
                .filter(rule -> rule.action() == WatchAction.REBUILD)
                .forEach(rule -> rebuilt.add(rule.service()));
        List<WatchRule> others = concerned.stream()
                .filter(rule -> !rebuilt.contains(rule.service()))
                .toList();
        Set<WatchRule> failed = new LinkedHashSet<>();
        for (WatchRule rule : others) {
            if (rule.action().syncs() && !attempt(rule, () -> carry(rule, changes, false))) {
                failed.add(rule);
            }
        }
        rebuild(rebuilt);
        restart(others);
        others.stream()
                .filter(rule -> rule.action() == WatchAction.SYNC_AND_EXEC && !failed.contains(rule))
                .forEach(rule -> attempt(rule, () -> execute(rule)));
        return !concerned.isEmpty();
    }

    private static boolean concerns(WatchRule rule, Changes changes) {
        return changes.there().stream().anyMatch(rule.filter()::takes)
                || changes.gone().stream().anyMatch(rule.filter()::takes);
    }

    private void carry(WatchRule rule, Changes changes, boolean initial) {
        NavigableMap<String, Path> written = new TreeMap<>();
        NavigableSet<String> removed = new TreeSet<>();
        changes.there().stream().filter(rule.filter()::takes).forEach(file -> written.put(rule.placed(file), file));
        changes.gone().stream().filter(rule.filter()::takes).forEach(file -> removed.add(rule.placed(file)));
        if (written.isEmpty() && removed.isEmpty()) {
            return;
        }
        sync.carry(rule.service(), written, removed);
        String first = written.isEmpty() ? removed.first() : written.lastKey();
        listener.on(new WatchEvent.Synced(rule.service(), written.size(), removed.size(), first, initial));
    }

    private void rebuild(Set<String> rebuilt) {
        if (rebuilt.isEmpty()) {
            return;
        }
        List<String> names = List.copyOf(rebuilt);
        listener.on(new WatchEvent.Rebuilding(names.get(0), names));
        boolean done = attempt(names.get(0), WatchAction.REBUILD, () -> {
            rebuild.deploy(names);
            listener.on(new WatchEvent.Rebuilt(names.get(0), names));
        });
        if (done) { // a new container has what its image has
            syncAll(rules.stream()
                    .filter(rule -> rebuilt.contains(rule.service()))
                    .toList());
        }
    }

    private void restart(List<WatchRule> concerned) {
        Set<String> done = new LinkedHashSet<>();
        for (WatchRule rule : concerned) {
            if (rule.action().restarts() && done.add(rule.service())) {
                attempt(rule, () -> {
                    rebuild.restart(rule.service());
                    listener.on(new WatchEvent.Restarted(rule.service()));
                });
            }
        }
    }

    private void execute(WatchRule rule) {
        ExecRequest command = rule.exec().orElseThrow();
        listener.on(new WatchEvent.Executed(rule.service(), sync.runInAll(rule.service(), command, listener.output())));
    }

    private boolean attempt(WatchRule rule, Runnable work) {
        return attempt(rule.service(), rule.action(), work);
    }

    private boolean attempt(String service, WatchAction action, Runnable work) {
        try {
            work.run();
            return true;
        } catch (HomelabException | UncheckedIOException failure) {
            if (Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            listener.on(new WatchEvent.Failed(service, action, failure));
            return false;
        }
    }

    /** Ends the watching. Twice is harmless. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            tree.close();
        }
    }
}
