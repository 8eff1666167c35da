package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProjectLockTests {
    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1);

    private LockHolder holder(String id) {
        return new LockHolder(id, "ann@home", ProcessHandle.current().pid(), "deploy all", clock.now());
    }

    private String work(String id) {
        return ProjectLock.holding(engine, "lab", holder(id), Duration.ZERO, clock, () -> "what came of it");
    }

    @Test
    void what_came_of_the_work_is_told_though_the_engine_has_gone() {
        engine.on(Calls.of(Verb.RELEASE_LOCK)).fails(Kind.UNREACHABLE, Times.always());

        assertThat(work("1")).isEqualTo("what came of it");
    }

    @Test
    void a_lock_that_this_process_had_to_leave_behind_is_taken_over() {
        engine.acquireLock("lab", holder("1"));

        assertThat(work("2")).isEqualTo("what came of it");
        assertThat(engine.lockHolder("lab")).isEmpty();
    }

    @Test
    void a_lock_that_this_process_works_under_is_not() {
        assertThatThrownBy(() -> ProjectLock.holding(engine, "lab", holder("1"), Duration.ZERO, clock, () -> work("2")))
                .isInstanceOf(LockedException.class);
    }
}
