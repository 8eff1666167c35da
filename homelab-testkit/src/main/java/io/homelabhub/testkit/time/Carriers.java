package io.homelabhub.testkit.time;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that tasks run on. They are kept for the next clock: making one costs more than a whole simulated step. */
final class Carriers {
    private static final ExecutorService THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), Carriers::thread);

    private Carriers() {}

    static void execute(Runnable work) {
        THREADS.execute(work);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "virtual-clock");
        thread.setDaemon(true);
        return thread;
    }
}
