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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Watches files and acts upon what changes. For one thread at a time; {@link #close} may come from another.
 *
 * <p>No change is lost, however many come at once: all that differs from what was there when it was looked at last is acted upon
 * together. What an engine did not do that was gone or busy is done after some seconds; what it refused is told. Copies come first, then builds, restarts and commands; a service whose image is built anew needs nothing else.
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
    private final UndoneChanges undone;
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
        this.undone = new UndoneChanges(sessions.settings().timing());
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
                attempt(rule, all, () -> carry(rule, all, true));
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
            Optional<Changes> changes = changes(undone.atMost(within));
            boolean again = undone.isDue();
            return (changes.isPresent() || again) && act(changes.orElse(Changes.NONE));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "interrupted while files were watched");
        }
    }

    private Optional<Changes> changes(Duration within) throws InterruptedException {
        if (!tree.isDeaf()) {
            return collector.next(within);
        }
        collector.lookAnyway();
        return collector.next(within.compareTo(LOOKS) < 0 ? within : LOOKS);
    }

    private boolean act(Changes changes) {
        Map<WatchRule, Changes> concerned = new LinkedHashMap<>();
        for (WatchRule rule : rules) {
            Changes own = undone.then(rule, changes.of(rule.filter()::takes));
            if (!own.isEmpty()) {
                concerned.put(rule, own);
            }
        }
        Map<WatchRule, Changes> rebuilt = new LinkedHashMap<>(concerned);
        rebuilt.keySet().removeIf(rule -> rule.action() != WatchAction.REBUILD);
        Set<String> names = new LinkedHashSet<>();
        rebuilt.keySet().forEach(rule -> names.add(rule.service()));
        Map<WatchRule, Changes> others = new LinkedHashMap<>(concerned);
        others.keySet().removeIf(rule -> names.contains(rule.service()));
        Set<WatchRule> failed = new LinkedHashSet<>();
        others.forEach((rule, own) -> {
            if (rule.action().syncs() && !attempt(rule, own, () -> carry(rule, own, false))) {
                failed.add(rule);
            }
        });
        rebuild(List.copyOf(names), rebuilt);
        others.keySet().removeAll(failed);
        restart(others);
        others.forEach((rule, own) -> {
            if (rule.action() == WatchAction.SYNC_AND_EXEC) {
                attempt(rule, own, () -> execute(rule));
            }
        });
        return !concerned.isEmpty();
    }

    private void carry(WatchRule rule, Changes changes, boolean initial) {
        NavigableMap<String, Path> written = new TreeMap<>();
        NavigableSet<String> removed = new TreeSet<>();
        changes.there().stream().filter(rule.filter()::takes).forEach(file -> written.put(rule.placed(file), file));
        changes.gone().stream().filter(rule.filter()::takes).forEach(file -> removed.add(rule.placed(file)));
        if (written.isEmpty() && removed.isEmpty()) {
            return;
        }
        Map<String, String> unread = sync.carry(rule.service(), written, removed);
        NavigableMap<String, Path> copied = new TreeMap<>(written);
        copied.keySet().removeAll(unread.keySet());
        if (!copied.isEmpty() || !removed.isEmpty()) {
            String first = copied.isEmpty() ? removed.first() : copied.lastKey();
            listener.on(new WatchEvent.Synced(rule.service(), copied.size(), removed.size(), first, initial));
        }
        if (!unread.isEmpty()) {
            Set<Path> left = unread.keySet().stream().map(written::get).collect(Collectors.toSet());
            failed(rule, changes.of(left::contains), new UnreadableFilesException(unread));
        }
    }

    private void rebuild(List<String> names, Map<WatchRule, Changes> rebuilt) {
        if (names.isEmpty()) {
            return;
        }
        listener.on(new WatchEvent.Rebuilding(names.get(0), names));
        rebuilt.keySet().forEach(undone::begin);
        try {
            rebuild.deploy(names);
        } catch (HomelabException | UncheckedIOException failure) {
            requireNoEnd(failure);
            boolean news = false;
            for (Map.Entry<WatchRule, Changes> one : rebuilt.entrySet()) {
                news |= undone.keep(one.getKey(), one.getValue(), failure);
            }
            if (news) {
                listener.on(new WatchEvent.Failed(names.get(0), WatchAction.REBUILD, failure));
            }
            return;
        }
        listener.on(new WatchEvent.Rebuilt(names.get(0), names));
        List<WatchRule> all =
                rules.stream().filter(rule -> names.contains(rule.service())).toList();
        all.forEach(undone::begin);
        all.forEach(undone::end);
        syncAll(all); // a new container has what its image has
    }

    private void restart(Map<WatchRule, Changes> concerned) {
        Set<String> done = new LinkedHashSet<>();
        concerned.forEach((rule, own) -> {
            if (rule.action().restarts() && done.add(rule.service())) {
                attempt(rule, own, () -> {
                    rebuild.restart(rule.service());
                    listener.on(new WatchEvent.Restarted(rule.service()));
                });
            }
        });
    }

    private void execute(WatchRule rule) {
        ExecRequest command = rule.exec().orElseThrow();
        listener.on(new WatchEvent.Executed(rule.service(), sync.runInAll(rule.service(), command, listener.output())));
    }

    private boolean attempt(WatchRule rule, Changes own, Runnable work) {
        undone.begin(rule);
        try {
            work.run();
            undone.end(rule);
            return true;
        } catch (HomelabException | UncheckedIOException failure) {
            requireNoEnd(failure);
            failed(rule, own, failure);
            return false;
        }
    }

    private static void requireNoEnd(RuntimeException failure) {
        if (Thread.currentThread().isInterrupted()) {
            throw failure;
        }
    }

    private void failed(WatchRule rule, Changes own, Exception failure) {
        if (undone.keep(rule, own, failure)) {
            listener.on(new WatchEvent.Failed(rule.service(), rule.action(), failure));
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
