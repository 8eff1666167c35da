package io.homelabhub.backup.sql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a dump, one after the other; of what is very long, the beginning is looked at and the rest goes by. */
final class DumpLines {
    private static final int PIECE = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[PIECE];
    private int at;
    private int end;

    DumpLines(InputStream in) {
        this.in = in;
    }

    /** A piece of a line. */
    static final class Piece {
        private final byte[] bytes;
        private final boolean ends;

        private Piece(byte[] bytes, boolean ends) {
            this.bytes = bytes;
            this.ends = ends;
        }

        /** With the line feed, if it has one. */
        byte[] bytes() {
            return bytes;
        }

        /** Whether the line ends with it. */
        boolean ends() {
            return ends;
        }

        /** Without the line end. */
        String text() {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.stripTrailing().length() == text.length() ? text : withoutEnd(text);
        }

        private static String withoutEnd(String text) {
            String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        }
    }

    /** The next piece: a whole line, or 64 KiB of one that is longer; null at the end. */
    @org.jspecify.annotations.Nullable
    Piece next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        while (line.size() < PIECE) {
            if (at == end) {
                end = in.read(buffer, 0, buffer.length);
                at = 0;
                if (end <= 0) {
                    end = 0;
                    return line.size() == 0 ? null : new Piece(line.toByteArray(), false);
                }
            }
            int feed = at;
            while (feed < end && buffer[feed] != '\n') {
                feed++;
            }
            boolean found = feed < end;
            int length = Math.min(feed - at + (found ? 1 : 0), PIECE - line.size() + 1);
            line.write(buffer, at, length);
            at += length;
            if (found && at == feed + 1) {
                return new Piece(line.toByteArray(), true);
            }
        }
        return new Piece(line.toByteArray(), false);
    }
}
