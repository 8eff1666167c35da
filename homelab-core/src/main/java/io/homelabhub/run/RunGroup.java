package io.homelabhub.run;

import io.homelabhub.plan.Gate;
import io.homelabhub.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The runs of one deploy, one on each host: their gates, and how they come to one end. Each run tells how far it is and is told when
 * anything has moved; none calls another. Thread-safe. Calls no engine and reads no clock.
 *
 * <p>Nothing is removed for good on any host before each run has said that all of its own was seen to last; that moment is one for all of
 * them. If one says before it that it failed, none removes anything, and each takes back what it did.
 */
public final class RunGroup {
    /** How far one run is. */
    enum Stage {
        /** Its steps are under way. */
        WORKING,
        /** Its steps have ended, but for what is removed for good. */
        SETTLED,
        /** All that it vouches for was seen to last. */
        WELL,
        /** What it has done is to be taken back. */
        FAILED
    }

    /** What is known of a service for which another host waits. */
    enum Passage {
        SHUT,
        OPEN,
        BARRED
    }

    private final Map<String, Stage> stages = new TreeMap<>();
    private final Map<String, Runnable> bells = new HashMap<>();
    private final Map<Gate, Passage> passages = new HashMap<>();
    private boolean committed;
    private boolean failed;
    private boolean stopped;

    /** @param plans those of all hosts, by their names */
    public RunGroup(Map<String, Plan> plans) {
        plans.forEach((host, plan) -> {
            stages.put(host, Stage.WORKING);
            gates(plan).forEach(gate -> passages.put(gate, Passage.SHUT));
        });
        passages.keySet().stream()
                .filter(gate -> !stages.containsKey(gate.host()))
                .forEach(gate -> {
                    throw new IllegalArgumentException(gate + " leads to a host without a run");
                });
    }

    private static Set<Gate> gates(Plan plan) {
        return plan.steps().stream()
                .flatMap(step -> step.work().gate().stream())
                .collect(Collectors.toSet());
    }

    /** What one run sees of the others. */
    Member member(String host) {
        if (!stages.containsKey(host)) {
            throw new IllegalArgumentException("no run on " + host);
        }
        return new Member(host);
    }

    /** Changes something with nobody else at it, and tells all others that it did. */
    private void change(String host, Consumer<RunGroup> change) {
        List<Runnable> told = new ArrayList<>();
        synchronized (this) {
            change.accept(this);
            bells.forEach((other, bell) -> {
                if (!other.equals(host)) {
                    told.add(bell);
                }
            });
        }
        told.forEach(Runnable::run);
    }

    private void at(String host, Stage stage) {
        boolean over = committed || failed || stages.get(host) == Stage.FAILED;
        if (!over) {
            stages.put(host, stage);
            failed = stage == Stage.FAILED;
            committed = stages.values().stream().allMatch(Stage.WELL::equals);
        }
    }

    private synchronized boolean haveAll(Stage least) {
        return stages.values().stream().allMatch(stage -> stage.compareTo(least) >= 0);
    }

    /** One run's part in the group. To be used by its coordinator's thread. */
    final class Member {
        private final String host;
        private Stage told = Stage.WORKING;
        private boolean left;

        private Member(String host) {
            this.host = host;
        }

        /** @param bell rung from any thread whenever another run has moved */
        void join(Runnable bell) {
            synchronized (RunGroup.this) {
                bells.put(host, bell);
            }
        }

        /** Says how far what others wait for is. */
        void publish(Plan plan, Ledger ledger) {
            Map<Gate, Passage> moved = new HashMap<>();
            synchronized (RunGroup.this) {
                passages.forEach((gate, known) -> {
                    if (gate.host().equals(host) && known == Passage.SHUT) {
                        moved.put(gate, Gates.passage(gate, plan, ledger));
                    }
                });
            }
            moved.values().removeIf(Passage.SHUT::equals);
            if (!moved.isEmpty()) {
                change(host, group -> group.passages.putAll(moved));
            }
        }

        Passage look(Gate gate) {
            synchronized (RunGroup.this) {
                return passages.getOrDefault(gate, Passage.BARRED);
            }
        }

        /** Says how far this run is. Once all are well, or one has failed, nothing that is said changes that. */
        void arrive(Stage stage) {
            if (stage != told) {
                told = stage;
                change(host, group -> group.at(host, stage));
            }
        }

        /** Nothing more shall begin anywhere. */
        void stop() {
            change(host, group -> group.stopped = true);
        }

        /** The run is over, however it came to that. Who waits for something of it waits no longer. */
        void leave() {
            if (!left) {
                left = true;
                change(host, group -> {
                    group.passages.replaceAll((gate, known) ->
                            gate.host().equals(host) && known == Passage.SHUT ? Passage.BARRED : known);
                    group.at(host, Stage.FAILED); // nothing, once all have agreed
                    group.bells.remove(host);
                });
            }
        }

        /** Whether others have a part in the run. */
        boolean isAmongOthers() {
            return stages.size() > 1;
        }

        boolean areAllSettled() {
            return haveAll(Stage.SETTLED);
        }

        /** Whether all were seen to last, so that there is no way back any more. */
        boolean isCommitted() {
            synchronized (RunGroup.this) {
                return committed;
            }
        }

        /** Whether some run has failed, so that all of them take back what they did. */
        boolean hasFailed() {
            synchronized (RunGroup.this) {
                return failed;
            }
        }

        boolean isStopped() {
            synchronized (RunGroup.this) {
                return stopped;
            }
        }
    }
}
