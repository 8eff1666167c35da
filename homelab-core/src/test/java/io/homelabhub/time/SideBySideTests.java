package io.homelabhub.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SideBySideTests {
    @Test
    void results_come_in_the_order_of_the_things_whichever_ends_first() throws Exception {
        Semaphore second = new Semaphore(0);

        List<String> results = SideBySide.map(List.of(1, 2), 2, Timing.system(), number -> {
            if (number == 1) {
                second.acquireUninterruptibly();
            } else {
                second.release();
            }
            return "r" + number;
        });

        assertThat(results).containsExactly("r1", "r2");
    }

    @Test
    void no_more_are_under_way_than_may_be() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        SideBySide.map(List.of(1, 2, 3, 4, 5, 6, 7, 8), 3, Timing.system(), number -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            return underWay.decrementAndGet();
        });

        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void the_first_failure_is_thrown_when_all_have_ended() {
        AtomicInteger ended = new AtomicInteger();

        assertThatThrownBy(() -> SideBySide.map(List.of(1, 2, 3), 1, Timing.system(), number -> {
                    ended.incrementAndGet();
                    if (number > 1) {
                        throw new IllegalStateException("thing " + number);
                    }
                    return number;
                }))
                .hasMessage("thing 2");
        assertThat(ended).hasValue(3);
    }
}
