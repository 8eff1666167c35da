package io.homelabhub.backup.tar;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A tar archive of one file whose content streams through. Source: "ustar Interchange Format" in POSIX.1-2017. */
public final class TarOfOne {
    private static final int BLOCK = 512;

    private TarOfOne() {}

    /**
     * The archive.
     *
     * @param name up to 99 bytes
     * @param size of the content in bytes, exactly, and below 8 GiB
     */
    public static InputStream of(String name, long size, InputStream content) {
        byte[] padding = new byte[(int) ((BLOCK - size % BLOCK) % BLOCK) + 2 * BLOCK];
        return new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(head(name, size)), content, new ByteArrayInputStream(padding))));
    }

    private static byte[] head(String name, long size) {
        byte[] head = new byte[BLOCK];
        put(head, 0, name);
        put(head, 100, "0000644\0");
        put(head, 108, "0000000\0");
        put(head, 116, "0000000\0");
        put(head, 124, String.format(Locale.ROOT, "%011o\0", size));
        put(head, 136, "00000000000\0");
        put(head, 148, "        ");
        head[156] = '0';
        put(head, 257, "ustar\00000");
        int sum = 0;
        for (byte one : head) {
            sum += one & 0xff;
        }
        put(head, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return head;
    }

    private static void put(byte[] head, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, head, at, bytes.length);
    }
}
