package io.homelabhub.backup;

import java.io.IOException;
import java.io.OutputStream;

/** Hands on what is written to two. */
final class BothStreams extends OutputStream {
    private final OutputStream one;
    private final OutputStream other;

    BothStreams(OutputStream one, OutputStream other) {
        this.one = one;
        this.other = other;
    }

    @Override
    public void write(int value) throws IOException {
        one.write(value);
        other.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        one.write(bytes, from, length);
        other.write(bytes, from, length);
    }
}
