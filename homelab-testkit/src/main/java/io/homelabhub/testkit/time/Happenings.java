package io.homelabhub.testkit.time;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is going to happen, each at its time, and of two at one time the one that was added first. Not safe for threads. */
final class Happenings {
    private final PriorityQueue<Happening> queue =
            new PriorityQueue<>(Comparator.comparingLong(Happening::at).thenComparingLong(Happening::order));
    private long order;

    record Happening(long at, long order, Runnable what) {}

    Happening add(long at, Runnable what) {
        Happening happening = new Happening(at, order++, what);
        queue.add(happening);
        return happening;
    }

    void remove(Happening happening) {
        queue.remove(happening);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** When the next is due; {@link Turns#FOREVER} if there is none. */
    long next() {
        Happening first = queue.peek();
        return first == null ? Turns.FOREVER : first.at;
    }

    /** Takes out the next that is due by {@code now}; null if none is. */
    @Nullable
    Runnable takeDue(long now) {
        Happening first = queue.peek();
        if (first == null || first.at > now) {
            return null;
        }
        queue.remove();
        return first.what;
    }
}
