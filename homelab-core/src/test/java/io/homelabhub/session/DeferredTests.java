package io.homelabhub.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.engine.EngineException;
import io.homelabhub.time.Timing;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DeferredTests {
    @Test
    void gives_the_answer_as_often_as_it_is_asked() {
        Deferred<String> pending = Deferred.begin("test", Timing.system(), () -> "answer");

        assertThat(pending.await()).isEqualTo("answer");
        assertThat(pending.await()).isEqualTo("answer");
    }

    @Test
    void finds_out_on_another_thread() {
        Deferred<Thread> pending = Deferred.begin("test", Timing.system(), Thread::currentThread);

        assertThat(pending.await())
                .isNotSameAs(Thread.currentThread())
                .extracting(Thread::getName)
                .isEqualTo("test");
    }

    @Test
    void throws_what_the_work_threw_at_whoever_asks() {
        IllegalStateException failure = new IllegalStateException("no");
        Deferred<String> pending = Deferred.begin("test", Timing.system(), () -> {
            throw failure;
        });

        assertThatThrownBy(pending::await).isSameAs(failure);
        assertThatThrownBy(pending::await).isSameAs(failure);
    }

    @Test
    void an_error_is_no_lost_answer() {
        Deferred<String> pending = Deferred.begin("test", Timing.system(), () -> {
            throw new AssertionError("no");
        });

        assertThatThrownBy(pending::await).isInstanceOf(AssertionError.class);
    }

    @Test
    void an_interrupt_ends_the_wait_and_stays_visible() {
        CountDownLatch never = new CountDownLatch(1);
        Deferred<String> pending = Deferred.begin("test", Timing.system(), () -> {
            await(never);
            return "late";
        });

        Thread.currentThread().interrupt();

        assertThatThrownBy(pending::await).isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.kind())
                .isEqualTo(EngineException.Kind.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
        never.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
