package io.homelabhub.testkit.simulation;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.simulation.Service.Kind;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One process of a container, from its start to its end.
 *
 * @param to until now for one that runs
 * @param exitCode empty for one that runs, and for one whose end the engine did not see
 */
record Life(Instant from, Instant to, Optional<Integer> exitCode) {
    /** All lives of a container, the earliest first, as the engine's own events tell them. */
    static List<Life> of(FakeEngine engine, String containerId) {
        List<Life> lives = new ArrayList<>();
        Optional<Instant> up = Optional.empty();
        for (ContainerEvent event : engine.events()) {
            boolean starts = event.kind() == ContainerEvent.Kind.START;
            boolean ends = event.kind() == ContainerEvent.Kind.DIE;
            if (event.containerId().equals(containerId) && (starts || ends)) {
                up.ifPresent(from -> lives.add(new Life(from, event.at(), event.exitCode())));
                up = starts ? Optional.of(event.at()) : Optional.empty();
            }
        }
        up.ifPresent(from -> lives.add(new Life(from, engine.clock().now(), Optional.empty())));
        return lives;
    }

    boolean beganSince(Duration elapsed) {
        return !from.isBefore(VirtualClock.START.plus(elapsed));
    }

    /** @param secondImage whether it is of the image of which a process may be slow or ill */
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
        return kind != Kind.CRASHING || !secondImage;
    }
}
