package io.homelabhub.doctor.git;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the paths out of an index of git, versions 2 to 4 (https://git-scm.com/docs/index-format), with hashes of SHA-1. */
final class GitIndex {
    private static final int SIGNATURE = 0x44495243; // DIRC
    private static final int STAT = 40;
    private static final int HASH = 20;
    private static final int EXTENDED = 0x4000;
    private static final int MOST_ENTRIES = 2_000_000;

    private GitIndex() {}

    /** @throws IOException if it is none, of another version, or cut off */
    static Set<String> paths(byte[] index) throws IOException {
        try {
            ByteBuffer in = ByteBuffer.wrap(index);
            int signature = in.getInt();
            int version = in.getInt();
            int count = in.getInt();
            if (signature != SIGNATURE || version < 2 || version > 4 || count < 0 || count > MOST_ENTRIES) {
                throw new IOException("this is no index of git that is known");
            }
            return entries(in, version, count);
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException cut) {
            throw new IOException("the index of git is cut off", cut);
        }
    }

    private static Set<String> entries(ByteBuffer in, int version, int count) {
        Set<String> paths = new LinkedHashSet<>();
        byte[] before = new byte[0];
        for (int i = 0; i < count; i++) {
            int begin = in.position();
            in.position(begin + STAT + HASH);
            int flags = in.getShort();
            if (version > 2 && (flags & EXTENDED) != 0) {
                in.getShort();
            }
            int kept = version == 4 ? before.length - strip(in) : 0;
            byte[] rest = untilNul(in);
            byte[] path = new byte[kept + rest.length];
            System.arraycopy(before, 0, path, 0, kept);
            System.arraycopy(rest, 0, path, kept, rest.length);
            paths.add(new String(path, StandardCharsets.UTF_8));
            before = path;
            if (version < 4) { // padded with NUL to a multiple of eight
                in.position(begin + (in.position() - 1 - begin + 8) / 8 * 8);
            }
        }
        return paths;
    }

    /** By how many bytes the path before is cut: seven bits a byte, as in a pack. */
    private static int strip(ByteBuffer in) {
        int next = in.get();
        int value = next & 0x7f;
        while ((next & 0x80) != 0) {
            next = in.get();
            value = ((value + 1) << 7) | (next & 0x7f);
        }
        return value;
    }

    private static byte[] untilNul(ByteBuffer in) {
        int begin = in.position();
        while (in.get() != 0) {
            // on to the end
        }
        byte[] bytes = new byte[in.position() - 1 - begin];
        in.get(begin, bytes);
        return bytes;
    }
}
