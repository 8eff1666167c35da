package io.homelabhub.testkit.simulation;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.Restarts;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.Ending;
import io.homelabhub.run.QuietEnd;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Requires that a run which calls itself a success has left everything up that it vouches for, and that one which says that it
 * was taken back has named what was up before and is not.
 */
final class LastState {
    /** What befalls a container so late cannot be seen by any look. */
    private static final Duration LATE = Duration.ofMillis(200);

    private final Stage stage;
    private final Run run;
    private final Hosts before;
    private final Revision revision;

    LastState(Stage stage, Run run, Hosts before) {
        this.stage = stage;
        this.run = run;
        this.before = before;
        this.revision = Revision.second(stage.world);
    }

    void require() {
        if (run.result().ending().isSuccess()) {
            revision.services().forEach(this::requireUp);
        } else if (run.result().ending() == Ending.ROLLED_BACK) {
            before.lost().stream()
                    .filter(service -> revision.service(service).isPresent())
                    .forEach(this::requireNamed);
        }
    }

    private void requireUp(Service service) {
        List<ObservedContainer> all = stage.containers();
        for (String name : revision.containerNames(service)) {
            Optional<ObservedContainer> container = all.stream()
                    .filter(one -> one.name().equals(name) && isOf(service, one))
                    .findFirst();
            boolean up = container.filter(one -> isUp(service, one)).isPresent();
            boolean late = container.filter(this::hasEndedLate).isPresent();
            boolean told = container.filter(this::hasEndedWell).isPresent()
                    && run.result().quietEnds().contains(new QuietEnd(service.name(), name));
            Checks.require(
                    15,
                    up || late || told,
                    () -> "it is said to be done, and " + name + " is " + container + history(container));
            container.ifPresent(one -> requireSteady(one));
            container.ifPresent(one -> requireOutlasted(one));
            container.ifPresent(one -> requireNamespace(service, one));
            container.ifPresent(one -> requireNetwork(one));
        }
    }

    /** What was met in a crash loop has been up for longer than it was before. */
    private void requireOutlasted(ObservedContainer container) {
        Instant ended = VirtualClock.START.plus(run.ended());
        Duration up = Restarts.of(container)
                .map(times -> Duration.between(times.startedAt(), ended))
                .orElse(Duration.ZERO);
        Checks.require(
                15,
                before.lasted(container).isZero()
                        || up.compareTo(before.lasted(container)) > 0
                        || hasEndedLate(container),
                () -> "it is said to be done, and " + container.name() + " was up for " + up
                        + "; before, it ended after " + before.lasted(container));
    }

    /** Who lives in a namespace of another was started after it. */
    private void requireNamespace(Service service, ObservedContainer guest) {
        Optional<ObservedContainer> lender =
                revision.lender(service).map(other -> stage.engine.container(revision.containerName(other, 1)));
        boolean lost = guest.state() == ContainerState.RUNNING
                && lender.filter(other -> startedAt(guest).isBefore(startedAt(other)))
                        .isPresent();
        Checks.require(
                15,
                !lost || lender.filter(this::hasStartedLate).isPresent(),
                () -> "it is said to be done, and " + guest.name() + " has lost the namespace of its lender");
    }

    private void requireNetwork(ObservedContainer container) {
        Checks.require(
                15,
                container.state() != ContainerState.RUNNING
                        || container.networks().containsKey(Revision.NETWORK)
                        || stage.takenOff().filter(this::isLate).isPresent(),
                () -> "it is said to be done, and " + container.name() + " is not in its network");
    }

    private static Instant startedAt(ObservedContainer container) {
        return Restarts.of(container).map(Restarts::startedAt).orElse(Instant.EPOCH);
    }

    private boolean isUp(Service service, ObservedContainer container) {
        boolean done = revision.kind(service).ends() && container.state() == ContainerState.EXITED;
        return done || container.state() == ContainerState.RUNNING;
    }

    private static boolean isOf(Service service, ObservedContainer container) {
        return container.label(ComposeLabels.SERVICE).equals(Optional.of(service.name()));
    }

    private String history(Optional<ObservedContainer> container) {
        return container.map(one -> " " + Life.of(stage.engine, one.id())).orElse("");
    }

    /** What this run has made has not been started again by its restart policy. */
    private void requireSteady(ObservedContainer container) {
        boolean ofThisRun = !before.hasContainer(container.id());
        int restarts = Restarts.of(container).map(Restarts::count).orElse(0);
        Checks.require(
                15,
                !ofThisRun || restarts == 0 || hasEndedLate(container) || hasStartedLate(container),
                () -> "it is said to be done, and " + container.name() + " was restarted " + restarts + " times");
    }

    /** By itself: what the engine has ended only looks so. */
    private boolean hasEndedWell(ObservedContainer container) {
        List<Life> lives = Life.of(stage.engine, container.id());
        return !lives.isEmpty() && lives.get(lives.size() - 1).exitCode().equals(Optional.of(0));
    }

    private boolean hasEndedLate(ObservedContainer container) {
        return Restarts.of(container)
                .filter(times -> isLate(times.finishedAt()))
                .isPresent();
    }

    private boolean hasStartedLate(ObservedContainer container) {
        return Restarts.of(container).filter(times -> isLate(times.startedAt())).isPresent();
    }

    private boolean isLate(Instant time) {
        return time.isAfter(VirtualClock.START.plus(run.ended()).minus(LATE));
    }

    /** Be it only as what was not done because of a failure: an interrupted run can have left nothing better than a leftover. */
    private void requireNamed(String lost) {
        boolean named = run.result().failures().stream()
                .flatMap(failure -> Stream.concat(Stream.of(failure.step().resource()), failure.skipped().stream()))
                .map(ResourceId::name)
                .anyMatch(lost::equals);
        Checks.require(
                15,
                named,
                () -> "it is said to be as before, and " + lost + " is down and not named:\n"
                        + Traces.of(run.result()));
    }
}
