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
import io.homelabhub.session.Session;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The containers whose logs are read: opens them, and looks for more where they are followed. */
final class LogSources implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** A container that has ended may start again at once, which its event may have told before. */
    private static final Duration AFTER_AN_END = Duration.ofMillis(100);

    private static final Set<ContainerState> UP =
            Set.of(ContainerState.RUNNING, ContainerState.PAUSED, ContainerState.RESTARTING);

    private final Session session;
    private final ProjectView view;
    private final LogQuery query;
    private final Consumer<String> notices;
    private final Mailbox<Message> mailbox;
    private final Timing timing;
    private final Map<String, LogReading> readings = new LinkedHashMap<>();
    private Optional<Watch> events = Optional.empty();
    private Optional<Duration> nextLook = Optional.empty();
    private boolean closed;
    private SecretMask mask = SecretMask.NONE;

    LogSources(
            Session session,
            ProjectView view,
            LogQuery query,
            Consumer<String> notices,
            Mailbox<Message> mailbox,
            Timing timing) {
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

    /** Subscribes to events first and looks then, so that no container is missed in between. */
    void open() {
        if (query.follow()) {
            events = Optional.of(engine().watch(view.project(), event -> mailbox.put(new Message.Happened(event))));
        }
        ObservedState observed = observe(true);
        List<ObservedContainer> containers = wanted(observed);
        if (containers.isEmpty() && !query.follow()) {
            notices.accept("Nothing of " + spoken() + " has a container, so there is no log.");
        }
        LogRequest first = new LogRequest(query.tail(), query.since(), query.until(), query.follow());
        mask = view.maskWith(observed);
        containers.forEach(container -> read(container, first));
    }

    private String spoken() {
        return query.names().isEmpty() ? "project " + view.project() : String.join(", ", query.names());
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
        open(new LogReading(container.id(), service, name, mailbox, timing), request);
    }

    private void open(LogReading reading, LogRequest request) {
        readings.put(reading.id(), reading);
        reading.reads(engine().logs(reading.id(), request, reading));
    }

    Collection<LogReading> readings() {
        return readings.values();
    }

    boolean allHaveEnded() {
        return readings.values().stream().noneMatch(LogReading::isLive);
    }

    /** @throws EngineException if a log that is not followed breaks off */
    void hasEnded(LogReading reading, Optional<EngineException> failure) {
        reading.hasEnded();
        if (query.follow()) {
            lookAgainAfter(failure.isPresent() ? BETWEEN_LOOKS : AFTER_AN_END);
        }
        failure.filter(problem -> !isGone(problem)).ifPresent(problem -> {
            if (problem.kind() == Kind.UNREACHABLE) {
                throw problem;
            }
            reading.isUnreadable();
            notices.accept(reading.container() + ": " + problem.getMessage() + driver(reading));
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

    Optional<Duration> untilNextLook() {
        return nextLook.map(look -> look.minus(timing.elapsed())).map(left -> left.isNegative() ? Duration.ZERO : left);
    }

    void lookAgainIfItIsTime() {
        if (untilNextLook().filter(Duration::isZero).isPresent()) {
            nextLook = Optional.empty();
            lookAgain();
        }
    }

    private void lookAgain() {
        try {
            List<ObservedContainer> containers = wanted(lookedAt());
            forgetAllBut(containers.stream().map(ObservedContainer::id).collect(Collectors.toSet()));
            for (ObservedContainer container : containers) {
                LogReading before = readings.get(container.id());
                if (before == null) {
                    read(container, LogRequest.ALL.following());
                } else if (!before.isLive() && before.isReadable() && UP.contains(container.state())) {
                    readOn(before);
                }
            }
        } catch (EngineException unanswered) {
            if (unanswered.kind() == Kind.INTERRUPTED) {
                throw unanswered;
            }
            lookAgainAfter(BETWEEN_LOOKS);
        }
    }

    /** A container that is new may have been made with a secret that the others do not know. */
    private ObservedState lookedAt() {
        ObservedState observed = observe(false);
        if (wanted(observed).stream().allMatch(container -> readings.containsKey(container.id()))) {
            return observed;
        }
        ObservedState closely = observe(true);
        mask = mask.and(view.maskWith(closely));
        return closely;
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
            events.ifPresent(Watch::close);
            readings.values().forEach(LogReading::close);
            session.close();
        }
    }
}
