package io.homelabhub.testkit.engine;

import static io.homelabhub.testkit.engine.Calls.anyAction;
import static io.homelabhub.testkit.engine.Calls.start;
import static io.homelabhub.testkit.engine.Calls.statusOf;
import static io.homelabhub.testkit.engine.Times.always;
import static io.homelabhub.testkit.engine.Times.nth;
import static io.homelabhub.testkit.engine.Times.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.Watch;
import io.homelabhub.plan.Action;
import io.homelabhub.testkit.time.VirtualClock;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class FaultTests {
    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1);

    @Test
    void a_scripted_failure_comes_as_often_as_it_is_said_and_does_nothing() {
        engine.given("homelab-db").madeByCompose("homelab", "db", "hash").created();
        engine.on(start("db")).fails(Kind.CONFLICT, times(2));

        assertThat(failureOfStart("homelab-db")).isEqualTo(Kind.CONFLICT);
        assertThat(engine.faultsThatDidNotHappen()).hasSize(1);
        assertThat(failureOfStart("homelab-db")).isEqualTo(Kind.CONFLICT);
        assertThat(engine.running()).isEmpty();
        assertThat(startOf("homelab-db")).isEqualTo(Effect.DONE);
        assertThat(engine.faultsThatDidNotHappen()).isEmpty();
    }

    @Test
    void a_lost_answer_hides_what_was_done() {
        engine.given("db").created();
        engine.on(start("db")).losesTheAnswer(times(1));

        assertThat(failureOfStart("db")).isEqualTo(Kind.UNREACHABLE);
        assertThat(engine.running()).containsExactly("db");
    }

    @Test
    void what_hangs_ends_by_an_interrupt_alone() throws InterruptedException {
        engine.given("db").created();
        engine.on(start("db")).hangs(always());
        Mailbox<Kind> failure = clock.mailbox();
        Task caller = clock.start("caller", () -> failure.put(failureOfStart("db")));
        clock.sleep(Duration.ofHours(1));
        caller.interrupt();

        assertThat(failure.take()).isEqualTo(Kind.INTERRUPTED);
    }

    @Test
    void a_hung_engine_does_it_later() {
        engine.given("db").created();
        engine.on(start("db")).timesOutAndHappensLater(Duration.ofSeconds(30), Duration.ofSeconds(5), times(1));

        assertThat(failureOfStart("db")).isEqualTo(Kind.TIMED_OUT);
        assertThat(engine.running()).isEmpty();
        clock.advance(Duration.ofSeconds(6));
        assertThat(engine.running()).containsExactly("db");
    }

    @Test
    void something_else_can_happen_just_before_the_nth_call() {
        engine.given("db").running();
        engine.on(statusOf("db")).isPrecededBy(nth(2), call -> engine.troubles().dies("db", 1));

        assertThat(engine.status("db").orElseThrow().state().isRunning()).isTrue();
        assertThat(engine.status("db").orElseThrow().state().isRunning()).isFalse();
    }

    @Test
    void on_a_full_disk_nothing_starts() {
        engine.given("db").created();
        engine.troubles().diskIsFull();

        assertThat(failureOfStart("db")).isEqualTo(Kind.NO_SPACE);
        engine.troubles().diskHasRoom();
        assertThat(startOf("db")).isEqualTo(Effect.DONE);
    }

    @Test
    void on_a_full_disk_the_engine_does_not_start_until_there_is_room() {
        engine.given("db").restart("always").running();
        engine.troubles().diskIsFull();
        engine.troubles().engineRestarts(Duration.ofSeconds(11));

        clock.advance(Duration.ofMinutes(5));
        assertThat(catchThrowableOfType(EngineException.class, engine::ping).kind())
                .isEqualTo(Kind.UNREACHABLE);
        engine.troubles().diskHasRoom();
        assertThat(engine.running()).containsExactly("db");
    }

    @Test
    void a_network_can_keep_the_place_of_a_container_that_is_gone_until_the_engine_is_restarted() {
        engine.given("web").network("front").running();
        engine.troubles().placeIsLeftIn("front");
        engine.troubles().isRemoved("web");
        Action remove = new Action.RemoveNetwork("front");

        assertThat(catchThrowableOfType(EngineException.class, () -> engine.perform(remove, ActionProgress.NONE)))
                .hasMessageContaining("has active endpoints")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFLICT));
        engine.troubles().engineRestarts(Duration.ofSeconds(11));
        clock.advance(Duration.ofSeconds(12));
        assertThat(engine.perform(remove, ActionProgress.NONE)).isEqualTo(Effect.DONE);
    }

    @Test
    void a_restarted_engine_starts_by_policy_and_tells_no_die() {
        engine.given("always").restart("always").running();
        engine.given("never").running();
        int before = engine.events().size();
        engine.troubles().engineRestarts(Duration.ofSeconds(11));

        assertThat(catchThrowableOfType(EngineException.class, engine::ping).kind())
                .isEqualTo(Kind.UNREACHABLE);
        clock.advance(Duration.ofSeconds(12));

        assertThat(engine.running()).containsExactly("always");
        assertThat(engine.container("never").exitCode()).contains(0);
        assertThat(engine.events().subList(before, engine.events().size()))
                .extracting(ContainerEvent::kind)
                .containsExactly(ContainerEvent.Kind.START);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "0, 1, 2"})
    void events_can_be_lost_or_come_twice(double dropped, double duplicated, int told) {
        List<ContainerEvent> seen = new ArrayList<>();
        engine.given("db").madeByCompose("homelab", "db", "hash").created();
        engine.troubles().eventsAre(new EventFaults(dropped, duplicated, 0));
        Watch watch = engine.watch("homelab", seen::add);

        startOf("db");
        clock.advance(Duration.ofSeconds(1));
        watch.close();

        assertThat(seen).hasSize(told);
    }

    @Test
    void faults_by_chance_follow_from_the_seed() {
        assertThat(failures(7)).isEqualTo(failures(7)).isNotEqualTo(failures(8)).isNotEmpty();
    }

    private static List<Integer> failures(long seed) {
        FakeEngine one = new FakeEngine(VirtualClock.seeded(1), 1).meeting(new RandomFaults(seed, 0.3));
        List<Integer> failed = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            if (catchThrowableOfType(EngineException.class, one::ping) != null) {
                failed.add(i);
            }
        }
        return failed;
    }

    @Test
    void what_did_not_happen_is_told() {
        engine.on(anyAction()).fails(Kind.OTHER, nth(3));

        assertThat(engine.faultsThatDidNotHappen())
                .containsExactly("any action fails with OTHER (call 3 to 3), of which 0 happened");
    }

    private Effect startOf(String container) {
        return engine.perform(new Action.StartContainer(container), ActionProgress.NONE);
    }

    private Kind failureOfStart(String container) {
        return Optional.ofNullable(catchThrowableOfType(EngineException.class, () -> startOf(container)))
                .orElseThrow(() -> new AssertionError("the start succeeded"))
                .kind();
    }
}
