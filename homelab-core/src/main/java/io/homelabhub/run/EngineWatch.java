package io.homelabhub.run;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.Engine;
import io.homelabhub.plan.Await;
import io.homelabhub.run.EngineCalls.Job;
import io.homelabhub.run.EngineCalls.Lane;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of the project's containers during one run, if it waits for any. Told on the coordinator's thread. */
final class EngineWatch {
    private final RunContext run;
    private final Consumer<ContainerEvent> told;
    private Engine.@Nullable Watch watch;
    private boolean opening;

    EngineWatch(RunContext run, Consumer<ContainerEvent> told) {
        this.run = run;
        this.told = told;
    }

    void open() {
        boolean vouches = !run.plan().standing().isEmpty();
        if (!vouches && run.plan().steps().stream().noneMatch(step -> step.work() instanceof Await)) {
            return;
        }
        opening = true;
        Consumer<ContainerEvent> listener = event -> run.loop().post(() -> told.accept(event));
        run.calls()
                .submit(new Job<>(
                        "watch",
                        Lane.LOOK,
                        0,
                        () -> true,
                        () -> run.engine().watch(run.plan().project(), listener),
                        opened -> {
                            watch = opened;
                            opening = false;
                        },
                        // without events the waits look for themselves, only less promptly
                        failure -> opening = false));
    }

    /** Whether the engine has not answered yet. */
    boolean isOpening() {
        return opening;
    }

    void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
