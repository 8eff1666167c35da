package io.homelabhub.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualClockTests {
    private final VirtualClock clock = VirtualClock.seeded(1);
    private final List<String> seen = new ArrayList<>();

    @Test
    void sleeping_moves_the_clock_and_takes_no_time() throws InterruptedException {
        clock.sleep(Duration.ofDays(300));

        assertThat(clock.elapsed()).isEqualTo(Duration.ofDays(300));
        assertThat(clock.now()).isEqualTo(VirtualClock.START.plus(Duration.ofDays(300)));
    }

    @Test
    void what_is_due_first_happens_first() {
        clock.after(Duration.ofSeconds(2), () -> seen.add("second"));
        clock.after(Duration.ofSeconds(1), () -> seen.add("first"));
        clock.after(Duration.ofSeconds(9), () -> seen.add("later"));

        clock.advance(Duration.ofSeconds(5));

        assertThat(seen).containsExactly("first", "second");
    }

    @Test
    void a_cancelled_happening_does_not_happen() {
        VirtualClock.Timer timer = clock.after(Duration.ofSeconds(1), () -> seen.add("cancelled"));
        timer.cancel();

        clock.advance(Duration.ofSeconds(5));

        assertThat(seen).isEmpty();
    }

    @Test
    void a_message_wakes_the_one_who_waits_for_it() throws InterruptedException {
        Mailbox<String> mailbox = clock.mailbox();
        clock.start("sender", () -> {
            clock.advance(Duration.ofSeconds(3));
            mailbox.put("hello");
        });

        assertThat(mailbox.take()).isEqualTo("hello");
        assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_wait_for_a_message_ends_after_its_time() throws InterruptedException {
        Optional<String> nothing = clock.<String>mailbox().take(Duration.ofMinutes(2));

        assertThat(nothing).isEmpty();
        assertThat(clock.elapsed()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void equal_seeds_give_equal_turns_and_other_seeds_give_others() throws InterruptedException {
        Set<List<String>> turns = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            List<String> once = turnsOfThree(seed);
            assertThat(turnsOfThree(seed)).isEqualTo(once);
            turns.add(once);
        }
        assertThat(turns).hasSizeGreaterThan(10);
    }

    private static List<String> turnsOfThree(long seed) throws InterruptedException {
        VirtualClock clock = VirtualClock.seeded(seed);
        List<String> seen = new ArrayList<>();
        Mailbox<String> done = clock.mailbox();
        for (String name : List.of("a", "b", "c")) {
            clock.start(name, () -> {
                for (int i = 0; i < 3; i++) {
                    seen.add(name + i);
                    clock.giveWay();
                }
                done.put(name);
            });
        }
        for (int i = 0; i < 3; i++) {
            done.take();
        }
        return seen;
    }

    @Test
    void an_interrupted_task_ends_its_sleep_at_once() throws InterruptedException {
        Mailbox<Duration> ended = clock.mailbox();
        Task sleeper = clock.start("sleeper", () -> {
            try {
                clock.sleep(Duration.ofHours(1));
            } catch (InterruptedException e) {
                ended.put(clock.elapsed());
            }
        });
        clock.sleep(Duration.ofSeconds(10));
        sleeper.interrupt();

        assertThat(ended.take()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void an_interrupt_of_the_thread_itself_works_like_that_of_its_task() {
        Thread test = Thread.currentThread();
        clock.after(Duration.ofSeconds(7), test::interrupt);

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> clock.sleep(Duration.ofHours(1)));
        assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(7));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void giving_way_keeps_the_interrupt_for_later() {
        Thread.currentThread().interrupt();
        clock.giveWay();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void waiting_for_what_never_comes_fails_and_says_who_waits() {
        Mailbox<String> never = clock.mailbox();
        clock.start("watcher", () -> {
            try {
                never.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatExceptionOfType(NothingHappensException.class)
                .isThrownBy(never::take)
                .withMessageContaining("watcher waits for a message");
        assertThat(clock.tasksUnderWay()).containsExactly("watcher");
    }

    @Test
    void a_jump_moves_the_wall_clock_alone() {
        clock.jump(Duration.ofDays(-1));

        assertThat(clock.now()).isEqualTo(VirtualClock.START.minus(Duration.ofDays(1)));
        assertThat(clock.elapsed()).isZero();
    }

    @Test
    void what_a_task_throws_is_kept() throws InterruptedException {
        clock.start("thrower", () -> {
            throw new IllegalStateException("oops");
        });
        clock.sleep(Duration.ofSeconds(1));

        assertThat(clock.uncaught()).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessage("oops"));
        assertThat(clock.tasksUnderWay()).isEmpty();
    }
}
