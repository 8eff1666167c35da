package io.homelabhub.compose.load;

import java.util.ArrayList;
import java.util.List;

/** Where in the model a walk stands. Made into text only when there is something to report. */
final class Trail {
    private final List<Object> steps = new ArrayList<>();

    void into(String key) {
        steps.add(key);
    }

    void into(int index) {
        steps.add(index);
    }

    void out() {
        steps.remove(steps.size() - 1);
    }

    int depth() {
        return steps.size();
    }

    /** The key at {@code depth}, or an empty text if there is none. */
    String step(int depth) {
        return depth < steps.size() ? steps.get(depth).toString() : "";
    }

    /** The keys so far; an index ends in a text that is no key of its own. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(steps.size());
        for (Object step : steps) {
            keys.add(step instanceof Integer index ? "[" + index + "]" : step.toString());
        }
        return keys;
    }

    /** The path with {@code more} at its end. */
    String with(String more) {
        return steps.isEmpty() ? more : this + "." + more;
    }

    /** {@code services.web.ports[0]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer index) {
                text.append('[').append(index).append(']');
            } else {
                text.append(text.length() == 0 ? "" : ".").append(step);
            }
        }
        return text.toString();
    }
}
