package io.homelabhub.testkit.simulation;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.testkit.simulation.Service.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows what has become ready: not by what the runner believes, but by what the processes did. */
final class Truth {
    private final Stage stage;
    private final Revision revision;

    Truth(Stage stage, Revision revision) {
        this.stage = stage;
        this.revision = revision;
    }

    /**
     * Whether each container of a service, the latest where there are two, has been ready since it was last started.
     *
     * @param asked when somebody relied on it; what befell it after that nobody could know
     */
    boolean hasBecomeReady(Service service, Duration runBegan, Duration asked) {
        return Stream.iterate(1, number -> number + 1)
                .limit(revision.copies(service))
                .allMatch(number -> latest(service, number, runBegan)
                        .filter(container -> hasBecomeReady(service, container, runBegan, asked))
                        .isPresent());
    }

    /**
     * The one that counts in a place. What has been started in this run counts before what was started earlier, and that
     * before what never was: a creation that was given up can still happen, and an earlier run may have left one over.
     */
    private Optional<ObservedContainer> latest(Service service, int number, Duration runBegan) {
        return containers(service)
                .filter(container -> isNumber(container, number))
                .max(Comparator.comparing((ObservedContainer container) -> hasBegunSince(container, runBegan))
                        .thenComparing(container -> hasBegunSince(container, Duration.ZERO))
                        .thenComparing(ObservedContainer::created));
    }

    private boolean hasBegunSince(ObservedContainer container, Duration since) {
        return Life.of(stage.engine, container.id()).stream().anyMatch(life -> life.beganSince(since));
    }

    private Stream<ObservedContainer> containers(Service service) {
        return stage.made()
                .filter(container -> container.label(ComposeLabels.SERVICE).equals(Optional.of(service.name())));
    }

    private static boolean isNumber(ObservedContainer container, int number) {
        return container.label(ComposeLabels.CONTAINER_NUMBER).equals(Optional.of(String.valueOf(number)));
    }

    /** What the run has started counts from then on. */
    private boolean hasBecomeReady(Service service, ObservedContainer container, Duration runBegan, Duration asked) {
        if (isAnyEndGood(service)) {
            return true;
        }
        List<Life> lives = Life.of(stage.engine, container.id()).stream()
                .filter(life -> !life.beganSince(asked))
                .toList();
        List<Life> ofThisRun =
                lives.stream().filter(life -> life.beganSince(runBegan)).toList();
        boolean anyLife = ofThisRun.isEmpty() || isEngineRestarted();
        return wasReady(service, container, anyLife ? lives : ofThisRun);
    }

    /** Whether a container has been ready in any of its lives. */
    boolean wasEverReady(Service service, ObservedContainer container) {
        return isAnyEndGood(service) || wasReady(service, container, Life.of(stage.engine, container.id()));
    }

    private boolean wasReady(Service service, ObservedContainer container, List<Life> lives) {
        Kind kind = stage.kind(revision, service);
        boolean secondImage = stage.isOfSecondImage(container);
        return lives.stream().anyMatch(life -> life.wasReady(kind, secondImage));
    }

    private boolean isEngineRestarted() {
        return stage.world.trouble().kind().isOfEngine();
    }

    /** What runs when the engine ends may count as ended with exit code 0, and nobody can know better. */
    private boolean isAnyEndGood(Service service) {
        return isEngineRestarted() && revision.kind(service).ends();
    }

    /** Whether some other container in the place of {@code old} has ever been ready. */
    boolean hasSuccessor(Service service, ObservedContainer old) {
        String number = old.label(ComposeLabels.CONTAINER_NUMBER).orElse("");
        return containers(service)
                .filter(container -> !container.id().equals(old.id()))
                .filter(container -> number.equals(
                        container.label(ComposeLabels.CONTAINER_NUMBER).orElse("")))
                .anyMatch(container ->
                        isAnyEndGood(service) || wasReady(service, container, Life.of(stage.engine, container.id())));
    }

    /** Whether some container of the service would answer now. */
    boolean answers(Service service) {
        return containers(service)
                .filter(container -> stage.engine.container(container.id()).state() == ContainerState.RUNNING)
                .anyMatch(container -> wasReady(service, container, lastLife(container)));
    }

    private List<Life> lastLife(ObservedContainer container) {
        List<Life> lives = Life.of(stage.engine, container.id());
        return lives.subList(Math.max(0, lives.size() - 1), lives.size());
    }
}
