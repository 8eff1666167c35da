package io.homelabhub.docker;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Some bytes that a program has written.
 *
 * @param source where to
 * @param bytes of no meaning by themselves: a line, several or a part of one
 * @param begins whether the engine has written them as a whole of its own, or the first part of one; of a terminal it does not tell
 */
record OutputPiece(Source source, ByteBuffer bytes, boolean begins) {
    private static final int HEADER = 8;
    private static final int LONGEST = 1 << 16;

    /** Where a program writes to. A terminal does not tell its two streams apart. */
    enum Source {
        INPUT,
        OUTPUT,
        ERROR,
        TERMINAL
    }

    /**
     * The pieces of an answer: each after a header with its source and length, as the Engine API has it under "Stream
     * format"; or plain, where the program has a terminal. Neither the headers of the answer nor all engines tell which.
     */
    static void readAll(BufferedInputStream body, Consumer<? super OutputPiece> pieces) throws IOException {
        body.mark(HEADER);
        byte[] start = body.readNBytes(HEADER);
        body.reset();
        if (!isHeader(start)) {
            readPlain(body, pieces);
            return;
        }
        readMultiplexed(body, pieces);
    }

    /** The pieces of an answer in which each is after a header. */
    static void readMultiplexed(InputStream body, Consumer<? super OutputPiece> pieces) throws IOException {
        for (byte[] header = body.readNBytes(HEADER); header.length > 0; header = body.readNBytes(HEADER)) {
            if (!isHeader(header)) {
                throw new EOFException("the output breaks off within a piece");
            }
            readPiece(body, header, pieces);
        }
    }

    private static boolean isHeader(byte[] bytes) {
        return bytes.length == HEADER
                && bytes[0] >= 0
                && bytes[0] <= 2
                && bytes[1] == 0
                && bytes[2] == 0
                && bytes[3] == 0;
    }

    /** A long one in parts: its length is the engine's to say, and not to be believed with memory. */
    private static void readPiece(InputStream body, byte[] header, Consumer<? super OutputPiece> pieces)
            throws IOException {
        long left = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(4));
        boolean begins = true;
        while (left > 0) {
            byte[] bytes = body.readNBytes((int) Math.min(left, LONGEST));
            if (bytes.length == 0) {
                throw new EOFException("the output breaks off within a piece");
            }
            left -= bytes.length;
            pieces.accept(new OutputPiece(Source.values()[header[0]], ByteBuffer.wrap(bytes), begins));
            begins = false;
        }
    }

    private static void readPlain(InputStream body, Consumer<? super OutputPiece> pieces) throws IOException {
        byte[] buffer = new byte[LONGEST];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            pieces.accept(new OutputPiece(Source.TERMINAL, ByteBuffer.wrap(Arrays.copyOf(buffer, count)), false));
        }
    }
}
