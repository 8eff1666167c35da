package io.homelabhub.docker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keeps the end of an output; what came before is dropped. */
final class OutputEnd {
    private final byte[] ring;
    private long length;

    /** Keeps the last {@code limit} bytes. */
    OutputEnd(int limit) {
        this.ring = new byte[limit];
    }

    void add(ByteBuffer more) {
        while (more.hasRemaining()) {
            ring[(int) (length++ % ring.length)] = more.get();
        }
    }

    @Override
    public String toString() {
        if (length <= ring.length) {
            return new String(ring, 0, (int) length, StandardCharsets.UTF_8);
        }
        byte[] ordered = new byte[ring.length];
        int begin = (int) (length % ring.length);
        System.arraycopy(ring, begin, ordered, 0, ring.length - begin);
        System.arraycopy(ring, 0, ordered, ring.length - begin, begin);
        return "… " + new String(ordered, StandardCharsets.UTF_8);
    }
}
