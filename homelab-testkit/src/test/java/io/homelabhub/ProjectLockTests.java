package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.session.LockedException;
import io.homelabhub.session.ProjectLock;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ProjectLockTests {
    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1);

    private LockHolder holder(String id) {
        return new LockHolder(id, "ann@home", ProcessHandle.current().pid(), "deploy all", clock.now());
    }

    private Optional<String> work(String id) {
        return work(id, Duration.ZERO, () -> false);
    }

    private Optional<String> work(String id, Duration within, BooleanSupplier cancelled) {
        return ProjectLock.holding(engine, "lab", holder(id), within, cancelled, clock, () -> "what came of it");
    }

    @Test
    void what_came_of_the_work_is_told_though_the_engine_has_gone() {
        engine.on(Calls.of(Verb.RELEASE_LOCK)).fails(Kind.UNREACHABLE, Times.always());

        assertThat(work("1")).contains("what came of it");
    }

    @Test
    void a_lock_that_this_process_had_to_leave_behind_is_taken_over() {
        engine.acquireLock("lab", holder("1"));

        assertThat(work("2")).contains("what came of it");
        assertThat(engine.lockHolder("lab")).isEmpty();
    }

    @Test
    void a_lock_that_this_process_works_under_is_not() {
        assertThatThrownBy(() -> ProjectLock.holding(
                        engine, "lab", holder("1"), Duration.ZERO, () -> false, clock, () -> work("2")))
                .isInstanceOf(LockedException.class);
    }

    @Test
    void whoever_waits_for_it_can_be_told_to_give_up() {
        engine.acquireLock("lab", new LockHolder("1", "bob@elsewhere", 7, "deploy all", clock.now()));
        Duration soon = clock.elapsed().plusSeconds(20);

        assertThat(work("2", Duration.ofHours(1), () -> clock.elapsed().compareTo(soon) > 0))
                .isEmpty();
        assertThat(clock.elapsed()).isLessThan(soon.plusSeconds(2));
        assertThat(engine.lockHolder("lab")).map(LockHolder::id).contains("1");
    }
}
