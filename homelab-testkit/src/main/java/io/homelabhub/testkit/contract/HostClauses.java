package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ContainerState;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The host as a whole: who it is, its lock, several callers at once. */
interface HostClauses extends Clauses {
    @Test
    default void required_c80_a_ping_tells_who_answers() {
        EngineInfo info = bench().engine.ping();

        assertThat(info.product()).isNotBlank();
        assertThat(info.version()).isNotBlank();
        assertThat(info.endpoint()).contains("://");
        assertThat(info.apiVersion()).matches("1\\.\\d+");
    }

    @Test
    default void required_c81_an_unknown_project_is_no_error() {
        assertThat(bench().engine
                        .observe(new ObserveRequest(bench().name("unknown"), Set.of(), true))
                        .containers())
                .allMatch(container -> container.inspection().isEmpty());
    }

    @Test
    default void required_c82_a_lock_has_one_holder_and_only_that_one_gives_it_back() {
        LockHolder ours = holder("ours");
        LockHolder theirs = holder("theirs");

        assertThat(bench().engine.acquireLock(bench().project, ours)).isEmpty();
        assertThat(bench().engine.acquireLock(bench().project, theirs))
                .map(LockHolder::id)
                .contains(ours.id());
        assertThat(bench().engine.lockHolder(bench().project))
                .map(LockHolder::toString)
                .contains(ours.toString());
        assertThat(bench().engine.releaseLock(bench().project, theirs)).isEqualTo(Effect.ALREADY_SO);
        assertThat(bench().engine.lockHolder(bench().project)).isPresent();
        assertThat(bench().engine.releaseLock(bench().project, ours)).isEqualTo(Effect.DONE);
        assertThat(bench().engine.releaseLock(bench().project, ours)).isEqualTo(Effect.ALREADY_SO);
        assertThat(bench().engine.lockHolder(bench().project)).isEmpty();
        assertThat(bench().engine.acquireLock(bench().project, theirs)).isEmpty();
        bench().engine.releaseLock(bench().project, theirs);
    }

    private LockHolder holder(String id) {
        return new LockHolder(
                bench().name(id),
                "somebody@somewhere",
                4711,
                "deploy " + id,
                bench().timing.now().truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    default void required_c83_of_many_who_ask_for_the_lock_at_once_one_gets_it() throws InterruptedException {
        List<Optional<LockHolder>> answers = new CopyOnWriteArrayList<>();
        bench().atOnce(IntStream.range(0, 4)
                .mapToObj(i -> holder("holder-" + i))
                .<Runnable>map(holder -> () -> answers.add(bench().engine.acquireLock(bench().project, holder)))
                .toList());

        assertThat(answers).filteredOn(Optional::isEmpty).hasSize(1);
        LockHolder winner = bench().engine.lockHolder(bench().project).orElseThrow();
        assertThat(bench().engine.releaseLock(bench().project, winner)).isEqualTo(Effect.DONE);
    }

    @Test
    default void required_c84_several_containers_are_made_and_started_at_once() throws InterruptedException {
        List<String> names = List.of("a", "b", "c", "d");
        bench().atOnce(names.stream()
                .<Runnable>map(what -> () -> bench().run(what, Program.RUNS_ON))
                .toList());

        assertThat(names).extracting(what -> bench().state(bench().name(what))).containsOnly(ContainerState.RUNNING);
    }

    @Test
    default void required_c85_an_interrupted_caller_is_told_so_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        EngineException failure =
                catchThrowableOfType(EngineException.class, () -> bench().engine.ping());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
    }

    @Test
    default void required_c86_closing_twice_is_harmless() {
        bench().engine.close();
        bench().engine.close();
        openAgain();
    }

    /** Opens the bench's engine anew, for what the clause has closed. */
    void openAgain();
}
