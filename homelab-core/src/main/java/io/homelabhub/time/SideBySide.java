package io.homelabhub.time;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does the same to many things, some at a time, each on a thread of its own. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * Waits until all are done.
     *
     * @param atOnce how many may be under way, 1 and up
     * @return what came of each, in the order of {@code things}
     * @throws InterruptedException if the calling thread is interrupted; what is under way comes to its end
     * @throws RuntimeException what {@code work} threw for the first thing of those for which it did; an {@link Error} likewise
     */
    public static <T, R> List<R> map(List<T> things, int atOnce, Timing timing, Function<T, R> work)
            throws InterruptedException {
        Mailbox<Runnable> ended = timing.mailbox();
        List<Supplier<R>> outcomes = new ArrayList<>(Collections.nCopies(things.size(), () -> {
            throw new IllegalStateException("not done yet");
        }));
        int started = 0;
        for (int done = 0; done < things.size(); done++) {
            while (started < things.size() && started - done < atOnce) {
                int number = started++;
                timing.start("homelab side by side " + number, () -> {
                    Supplier<R> outcome = Attempt.at(() -> work.apply(things.get(number)));
                    ended.put(() -> outcomes.set(number, outcome));
                });
            }
            ended.take().run();
        }
        return outcomes.stream().map(Supplier::get).toList();
    }
}
