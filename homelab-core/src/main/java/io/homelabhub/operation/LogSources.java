package io.homelabhub.operation;

import io.homelabhub.definition.ProjectView;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.Watch;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.operation.LogReading.Message;
import io.homelabhub.planning.ContainerNames;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.session.Deferred;
import io.homelabhub.session.Session;
import io.homelabhub.time.Attempt;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The containers of one engine whose logs are read: opens them, and looks for more where they are followed. */
final class LogSources implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** A container that has ended may start again at once, which its event may have told before. */
    private static final Duration AFTER_AN_END = Duration.ofMillis(100);

    private static final Set<ContainerState> UP =
            Set.of(ContainerState.RUNNING, ContainerState.PAUSED, ContainerState.RESTARTING);

    private final Optional<String> host;
    private final Session session;
    private final ProjectView view;
    private final LogQuery query;
    private final Consumer<String> notices;
    private final Mailbox<Message> mailbox;
    private final Timing timing;
    private final Map<String, LogReading> readings = new LinkedHashMap<>();
    private volatile Optional<Watch> events = Optional.empty();
    private Optional<Task> looking = Optional.empty();
    private Optional<Duration> nextLook = Optional.empty();
    private boolean closed;
    /** What is new after that is read from its beginning; until then it may have stood there for years. */
    private boolean hasSeenAll;

    private Optional<EngineException> silence = Optional.empty();
    private SecretMask mask = SecretMask.NONE;

    /**
     * What a look has found.
     *
     * @param containers those of the services that are asked for
     * @param mask hides the secrets of those that are new
     */
    record Sight(List<ObservedContainer> containers, SecretMask mask) {}

    /**
     * Opens nothing yet.
     *
     * @param host the engine's host, if those of several are read: one that is silent keeps the others from nothing then
     * @param notices told of what cannot be read and why
     * @param mailbox to which all that is read is posted
     */
    LogSources(
            Optional<String> host,
            Session session,
            ProjectView view,
            LogQuery query,
            Consumer<String> notices,
            Mailbox<Message> mailbox,
            Timing timing) {
        this.host = host;
        this.session = session;
        this.view = view;
        this.query = query;
        this.notices = notices;
        this.mailbox = mailbox;
        this.timing = timing;
    }

    private Engine engine() {
        return session.await().engine();
    }

    /** Hides the secrets of the files, and those that the containers were made with that are or were read. */
    SecretMask mask() {
        return mask;
    }

    /** Its host, if those of several are read. */
    Optional<String> host() {
        return host;
    }

    /** Why its engine does not answer, or did not in the end. */
    Optional<EngineException> silence() {
        return silence;
    }

    /** Begins to look, on a thread of its own: one engine that does not answer keeps no other waiting. */
    Deferred<Sight> begin() {
        return Deferred.begin("homelab-look", timing, this::firstSight);
    }

    /** Subscribes to events first and looks then, so that no container is missed in between. */
    private Sight firstSight() {
        if (query.follow()) {
            events = Optional.of(
                    engine().watch(view.project(), event -> mailbox.put(new Message.Happened(this, event))));
        }
        return lookClosely();
    }

    /**
     * Begins to read what is seen.
     *
     * @throws EngineException if the engine does not answer, and no other is read
     */
    void open(Deferred<Sight> first) {
        try {
            take(first.await());
        } catch (EngineException failure) {
            fallSilent(failure);
            if (events.isPresent()) {
                lookAgainAfter(BETWEEN_LOOKS);
            }
        }
    }

    /** Told once, until it answers again. */
    private void fallSilent(EngineException failure) {
        if (host.isEmpty() || failure.kind() == Kind.INTERRUPTED) {
            throw failure;
        }
        if (silence.isEmpty()) {
            String remedy = failure.remedy().isEmpty() ? "" : " Next: " + failure.remedy();
            notices.accept(host.get() + ": " + failure.getMessage() + remedy);
        }
        silence = Optional.of(failure);
    }

    /** What is asked of a container that has not been read yet. */
    private LogRequest request() {
        return hasSeenAll
                ? LogRequest.ALL.following()
                : new LogRequest(query.tail(), query.since(), query.until(), query.follow());
    }

    String project() {
        return view.project();
    }

    /** Whether nothing more is to come: its engine did not answer to begin with. */
    boolean isLost() {
        return silence.isPresent() && events.isEmpty();
    }

    private ObservedState observe(boolean inspect) {
        return engine().observe(new ObserveRequest(view.project(), Set.of(), inspect));
    }

    /** The containers of the services that are asked for, by name. */
    private List<ObservedContainer> wanted(ObservedState observed) {
        return view.containersOf(query.names(), ProjectContainers.of(view.project(), observed)).stream()
                .filter(this::hasIndex)
                .toList();
    }

    private boolean hasIndex(ObservedContainer container) {
        return query.index()
                .filter(index -> container
                        .label(ComposeLabels.CONTAINER_NUMBER)
                        .filter(index.toString()::equals)
                        .isEmpty())
                .isEmpty();
    }

    private void read(ObservedContainer container, LogRequest request) {
        String service = view.catalogName(ProjectContainers.serviceOf(container));
        String name = ContainerNames.lasting(container.name());
        open(new LogReading(this, container.id(), service, name, mailbox, timing), request);
    }

    private void open(LogReading reading, LogRequest request) {
        reading.reads(engine().logs(reading.id(), request, reading));
        readings.put(reading.id(), reading);
    }

    Collection<LogReading> readings() {
        return readings.values();
    }

    boolean allHaveEnded() {
        return readings.values().stream().noneMatch(LogReading::isLive);
    }

    /** @throws EngineException if a log that is not followed breaks off, and no other engine is read */
    void hasEnded(LogReading reading, Optional<EngineException> failure) {
        reading.hasEnded();
        if (query.follow()) {
            lookAgainAfter(failure.isPresent() ? BETWEEN_LOOKS : AFTER_AN_END);
        }
        failure.filter(problem -> !isGone(problem)).ifPresent(problem -> {
            reading.isUnreadable();
            if (problem.kind() == Kind.UNREACHABLE) {
                fallSilent(problem);
                return;
            }
            notices.accept(LogEntry.origin(host, reading.container()) + ": " + problem.getMessage() + driver(reading));
        });
    }

    /** Where it is followed, a container that is removed and an engine that is restarted are part of what is followed. */
    private boolean isGone(EngineException problem) {
        return query.follow() && (problem.kind() == Kind.UNREACHABLE || problem.kind() == Kind.NOT_FOUND);
    }

    /** What keeps its log, as most often that is why it cannot be read. */
    private String driver(LogReading reading) {
        try {
            return observe(true).containers().stream()
                    .filter(container -> container.id().equals(reading.id()))
                    .findFirst()
                    .flatMap(ObservedContainer::inspection)
                    .flatMap(inspection ->
                            inspection.object("HostConfig").object("LogConfig").string("Type"))
                    .map(type -> " (logging driver " + type + ")")
                    .orElse("");
        } catch (EngineException unanswered) {
            return "";
        }
    }

    void lookAgainNow() {
        nextLook = Optional.of(timing.elapsed());
    }

    private void lookAgainAfter(Duration time) {
        Duration then = timing.elapsed().plus(time);
        nextLook = Optional.of(nextLook.filter(look -> look.compareTo(then) < 0).orElse(then));
    }

    /** Empty if nothing is to be looked for, or it is being done. */
    Optional<Duration> untilNextLook() {
        return nextLook.filter(look -> looking.isEmpty())
                .map(look -> look.minus(timing.elapsed()))
                .map(left -> left.isNegative() ? Duration.ZERO : left);
    }

    private boolean isTimeToLook() {
        return untilNextLook().filter(Duration::isZero).isPresent();
    }

    /** Whether a container may have come of which the engine has told and which has not been found yet. */
    boolean expectsMore() {
        return silence.isEmpty() && (looking.isPresent() || isTimeToLook());
    }

    /** Begins to look on a thread of its own, as that may take minutes where an engine does not answer. */
    void lookAgainIfItIsTime() {
        if (isTimeToLook()) {
            nextLook = Optional.empty();
            Set<String> known = Set.copyOf(readings.keySet());
            looking = Optional.of(timing.start(
                    "homelab-look", () -> mailbox.put(new Message.Looked(this, Attempt.at(() -> look(known))))));
        }
    }

    /** A container that is new may have been made with a secret that the others do not know. */
    private Sight look(Set<String> known) {
        List<ObservedContainer> containers = wanted(observe(false));
        boolean knowsAll = containers.stream().allMatch(container -> known.contains(container.id()));
        return knowsAll ? new Sight(containers, SecretMask.NONE) : lookClosely();
    }

    private Sight lookClosely() {
        ObservedState observed = observe(true);
        return new Sight(wanted(observed), view.maskWith(observed));
    }

    void hasLooked(Supplier<Sight> sight) {
        looking = Optional.empty();
        try {
            Sight seen = sight.get();
            silence = Optional.empty();
            take(seen);
        } catch (EngineException unanswered) {
            if (unanswered.kind() == Kind.INTERRUPTED) {
                throw unanswered;
            }
            if (host.isPresent()) {
                fallSilent(unanswered);
            }
            lookAgainAfter(BETWEEN_LOOKS);
        }
    }

    private void take(Sight sight) {
        mask = mask.and(sight.mask());
        forgetAllBut(sight.containers().stream().map(ObservedContainer::id).collect(Collectors.toSet()));
        for (ObservedContainer container : sight.containers()) {
            LogReading before = readings.get(container.id());
            if (before == null) {
                read(container, request());
            } else if (!before.isLive() && before.isReadable() && UP.contains(container.state())) {
                readOn(before);
            }
        }
        hasSeenAll = true;
    }

    /** What was read of containers that are gone has been told. */
    private void forgetAllBut(Set<String> there) {
        List<LogReading> gone = readings.values().stream()
                .filter(reading -> !reading.isLive() && reading.isEmpty() && !there.contains(reading.id()))
                .toList();
        gone.forEach(LogReading::close);
        readings.values().removeAll(gone);
    }

    private void readOn(LogReading before) {
        before.close();
        LogRequest rest = new LogRequest(Optional.empty(), query.since(), Optional.empty(), true);
        if (before.newest().isPresent()) {
            rest = rest.withSince(before.newest().get());
        } else if (query.tail().isPresent()) {
            rest = rest.withTail(query.tail().get());
        }
        open(before.again(timing), rest);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            looking.ifPresent(Task::interrupt);
            events.ifPresent(Watch::close);
            readings.values().forEach(LogReading::close);
            session.close();
        }
    }
}
