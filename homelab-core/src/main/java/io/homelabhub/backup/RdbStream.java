package io.homelabhub.backup;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Hands a snapshot of Redis on and sees that it is whole: its first word, its end, and its checksum (CRC-64 of Jones, as in crc64.c of
 * Redis). A server that cannot know the length beforehand ends with a mark of 40 bytes, which is left out.
 */
final class RdbStream extends OutputStream {
    private static final int MARK = 40;
    private static final int CHECKSUM = 8;
    private static final int END = 0xff;
    private static final byte[] FIRST = {'R', 'E', 'D', 'I', 'S'};
    private static final long POLYNOMIAL = 0x95AC9329AC4BC9B5L;
    private static final long[] TABLE = table();

    private final OutputStream to;
    private final byte[] held = new byte[MARK + CHECKSUM];
    private int holding;
    private long checksum;
    private long size;
    private int last;

    RdbStream(OutputStream to) {
        this.to = to;
    }

    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ POLYNOMIAL;
            }
            table[i] = value;
        }
        return table;
    }

    @Override
    public void write(int one) throws IOException {
        if (holding == held.length) {
            pass(held[0]);
            System.arraycopy(held, 1, held, 0, held.length - 1);
            holding--;
        }
        held[holding++] = (byte) one;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (length <= held.length) {
            for (int i = from; i < from + length; i++) {
                write(bytes[i]);
            }
            return;
        }
        for (int i = 0; i < holding; i++) {
            pass(held[i]);
        }
        int passing = length - held.length;
        for (int i = from; i < from + passing; i++) {
            check(bytes[i]);
        }
        to.write(bytes, from, passing);
        System.arraycopy(bytes, from + passing, held, 0, held.length);
        holding = held.length;
    }

    private void pass(byte one) throws IOException {
        check(one);
        to.write(one);
    }

    private void check(byte one) throws IOException {
        if (size < FIRST.length && one != FIRST[(int) size]) {
            throw new IOException("what the server sends is no snapshot");
        }
        checksum = TABLE[(int) ((checksum ^ one) & 0xff)] ^ checksum >>> 8;
        last = one & 0xff;
        size++;
    }

    /**
     * Writes what is left.
     *
     * @return how long the snapshot is
     * @throws IOException if it is not whole
     */
    long finish() throws IOException {
        boolean marked = holding == held.length && !endsAt(holding);
        int end = marked ? MARK_START : holding;
        if (!endsAt(end)) {
            throw new IOException("the snapshot ends in its middle, or was changed on its way");
        }
        for (int i = 0; i < end - CHECKSUM; i++) {
            pass(held[i]);
        }
        to.write(held, end - CHECKSUM, CHECKSUM);
        return size + CHECKSUM;
    }

    private static final int MARK_START = CHECKSUM;

    /** Whether the snapshot's checksum stands before {@code end} of what is held. */
    private boolean endsAt(int end) {
        if (end < CHECKSUM) {
            return false;
        }
        long running = checksum;
        int before = last;
        for (int i = 0; i < end - CHECKSUM; i++) {
            running = TABLE[(int) ((running ^ held[i]) & 0xff)] ^ running >>> 8;
            before = held[i] & 0xff;
        }
        long told = 0;
        for (int i = end - 1; i >= end - CHECKSUM; i--) {
            told = (told << 8) | (held[i] & 0xff);
        }
        return before == END && (told == 0 || told == running);
    }
}
