package io.homelabhub.operation;

import io.homelabhub.api.Api;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.ProjectSearch;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.operation.LogReading.Message;
import io.homelabhub.session.Deferred;
import io.homelabhub.session.Session;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The log of a project's services, all of their containers in one: lines come in the order in which they were written, by the
 * engine's nanoseconds. To be read by one thread at a time, and to be closed; a reader who takes its time slows the reading down
 * and lets nothing pile up.
 *
 * <p>Where it is followed, a line is held back for a fifth of a second at the most, until no container can still have an earlier one
 * on the way. Containers that are started later join, whether they are new, start again, or take the place of another; when the
 * engine has been restarted it goes on behind the last line that was read. It then ends only when it is closed, or after
 * {@link #endFollowing}.
 *
 * <p>Those of several hosts are one log, too: in the order of the engines' times, whose clocks may differ. A host that does not answer is told of once,
 * and keeps no other from being read.
 */
public final class ServiceLog implements AutoCloseable {
    private static final Duration HOLD_BACK = Duration.ofMillis(200);

    /** How long a container that the engine has not begun to answer about holds the others back. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<LogSources> sources;
    private final Runnable ending;
    private final Mailbox<Message> mailbox;
    private final Timing timing;
    private volatile boolean follows;

    private ServiceLog(
            List<LogSources> sources, Mailbox<Message> mailbox, Timing timing, boolean follows, Runnable ending) {
        this.sources = List.copyOf(sources);
        this.mailbox = mailbox;
        this.timing = timing;
        this.follows = follows;
        this.ending = ending;
    }

    /**
     * One engine of which something is read.
     *
     * @param host its name, if those of several are read
     * @param session that is to it
     * @param sources the files
     * @param names services, groups or patterns; none for all that have containers there
     */
    @Api(Api.Status.INTERNAL)
    public record Place(Optional<String> host, Session session, DefinitionSources sources, List<String> names) {}

    /**
     * Reads from places.
     *
     * @param notices told, on the thread that reads, of what could not be read and why
     * @param ending run once it is closed
     * @throws EngineException if the only engine does not answer
     */
    @Api(Api.Status.INTERNAL)
    public static ServiceLog of(
            List<Place> places, LogQuery query, Consumer<String> notices, Timing timing, Runnable ending) {
        Mailbox<Message> mailbox = timing.mailbox();
        List<LogSources> sources = places.stream()
                .map(place -> new LogSources(
                        place.host(), place.session(), view(place), query.of(place), notices, mailbox, timing))
                .toList();
        List<Deferred<LogSources.Sight>> sights =
                sources.stream().map(LogSources::begin).toList();
        for (int i = 0; i < sources.size(); i++) {
            sources.get(i).open(sights.get(i));
        }
        boolean nothing = sources.stream()
                .allMatch(one -> one.readings().isEmpty() && one.silence().isEmpty());
        if (nothing && !query.follow()) {
            sources.stream()
                    .findFirst()
                    .ifPresent(one -> notices.accept(
                            "Nothing of " + query.spokenIn(one.project()) + " has a container, so there is no log."));
        }
        return new ServiceLog(sources, mailbox, timing, query.follow(), ending);
    }

    private static ProjectView view(Place place) {
        return ProjectSearch.view(
                place.sources(),
                place.names(),
                () -> place.session().await().engine().observe(ObserveRequest.listing("")));
    }

    /**
     * The next line, waiting until it is there and its turn has come.
     *
     * @return empty at the end
     * @throws EngineException {@code UNREACHABLE} if the engine goes away while a log is read that is not followed;
     *     {@code INTERRUPTED} if the thread is interrupted, which leaves the flag set
     */
    public Optional<LogEntry> next() {
        try {
            while (true) {
                hearAll();
                Optional<LogReading> first = first();
                if (first.isPresent() && mayBeTold(first.get())) {
                    return Optional.of(first.get().take());
                }
                if (first.isEmpty() && isOver()) {
                    return Optional.empty();
                }
                mailbox.take(untilSomethingChanges(first)).ifPresent(this::hear);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "interrupted while logs were read");
        }
    }

    /**
     * Ends the following of containers that have ended: {@link #next} goes on with what they have written last, and comes to an end
     * behind it. One that runs on is read as long as it does. May be called by any thread; twice is harmless.
     */
    public void endFollowing() {
        follows = false;
        mailbox.put(new Message.Enough());
    }

    /** Whether {@link #next} would return at once: with a line, or with the end. */
    public boolean ready() {
        try {
            hearAll();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
        Optional<LogReading> first = first();
        return first.map(this::mayBeTold).orElseGet(() -> isOver());
    }

    private boolean isOver() {
        return sources.stream().allMatch(one -> one.allHaveEnded() && (follows ? one.isLost() : !one.expectsMore()));
    }

    /** The names of the containers that are read at present, with their hosts where those of several are read; sorted. */
    public List<String> containers() {
        return sources.stream()
                .flatMap(
                        one -> one.readings().stream().map(reading -> LogEntry.origin(one.host(), reading.container())))
                .sorted()
                .toList();
    }

    /** Why hosts do not answer, or did not in the end, by name. */
    public Map<String, EngineException> silent() {
        Map<String, EngineException> silent = new TreeMap<>();
        sources.forEach(
                one -> one.host().ifPresent(host -> one.silence().ifPresent(failure -> silent.put(host, failure))));
        return silent;
    }

    private void hearAll() throws InterruptedException {
        sources.forEach(LogSources::lookAgainIfItIsTime);
        for (Optional<Message> message = mailbox.take(Duration.ZERO);
                message.isPresent();
                message = mailbox.take(Duration.ZERO)) {
            hear(message.get());
        }
    }

    private void hear(Message message) {
        if (message instanceof Message.Line line) {
            line.reading().hold(line.line(), line.endsBatch(), timing.elapsed());
        } else if (message instanceof Message.Begun begun) {
            begun.reading().hasBegun(timing.elapsed());
        } else if (message instanceof Message.Ended ended) {
            ended.reading().sources().hasEnded(ended.reading(), ended.failure());
        } else if (message instanceof Message.Looked looked) {
            looked.sources().hasLooked(looked.sight());
        } else if (message instanceof Message.Happened happened) {
            ContainerEvent event = happened.event();
            if (event.kind() == ContainerEvent.Kind.START || event.kind() == ContainerEvent.Kind.GAP) {
                happened.sources().lookAgainNow();
            }
        }
    }

    /** The one with the earliest line; of several the one whose container's name comes first. */
    private Optional<LogReading> first() {
        LogReading first = null;
        for (LogSources one : sources) { // for each line: a stream would cost as much as all the rest
            for (LogReading reading : one.readings()) {
                if (!reading.isEmpty() && (first == null || reading.isBefore(first))) {
                    first = reading;
                }
            }
        }
        return Optional.ofNullable(first);
    }

    private boolean mayBeTold(LogReading first) {
        return holdBack(first).isZero();
    }

    /** How long the first line has to wait for those who may still have an earlier one; for ever where nobody is in a hurry. */
    private Duration holdBack(LogReading first) {
        Duration longest = Duration.ZERO;
        for (LogSources one : sources) {
            for (LogReading other : one.readings()) {
                if (other.isLive() && other.isEmpty()) {
                    Duration wait = follows ? waitFor(other, first) : PATIENCE;
                    longest = longest.compareTo(wait) < 0 ? wait : longest;
                }
            }
        }
        return longest;
    }

    private Duration waitFor(LogReading silent, LogReading first) {
        Duration since = silent.listensSince(PATIENCE);
        Duration from = since.compareTo(first.headArrived()) < 0 ? first.headArrived() : since;
        Duration left = from.plus(HOLD_BACK).minus(timing.elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration untilSomethingChanges(Optional<LogReading> first) {
        Duration wait = first.map(this::holdBack).orElse(PATIENCE);
        Duration look = sources.stream()
                .flatMap(one -> one.untilNextLook().stream())
                .min(Comparator.naturalOrder())
                .orElse(PATIENCE);
        return wait.compareTo(look) < 0 ? wait : look;
    }

    /** Ends the reading. Twice is harmless. */
    @Override
    public void close() {
        sources.forEach(LogSources::close);
        ending.run();
    }
}
