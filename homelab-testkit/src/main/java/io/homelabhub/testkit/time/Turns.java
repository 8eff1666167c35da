package io.homelabhub.testkit.time;

import io.homelabhub.time.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who runs, and what time it is. One thread has the turn; the others are parked. */
final class Turns {
    static final long FOREVER = Long.MAX_VALUE;
    static final int WATCHDOG_SECONDS = 30;

    /** So many happenings in a row that wake nobody, while nobody waits for a time, are taken for a hang. */
    private static final int IDLE_HAPPENINGS = 10_000;

    private final Random random;
    private final List<Turn> turns = new ArrayList<>();
    private final Happenings happenings = new Happenings();
    private final List<Throwable> uncaught = new ArrayList<>();
    private volatile long elapsed;
    private @Nullable Turn holder;

    Turns(long seed) {
        random = new Random(seed);
    }

    long elapsedNanos() {
        return elapsed;
    }

    /** Waits until {@code wanted} holds, but {@code nanos} of virtual time at most. Others get a turn in any case. */
    void await(String doing, BooleanSupplier wanted, long nanos) throws InterruptedException {
        Turn me = enter();
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            pass(me, doing, wanted, later(nanos));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } finally {
            leave(me);
        }
    }

    void giveWay() {
        Turn me = enter();
        try {
            pass(me, "gave way", () -> true, FOREVER);
        } finally {
            leave(me);
        }
    }

    VirtualClock.Timer after(long nanos, Runnable what) {
        synchronized (this) {
            Happenings.Happening added = happenings.add(later(nanos), what);
            return () -> cancel(added);
        }
    }

    private synchronized void cancel(Happenings.Happening added) {
        happenings.remove(added);
    }

    Task start(String name, Runnable work) {
        Turn task = new Turn(name, true);
        task.wanted = () -> true;
        synchronized (this) {
            turns.add(task);
        }
        Carriers.execute(() -> run(task, work));
        return () -> interrupt(task);
    }

    private synchronized void interrupt(Turn task) {
        if (turns.contains(task)) {
            task.interrupt();
        }
    }

    synchronized List<String> tasksUnderWay() {
        return turns.stream().filter(turn -> turn.task).map(turn -> turn.name).toList();
    }

    synchronized List<Throwable> uncaught() {
        return List.copyOf(uncaught);
    }

    private long later(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("a time of " + nanos + " ns; give zero or more");
        }
        return nanos > FOREVER - elapsed ? FOREVER : elapsed + nanos;
    }

    private void run(Turn task, Runnable work) {
        Thread thread = Thread.currentThread();
        String carrierName = thread.getName();
        thread.setName(task.name);
        task.thread = thread;
        try {
            parkUntilTurn(task);
            work.run();
        } catch (Throwable failure) {
            synchronized (this) {
                uncaught.add(failure);
            }
        } finally {
            end(task);
            Thread.interrupted();
            thread.setName(carrierName);
        }
    }

    private void end(Turn task) {
        synchronized (this) {
            turns.remove(task);
            task.thread = null;
        }
        Turn next = next();
        if (next != null) {
            next.giveTurn();
        }
    }

    /** Makes the calling thread take part, and returns when it has the turn. */
    private Turn enter() {
        Turn me;
        boolean queues;
        synchronized (this) {
            me = own();
            me.depth++;
            queues = holder != me && !isFree();
            if (queues) {
                me.wanted = () -> true;
            } else {
                holder = me;
            }
        }
        if (queues) {
            parkUntilTurn(me);
        }
        return me;
    }

    private Turn own() {
        Thread current = Thread.currentThread();
        for (Turn turn : turns) {
            if (turn.thread == current) {
                return turn;
            }
        }
        Turn caller = new Turn(current.getName(), false);
        caller.thread = current;
        turns.add(caller);
        return caller;
    }

    /** Whether the turn is with nobody, or with a caller's thread that is elsewhere and that no task waits for. */
    private boolean isFree() {
        Turn current = holder;
        if (current == null) {
            return true;
        }
        Thread thread = current.thread;
        boolean elsewhere = !current.task && current.depth == 0;
        boolean gone = thread == null || !thread.isAlive();
        return elsewhere && (gone || turns.stream().noneMatch(turn -> turn.task));
    }

    private synchronized void leave(Turn me) {
        me.depth--;
        if (!me.task && me.depth == 0 && turns.stream().noneMatch(turn -> turn.task)) {
            turns.remove(me);
            holder = null;
        }
    }

    private void pass(Turn me, String doing, BooleanSupplier wanted, long deadline) {
        synchronized (this) {
            me.wanted = wanted;
            me.deadline = deadline;
            me.doing = doing;
        }
        Turn next = next();
        if (next != me) {
            if (next != null) {
                next.giveTurn();
            }
            parkUntilTurn(me);
        }
        RuntimeException failure = me.failure;
        if (failure != null) {
            me.failure = null;
            throw failure;
        }
    }

    private void parkUntilTurn(Turn me) {
        if (!me.park(TimeUnit.SECONDS.toNanos(WATCHDOG_SECONDS))) {
            throw new IllegalStateException(me.name + " did not get its turn for " + WATCHDOG_SECONDS
                    + " s of real time: " + whereHolderStands());
        }
        if (me.takeInterrupt()) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String whereHolderStands() {
        Turn current = holder;
        Thread thread = current == null ? null : current.thread;
        if (current == null || thread == null) {
            return "nobody has it";
        }
        return current.name + " keeps it and waits outside of the clock, at\n    "
                + Arrays.stream(thread.getStackTrace())
                        .limit(20)
                        .map(String::valueOf)
                        .collect(Collectors.joining("\n    "));
    }

    /** Moves the time until somebody can go on, and gives that one the turn; null if nobody waits. */
    private @Nullable Turn next() {
        for (int idle = 0; ; idle++) {
            Runnable happening;
            synchronized (this) {
                happening = happenings.takeDue(elapsed);
                if (happening == null) {
                    Turn drawn = draw();
                    if (drawn != null) {
                        return drawn;
                    }
                    if (!anybodyWaits()) {
                        holder = null;
                        return null;
                    }
                    moveTime(idle);
                }
            }
            if (happening != null) {
                happening.run();
            }
        }
    }

    private @Nullable Turn draw() {
        List<Turn> ready = turns.stream().filter(this::canGo).toList();
        if (ready.isEmpty()) {
            return null;
        }
        Turn drawn = ready.get(ready.size() == 1 ? 0 : random.nextInt(ready.size()));
        drawn.wanted = null;
        holder = drawn;
        return drawn;
    }

    private boolean canGo(Turn turn) {
        BooleanSupplier wanted = turn.wanted;
        return wanted != null
                && (turn.deadline <= elapsed || turn.failure != null || turn.isInterrupted() || wanted.getAsBoolean());
    }

    private boolean anybodyWaits() {
        return turns.stream().anyMatch(turn -> turn.wanted != null);
    }

    private void moveTime(int idle) {
        long first = turns.stream()
                .filter(turn -> turn.wanted != null)
                .mapToLong(turn -> turn.deadline)
                .min()
                .orElse(FOREVER);
        boolean hangs = first == FOREVER && (happenings.isEmpty() || idle > IDLE_HAPPENINGS);
        if (hangs) {
            failThoseThatWait();
            return;
        }
        elapsed = Math.max(elapsed, Math.min(first, happenings.next()));
    }

    /** Threads of the caller's are told if there are any, else the tasks: the test shall fail, not a listener in the dark. */
    private void failThoseThatWait() {
        String message = "every thread waits and nothing is left to happen: "
                + turns.stream().map(turn -> turn.name + " " + turn.doing).collect(Collectors.joining("; "));
        List<Turn> callers = turns.stream().filter(turn -> !turn.task).toList();
        for (Turn turn : callers.isEmpty() ? turns : callers) {
            turn.failure = new NothingHappensException(message);
        }
    }
}
