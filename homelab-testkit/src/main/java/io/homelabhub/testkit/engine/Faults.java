package io.homelabhub.testkit.engine;

import java.util.ArrayList;
import java.util.List;

/** The faults that are to happen. */
final class Faults {
    private final List<Scripted> scripted = new ArrayList<>();
    private FaultSource random = call -> Fault.NONE;

    /** Where faults come from that nobody has scripted. */
    @FunctionalInterface
    interface FaultSource {
        Fault of(Call call);
    }

    private static final class Scripted {
        final Calls calls;
        final String description;
        final Times times;
        final Fault fault;
        int seen;
        int met;

        Scripted(Calls calls, String description, Times times, Fault fault) {
            this.calls = calls;
            this.description = description;
            this.times = times;
            this.fault = fault;
        }

        boolean isMetBy(Call call) {
            if (!calls.test(call)) {
                return false;
            }
            seen++;
            boolean meets = times.holds(seen);
            met += meets ? 1 : 0;
            return meets;
        }

        boolean isOver() {
            return times.count() == Integer.MAX_VALUE ? met > 0 : met == times.count();
        }

        @Override
        public String toString() {
            return calls + " " + description + " (" + times + "), of which " + met + " happened";
        }
    }

    void add(Calls calls, String description, Times times, Fault fault) {
        scripted.add(new Scripted(calls, description, times, fault));
    }

    void random(FaultSource source) {
        random = source;
    }

    /** Nothing goes wrong from now on. */
    void clear() {
        scripted.clear();
        random = call -> Fault.NONE;
    }

    /** What goes wrong with this call. */
    List<Fault> of(Call call) {
        List<Fault> met = new ArrayList<>();
        for (Scripted one : scripted) {
            if (one.isMetBy(call)) {
                met.add(one.fault);
            }
        }
        met.add(random.of(call));
        return met;
    }

    /** The scripted ones that have not happened, or not often enough. */
    List<String> missing() {
        return scripted.stream()
                .filter(one -> !one.isOver())
                .map(Scripted::toString)
                .toList();
    }
}
