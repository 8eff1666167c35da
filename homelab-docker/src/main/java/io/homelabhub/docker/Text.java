package io.homelabhub.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects output up to a limit; the rest is read and dropped. */
final class Text {
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Keeps the first {@code limit} bytes. */
    Text(int limit) {
        this.limit = limit;
    }

    void add(byte[] more) {
        bytes.write(more, 0, Math.min(more.length, limit - bytes.size()));
    }

    @Override
    public String toString() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
