package io.homelabhub.run;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.Watch;
import io.homelabhub.run.EngineCalls.Job;
import io.homelabhub.run.EngineCalls.Lane;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of the project's containers during one run, if it waits for any. Told on the coordinator's thread. */
final class EngineWatch {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RunContext run;
    private final Consumer<ContainerEvent> told;
    private @Nullable Watch watch;
    private EventLoop.@Nullable Timer again;
    private boolean opening;
    private boolean closed;

    EngineWatch(RunContext run, Consumer<ContainerEvent> told) {
        this.run = run;
        this.told = told;
    }

    void open() {
        boolean vouches = !run.plan().standing().isEmpty();
        if (vouches || run.plan().steps().stream().anyMatch(step -> step.work().isWait())) {
            opening = true;
            attempt();
        }
    }

    private void attempt() {
        Consumer<ContainerEvent> listener = event -> run.loop().post(() -> told.accept(event));
        run.calls()
                .submit(new Job<>(
                        "watch",
                        Lane.LOOK,
                        0,
                        () -> !closed,
                        () -> run.engine().watch(run.plan().project(), listener),
                        this::opened,
                        this::notOpened));
    }

    private void opened(Watch opened) {
        watch = opened;
        if (closed) {
            opened.close();
        } else if (!opening) {
            told.accept(gap());
        }
        opening = false;
    }

    /** Without events the waits look for themselves, only less promptly; what happens meanwhile is missed. */
    private void notOpened(RuntimeException failure) {
        opening = false;
        if (!closed) {
            told.accept(gap());
            again = run.loop().after(PAUSE, this::attempt);
        }
    }

    private ContainerEvent gap() {
        return new ContainerEvent(
                ContainerEvent.Kind.GAP,
                "",
                "",
                Optional.empty(),
                run.loop().timing().now());
    }

    /** Whether the engine has not answered yet. */
    boolean isOpening() {
        return opening;
    }

    void close() {
        closed = true;
        if (again != null) {
            again.cancel();
        }
        if (watch != null) {
            watch.close();
        }
    }
}
