package io.homelabhub.docker;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Collects output up to a limit; the rest is read and dropped. */
final class Text {
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Keeps the first {@code limit} bytes. */
    Text(int limit) {
        this.limit = limit;
    }

    void add(ByteBuffer more) {
        while (more.hasRemaining() && bytes.size() < limit) {
            bytes.write(more.get());
        }
    }

    @Override
    public String toString() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
