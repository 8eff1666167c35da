package io.homelabhub.job;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What is done for jobs, each on a thread of its own. Thread-safe. */
final class JobTasks {
    private final Timing timing;
    private final BiConsumer<String, HomelabException> failed;
    private final Map<Integer, Task> tasks = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private int last;

    /** Something that is done for a job. */
    interface Work {
        void run() throws InterruptedException;
    }

    /** @param failed told of a job whose work failed, and why */
    JobTasks(Timing timing, BiConsumer<String, HomelabException> failed) {
        this.timing = timing;
        this.failed = failed;
    }

    synchronized void start(String job, Work work) {
        int number = ++last;
        counts.merge(job, 1, Integer::sum);
        tasks.put(number, timing.start("homelab-job-" + job, () -> run(number, job, work)));
    }

    private void run(int number, String job, Work work) {
        try {
            work.run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (HomelabException failure) {
            failed.accept(job, failure);
        } finally {
            ended(number, job);
        }
    }

    private synchronized void ended(int number, String job) {
        tasks.remove(number);
        counts.merge(job, -1, Integer::sum);
    }

    /** How much is being done for a job. */
    synchronized int underWay(String job) {
        return counts.getOrDefault(job, 0);
    }

    synchronized void interrupt() {
        tasks.values().forEach(Task::interrupt);
    }
}
