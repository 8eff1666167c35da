package io.homelabhub.testkit.simulation;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.testkit.engine.Call;
import io.homelabhub.testkit.engine.Verb;
import io.homelabhub.testkit.simulation.World.Kind;
import io.homelabhub.testkit.simulation.World.Service;
import io.homelabhub.testkit.simulation.World.Trouble;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks, whenever a container is started, whether what its service needs has really become ready: not by what the runner
 * believes, but by what the processes did.
 */
final class StartOrder {
    private final Stage stage;
    private final Revision revision;
    private final Run run;
    private final List<Violation> found = new ArrayList<>();

    StartOrder(Stage stage, Revision revision, Run run) {
        this.stage = stage;
        this.revision = revision;
        this.run = run;
    }

    void check(Call call) {
        if (call.verb() != Verb.START_CONTAINER || run.isTakingBack()) {
            return;
        }
        for (Service service : revision.services()) {
            if (call.names().contains(service.name())) {
                service.needs().stream().filter(need -> !need.endsWith("?")).forEach(need -> check(service, need));
            }
        }
    }

    private void check(Service service, String need) {
        Optional<Service> needed = revision.services().stream()
                .filter(other -> other.name().equals(need))
                .findFirst();
        if (needed.isPresent() && !hasBeenReady(needed.get())) {
            found.add(new Violation(2, service.name() + " was started before " + need + " was ready"));
        }
    }

    void requireKept() {
        found.stream().findFirst().ifPresent(violation -> {
            throw new ViolationFound(violation);
        });
    }

    private boolean hasBeenReady(Service needed) {
        Optional<ObservedContainer> latest = stage.containers().stream()
                .filter(container -> container.label(ComposeLabels.SERVICE).equals(Optional.of(needed.name())))
                .max(Comparator.comparing(ObservedContainer::created));
        return latest.isPresent() && hasBeenReady(needed, latest.get());
    }

    private boolean hasBeenReady(Service needed, ObservedContainer container) {
        List<Life> lives = lives(container.id());
        boolean engineKilled = stage.world.trouble().kind() == Trouble.Mishap.ENGINE_RESTART;
        if (engineKilled && revision.kind(needed).ends()) {
            // what runs when the engine is killed counts as ended with exit code 0, and nobody can know better
            return true;
        }
        List<Life> ofThisRun =
                lives.stream().filter(life -> life.startedSince(run.began())).toList();
        List<Life> counted = ofThisRun.isEmpty() || engineKilled ? lives : ofThisRun;
        boolean secondImage = container.image().endsWith(":2");
        Kind kind = revision.kind(needed);
        return counted.stream().anyMatch(life -> life.wasReady(kind, secondImage));
    }

    private List<Life> lives(String id) {
        List<Life> lives = new ArrayList<>();
        Instant started = Instant.EPOCH;
        boolean up = false;
        for (ContainerEvent event : stage.engine.events()) {
            if (event.containerId().equals(id) && event.kind() == ContainerEvent.Kind.START) {
                started = event.at();
                up = true;
            } else if (event.containerId().equals(id) && event.kind() == ContainerEvent.Kind.DIE) {
                lives.add(new Life(started, event.at(), event.exitCode()));
                up = false;
            }
        }
        if (up) {
            lives.add(new Life(started, stage.clock.now(), Optional.empty()));
        }
        return lives;
    }

    private record Life(Instant from, Instant to, Optional<Integer> exitCode) {
        boolean startedSince(Duration elapsed) {
            return !from.isBefore(VirtualClock.START.plus(elapsed));
        }

        boolean wasReady(Kind kind, boolean secondImage) {
            Duration lasted = Duration.between(from, to);
            if (kind.ends()) {
                return exitCode.equals(Optional.of(0));
            }
            if (kind.isTested()) {
                boolean slow = kind == Kind.SLOW && secondImage;
                boolean never = kind == Kind.SICK && secondImage;
                return !never && lasted.compareTo(slow ? Stage.SLOW_AFTER : Stage.HEALTHY_AFTER) >= 0;
            }
            return true;
        }
    }
}
