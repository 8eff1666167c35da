package io.homelabhub.run;

import io.homelabhub.engine.EngineException;
import io.homelabhub.time.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the number of calls to the engine within bounds. Actions and probes share the run's parallelism, and of probes two
 * are under way at most: each costs the engine about as much CPU as it takes time. Looks are cheap and must not starve
 * behind a long pull, so they have two places of their own.
 */
final class EngineCalls {
    /** What kind of call it is. */
    enum Lane {
        ACTION,
        PROBE,
        LOOK
    }

    private static final int PROBES = 2;
    private static final int LOOKS = 2;

    /**
     * A call to be made.
     *
     * @param order actions with a lower one go first
     * @param begin asked when the call's turn comes; false if it is not wanted any more
     * @param work the call, on a thread of its own
     */
    record Job<T>(
            String name,
            Lane lane,
            int order,
            BooleanSupplier begin,
            Supplier<T> work,
            Consumer<T> done,
            Consumer<RuntimeException> failed) {}

    /** A call that was asked for. */
    static final class Ticket {
        private boolean withdrawn;
        private @Nullable Task task;

        /** Interrupts the call if it is under way; if its turn has not come yet, it never will. */
        void withdraw() {
            withdrawn = true;
            interrupt();
        }

        /** Interrupts the call if it is under way. */
        void interrupt() {
            if (task != null) {
                task.interrupt();
            }
        }
    }

    private record Waiting<T>(Job<T> job, Ticket ticket, long number) {}

    private static final Comparator<Waiting<?>> IN_ORDER = Comparator.<Waiting<?>>comparingInt(
                    waiting -> waiting.job().order())
            .thenComparingLong(Waiting::number);

    private final EventLoop loop;
    private final int parallelism;
    private final Queue<Waiting<?>> actions = new PriorityQueue<>(IN_ORDER);
    private final Deque<Waiting<?>> probes = new ArrayDeque<>();
    private final Deque<Waiting<?>> looks = new ArrayDeque<>();
    private int acting;
    private int probing;
    private int looking;
    private boolean actionsTurn;
    /** While a result is worked on nothing begins: what it drops must not, and what it readies begins in order. */
    private boolean settling;

    private long number;
    private Duration lastAnswer;

    EngineCalls(EventLoop loop, int parallelism) {
        this.loop = loop;
        this.parallelism = parallelism;
        this.lastAnswer = loop.timing().elapsed();
    }

    /** How long the engine has not answered anybody; zero if it has after {@code since}. */
    Duration silence(Duration since) {
        return lastAnswer.compareTo(since) > 0
                ? Duration.ZERO
                : loop.timing().elapsed().minus(lastAnswer);
    }

    /** Makes the call as soon as there is a place for it. */
    <T> Ticket submit(Job<T> job) {
        Ticket ticket = new Ticket();
        queue(job.lane()).add(new Waiting<>(job, ticket, number++));
        fill();
        return ticket;
    }

    private Queue<Waiting<?>> queue(Lane lane) {
        return switch (lane) {
            case ACTION -> actions;
            case PROBE -> probes;
            case LOOK -> looks;
        };
    }

    private void fill() {
        if (settling) {
            return;
        }
        while (looking < LOOKS && !looks.isEmpty()) {
            begin(looks.remove());
        }
        while (acting + probing < parallelism) {
            boolean probeCan = probing < PROBES && !probes.isEmpty();
            if (!probeCan && actions.isEmpty()) {
                return;
            }
            // by turns, so that neither many waits nor many actions starve the other
            boolean probe = probeCan && (actions.isEmpty() || !actionsTurn);
            actionsTurn = probe;
            Queue<Waiting<?>> next = probe ? probes : actions;
            begin(next.remove());
        }
    }

    private <T> void begin(Waiting<T> waiting) {
        Job<T> job = waiting.job();
        if (waiting.ticket().withdrawn || !job.begin().getAsBoolean()) {
            return;
        }
        count(job.lane(), 1);
        waiting.ticket().task = loop.call(
                job.name(),
                job.work(),
                value -> end(waiting, true, () -> job.done().accept(value)),
                failure -> end(waiting, isAnswer(failure), () -> job.failed().accept(failure)));
    }

    /** A refusal is an answer. */
    private static boolean isAnswer(RuntimeException failure) {
        return failure instanceof EngineException engine && !engine.leavesOutcomeUnknown();
    }

    private void end(Waiting<?> waiting, boolean answered, Runnable result) {
        waiting.ticket().task = null;
        if (answered) {
            lastAnswer = loop.timing().elapsed();
        }
        count(waiting.job().lane(), -1);
        settling = true;
        result.run();
        settling = false;
        fill();
    }

    private void count(Lane lane, int change) {
        switch (lane) {
            case ACTION -> acting += change;
            case PROBE -> probing += change;
            case LOOK -> looking += change;
        }
    }
}
