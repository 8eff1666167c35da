package io.homelabhub.docker;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A moment in a run.
 *
 * @param begins whether at the begin of a step; else at its end
 * @param number of such moments, from 1
 */
record Boundary(boolean begins, int number) {
    static Boundary parse(String text) {
        return new Boundary(text.startsWith("begin"), Integer.parseInt(text.substring(text.indexOf('-') + 1)));
    }

    /**
     * The boundaries of a run to try: all of them with {@code -Dhomelab.it.crashes=all}, a part of them with a range as {@code
     * -Dhomelab.it.crashes=1-20}, else a few and the last: a run that is cut off at its very end leaves but its lock.
     *
     * @param steps of the run
     * @param samples how many are a few
     */
    static List<Boundary> toTry(int steps, int samples) {
        List<Boundary> boundaries = new ArrayList<>();
        for (int number = 1; number <= steps; number++) {
            boundaries.add(new Boundary(true, number));
            boundaries.add(new Boundary(false, number));
        }
        String wanted = System.getProperty("homelab.it.crashes", "");
        if (wanted.equals("all")) {
            return boundaries;
        }
        if (wanted.contains("-")) {
            int dash = wanted.indexOf('-');
            int last = Math.min(Integer.parseInt(wanted.substring(dash + 1)), boundaries.size());
            return boundaries.subList(Integer.parseInt(wanted.substring(0, dash)) - 1, last);
        }
        int stride = boundaries.size() / samples;
        return boundaries.stream()
                // odd, so that begins and ends take turns
                .filter(boundary -> boundaries.indexOf(boundary) % (stride | 1) == stride / 2
                        || boundary.equals(boundaries.get(boundaries.size() - 1)))
                .toList();
    }

    /** Does {@code deed} once a run comes here, on the thread that the run's events come on. */
    ProgressListener listener(Consumer<Step> deed) {
        return new Counter(this, deed);
    }

    @Override
    public String toString() {
        return (begins ? "begin-" : "end-") + number;
    }

    /** The words for a step in reports. */
    static String words(Step step) {
        return step.work().getClass().getSimpleName() + " " + step.resource();
    }

    private static final class Counter implements ProgressListener {
        private final Boundary boundary;
        private final Consumer<Step> deed;
        private int seen;

        Counter(Boundary boundary, Consumer<Step> deed) {
            this.boundary = boundary;
            this.deed = deed;
        }

        @Override
        public void on(HomelabEvent event) {
            if (boundary.begins() && event instanceof HomelabEvent.StepStarted started) {
                count(started.step());
            } else if (!boundary.begins() && event instanceof HomelabEvent.StepFinished finished) {
                count(finished.step());
            }
        }

        private void count(Step step) {
            seen++;
            if (seen == boundary.number()) {
                deed.accept(step);
            }
        }
    }
}
