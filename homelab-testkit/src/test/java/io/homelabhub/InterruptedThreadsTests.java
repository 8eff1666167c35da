package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody interrupts the thread that deploys. */
class InterruptedThreadsTests extends Embedded {
    /** Interrupts the thread that does {@code work} after {@code time}, and tells whether the flag was set when it had ended. */
    private boolean isStillInterrupted(Duration time, Runnable work) throws InterruptedException {
        Mailbox<Boolean> flag = clock.mailbox();
        Task task = clock.start("embedder", () -> {
            try {
                work.run();
            } catch (RuntimeException expected) {
                // what it is, others test
            }
            flag.put(Thread.interrupted());
        });
        clock.sleep(time);
        task.interrupt();
        return flag.take();
    }

    @Test
    void an_interrupted_apply_gives_the_lock_back() throws InterruptedException {
        engine.image("db:1").neverHealthy();
        HomelabRuntime lab = builder.build();

        assertThat(isStillInterrupted(
                        Duration.ofMillis(1500), () -> lab.plan("web").apply()))
                .isTrue();
        assertThat(lab.lockHolder()).isEmpty();
        assertThat(engine.running()).isEmpty();
    }

    @Test
    void an_interrupt_while_the_lock_is_given_back_does_not_keep_it() throws InterruptedException {
        engine.on(Calls.of(Verb.RELEASE_LOCK)).fails(Kind.UNREACHABLE, Times.times(20));
        HomelabRuntime lab = builder.build();

        assertThat(isStillInterrupted(
                        Duration.ofSeconds(6), () -> lab.plan("web").apply()))
                .isTrue();
        assertThat(lab.lockHolder()).isEmpty();
    }

    @Test
    void a_lock_that_was_taken_without_an_answer_is_not_left_behind() {
        engine.on(Calls.of(Verb.ACQUIRE_LOCK)).losesTheAnswer(Times.times(1));
        HomelabRuntime lab = builder.build();

        assertThatThrownBy(() -> lab.plan("web").apply()).isInstanceOf(RuntimeException.class);
        assertThat(lab.lockHolder()).isEmpty();
    }

    @Test
    void an_interrupt_while_waiting_for_the_lock_is_a_cancellation_and_not_a_lock_that_was_taken() {
        engine.acquireLock("lab", new LockHolder("1", "bob@elsewhere", 7, "deploy all", clock.now()));
        HomelabRuntime lab = builder.build();
        List<Throwable> failures = new ArrayList<>();

        Task task = clock.start("embedder", () -> {
            try {
                lab.plan(DeployRequest.of(List.of("web")).withLockWait(Duration.ofHours(1)))
                        .apply();
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        });
        clock.advance(Duration.ofSeconds(5));
        task.interrupt();
        clock.advance(Duration.ofSeconds(5));

        assertThat(failures).singleElement().isInstanceOfSatisfying(ApplyFailedException.class, failure -> assertThat(
                        failure.result().ending())
                .isEqualTo(Ending.CANCELLED));
        assertThat(engine.running()).isEmpty();
        assertThat(engine.lockHolder("lab")).map(LockHolder::who).contains("bob@elsewhere");
    }

    @Test
    void an_engine_is_closed_though_the_thread_was_interrupted() throws InterruptedException {
        List<String> closed = new ArrayList<>();
        HomelabRuntime lab = builder.engine(through(real -> new DelegatingEngine(real) {
                    @Override
                    public void close() {
                        closed.add("closed");
                        super.close();
                    }
                }))
                .build();

        isStillInterrupted(Duration.ZERO, () -> {
            Thread.currentThread().interrupt();
            lab.status();
        });

        assertThat(closed).hasSize(1);
    }
}
