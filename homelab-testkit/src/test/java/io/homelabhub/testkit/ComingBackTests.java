package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The old containers after a deploy that failed. */
@HomelabTest
class ComingBackTests {
    private HomelabRuntime first = Homelab.builder().build();
    private HomelabRuntime second = Homelab.builder().build();

    @BeforeEach
    void deployed(FakeEngine engine, VirtualClock clock) {
        first = runtime(engine, clock, "1");
        second = runtime(engine, clock, "2");
        engine.image("db:1").becomesHealthyAfter(Duration.ofSeconds(2));
        assertThat(first.plan("all")).applies();
    }

    private static HomelabRuntime runtime(FakeEngine engine, VirtualClock clock, String version) {
        Path file = Path.of("src/test/resources/lab/coming-back.yml").toAbsolutePath();
        return Homelab.builder()
                .engine(engine.provider())
                .timing(clock)
                .composeFiles(List.of(file))
                .environment(Map.of("VERSION", version))
                .build();
    }

    private ApplyResult failed() {
        try {
            return second.plan("all").apply();
        } catch (ApplyFailedException failed) {
            return failed.result();
        }
    }

    @Test
    void an_old_container_is_waited_for_until_it_is_well_again(FakeEngine engine) {
        engine.image("bot:2").crashLoops();
        Duration before = engine.clock().elapsed();

        assertThat(failed().ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(engine.clock().elapsed().minus(before)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(first.plan("all").plan()).isEmpty();
    }

    @Test
    void a_dependant_comes_back_after_what_it_needs_is_well(FakeEngine engine) {
        engine.image("bot:2").crashLoops();
        String db = engine.container("db").id();
        String bot = engine.container("bot").id();

        assertThat(failed().ending()).isEqualTo(Ending.ROLLED_BACK);
        List<ContainerEvent> starts = engine.events().stream()
                .filter(event -> event.kind() == ContainerEvent.Kind.START)
                .filter(event -> List.of(db, bot).contains(event.containerId()))
                .toList();
        ContainerEvent last = starts.get(starts.size() - 1);
        ContainerEvent before = starts.get(starts.size() - 2);
        assertThat(List.of(before.containerId(), last.containerId())).containsExactly(db, bot);
        assertThat(Duration.between(before.at(), last.at())).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void an_old_container_that_does_not_come_back_well_is_reported(FakeEngine engine) {
        engine.image("bot:2").crashLoops();
        engine.image("db:1").neverHealthy();

        ApplyResult result = failed();
        assertThat(result.ending()).isEqualTo(Ending.ROLLBACK_FAILED);
        assertThat(result.failedUndos())
                .anySatisfy(undo -> assertThat(undo.failure().orElseThrow()).hasMessageContaining("db"));
        assertThat(engine).runs("bot", "db");
    }
}
