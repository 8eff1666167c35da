package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.plan.Action;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was called, when, and what came of it. */
final class Journal {
    private final VirtualClock clock;
    private final List<CallRecord> ended = new ArrayList<>();
    private int actionsUnderWay;
    private int mostActionsAtOnce;

    Journal(VirtualClock clock) {
        this.clock = clock;
    }

    final class Entry {
        private final Call call;
        private final Duration began = clock.elapsed();

        private Entry(Call call) {
            this.call = call;
        }

        void succeeded() {
            ends(Optional.empty());
        }

        void failed(EngineException failure) {
            ends(Optional.of(failure));
        }

        private void ends(Optional<EngineException> failure) {
            synchronized (Journal.this) {
                ended.add(new CallRecord(call, began, clock.elapsed(), failure));
                actionsUnderWay -= call.action().isPresent() ? 1 : 0;
            }
        }
    }

    synchronized Entry begins(Call call) {
        actionsUnderWay += call.action().isPresent() ? 1 : 0;
        mostActionsAtOnce = Math.max(mostActionsAtOnce, actionsUnderWay);
        return new Entry(call);
    }

    synchronized List<CallRecord> calls() {
        return List.copyOf(ended);
    }

    synchronized List<Action> actions() {
        return ended.stream()
                .filter(call -> call.failure().isEmpty())
                .flatMap(call -> call.call().action().stream())
                .toList();
    }

    synchronized int mostActionsAtOnce() {
        return mostActionsAtOnce;
    }
}
