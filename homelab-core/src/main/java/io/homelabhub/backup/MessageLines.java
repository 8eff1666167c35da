package io.homelabhub.backup;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Takes a program's standard error line by line: facts are handed on, and of the rest the last lines are kept. */
final class MessageLines extends OutputStream {
    private static final int MOST_LINES = 12;
    private static final int LONGEST = 1 << 20;
    private static final int LONGEST_KEPT = 500;

    private final Consumer<String> facts;
    private final Deque<String> kept = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    MessageLines(Consumer<String> facts) {
        this.facts = facts;
    }

    @Override
    public void write(int one) {
        if (one == '\n') {
            end();
        } else if (line.size() < LONGEST) {
            line.write(one);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    /** Whatever has been written is a line. */
    void end() {
        String text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (text.startsWith("{\"")) {
            facts.accept(text);
        } else if (!text.isEmpty()) {
            kept.add(text.length() > LONGEST_KEPT ? text.substring(0, LONGEST_KEPT) + "…" : text);
            if (kept.size() > MOST_LINES) {
                kept.remove();
            }
        }
    }

    /** The last lines that are no facts, as one. */
    String tail() {
        return String.join("; ", kept);
    }
}
