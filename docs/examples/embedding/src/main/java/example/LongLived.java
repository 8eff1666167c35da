package example;

import io.homelabhub.HomelabBuilder;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.operation.LogEntry;
import io.homelabhub.operation.LogQuery;
import io.homelabhub.operation.ServiceLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps one engine open, deploys twice, follows what happens, reads a log, and closes: nothing of it is left. */
public final class LongLived {
    private LongLived() {}

    static void run(HomelabBuilder settings) throws InterruptedException {
        AtomicInteger finished = new AtomicInteger();
        try (HomelabRuntime lab = settings.keepEngineOpen(true)
                .listener(event -> count(event, finished))
                .build()) {
            lab.plan("guest").apply();
            System.out.println("steps of the first deploy: " + finished.getAndSet(0));
            lab.plan("guest").apply();
            System.out.println("steps of the second deploy: " + finished.get());
            try (ServiceLog log = lab.services().logs(LogQuery.of(List.of("guest")).withTail(5), System.out::println)) {
                for (Optional<LogEntry> line = log.next(); line.isPresent(); line = log.next()) {
                    System.out.println(line.get().container() + ": " + line.get().text());
                }
            }
        }
        requireNoThreads();
    }

    private static void count(HomelabEvent event, AtomicInteger finished) {
        if (event instanceof HomelabEvent.StepFinished) {
            finished.incrementAndGet();
        }
    }

    private static void requireNoThreads() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("homelab")) {
                thread.join(5_000); // it has been told to end
                if (thread.isAlive()) {
                    throw new IllegalStateException("a thread is left: " + thread.getName());
                }
            }
        }
    }
}
