package io.homelabhub.failure;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Failures as text, in the form that every Java program writes them to its standard streams; which is not done here. */
public final class StackTraces {
    private final StringBuilder text = new StringBuilder();
    private final Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());

    private StackTraces() {}

    /** {@code failure} with all that it was thrown through, what has caused it, and what was suppressed. */
    public static String text(Throwable failure) {
        StackTraces traces = new StackTraces();
        traces.add("", failure);
        return traces.text.toString();
    }

    private void add(String relation, Throwable failure) {
        text.append(relation).append(failure).append('\n');
        if (!told.add(failure)) {
            return;
        }
        Arrays.stream(failure.getStackTrace())
                .forEach(frame -> text.append("\tat ").append(frame).append('\n'));
        Arrays.stream(failure.getSuppressed()).forEach(suppressed -> add("Suppressed: ", suppressed));
        if (failure.getCause() != null) {
            add("Caused by: ", failure.getCause());
        }
    }
}
