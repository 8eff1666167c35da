package io.homelabhub.backup.tar;

import io.homelabhub.resource.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a tar archive of a volume, with all entries below {@code volume/}, that is written to it, to see that it is whole and what it holds; keeps one head and one digest, whatever the
 * archive's size. Understands what engines write: ustar, the extended heads of POSIX.1-2001 (pax) and the long names and numbers of GNU
 * tar. Source: "pax Interchange Format" in POSIX.1-2017, and tar(5) of libarchive.
 */
public final class TarScan extends OutputStream {
    private static final String FOLDER = "volume";
    private static final int BLOCK = 512;
    private static final int MOST_HEAD = 1 << 20;
    private static final int SIZE_AT = 124;
    private static final int TYPE_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private final byte[] head = new byte[BLOCK];
    private int inHead;
    private long content;
    private long padding;
    private int emptyBlocks;
    private boolean extending;
    private char extension;
    private final ByteArrayOutputStream extended = new ByteArrayOutputStream();
    private final Map<String, String> next = new HashMap<>();
    private MessageDigest entry = Sha256.digest();
    private BigInteger sum = BigInteger.ZERO;
    private long entries;
    private long bytes;

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] piece, int from, int length) throws IOException {
        int at = from;
        int end = from + length;
        while (at < end) {
            if (content > 0) {
                int taken = (int) Math.min(content, end - at);
                take(piece, at, taken);
                content -= taken;
                at += taken;
                if (content == 0) {
                    contentEnded();
                }
            } else if (padding > 0) {
                int skipped = (int) Math.min(padding, end - at);
                padding -= skipped;
                at += skipped;
            } else {
                int taken = Math.min(BLOCK - inHead, end - at);
                System.arraycopy(piece, at, head, inHead, taken);
                inHead += taken;
                at += taken;
                if (inHead == BLOCK) {
                    inHead = 0;
                    headRead();
                }
            }
        }
    }

    private void take(byte[] piece, int from, int length) throws IOException {
        if (!extending) {
            entry.update(piece, from, length);
            bytes += length;
        } else if (extended.size() + length > MOST_HEAD) {
            throw new IOException("a head of the archive is longer than " + MOST_HEAD + " bytes");
        } else {
            extended.write(piece, from, length);
        }
    }

    private void headRead() throws IOException {
        if (isEmpty()) {
            emptyBlocks++;
            return;
        }
        if (emptyBlocks > 0) {
            throw new IOException("the archive goes on behind its end");
        }
        checkSum();
        char type = (char) (head[TYPE_AT] & 0xff);
        extending = type == 'x' || type == 'g' || type == 'L' || type == 'K';
        extension = type;
        content = extending || !next.containsKey("size") ? number(SIZE_AT, 12) : pax("size");
        if (!extending && "123456".indexOf(type) >= 0) {
            content = 0; // links, devices and folders have none, whatever the head says
        }
        padding = (BLOCK - content % BLOCK) % BLOCK;
        if (!extending) {
            begin(type);
        }
        if (content == 0) {
            contentEnded();
        }
    }

    private long pax(String name) throws IOException {
        try {
            return Long.parseLong(next.getOrDefault(name, ""));
        } catch (NumberFormatException broken) {
            throw new IOException("a head of the archive has no number for " + name, broken);
        }
    }

    private void begin(char type) throws IOException {
        entry = Sha256.digest();
        String prefix = text(257, 5).equals("ustar") && head[263] == '0' ? text(PREFIX_AT, 155) : "";
        String name = next.getOrDefault("path", prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100));
        if (!name.equals(FOLDER) && !name.startsWith(FOLDER + "/")) {
            throw new IOException("the engine names " + name + " in a volume, and not a path below " + FOLDER + "/");
        }
        char kind = type == 0 ? '0' : type;
        long uid = next.containsKey("uid") ? pax("uid") : number(108, 8);
        long gid = next.containsKey("gid") ? pax("gid") : number(116, 8);
        String link = kind == '1' || kind == '2' ? next.getOrDefault("linkpath", text(157, 100)) : "";
        String told =
                name + "\0" + kind + "\0" + (number(100, 8) & 07777) + "\0" + uid + "\0" + gid + "\0" + link + "\0";
        entry.update(told.getBytes(StandardCharsets.UTF_8));
        next.clear();
        entries++;
    }

    private void contentEnded() throws IOException {
        if (!extending) {
            sum = sum.add(new BigInteger(1, entry.digest())).mod(MODULUS);
            return;
        }
        byte[] told = extended.toByteArray();
        extended.reset();
        switch (extension) {
            case 'x' -> readPax(told);
            case 'L' -> next.put("path", untilZero(told));
            case 'K' -> next.put("linkpath", untilZero(told));
            default -> {} // what holds for all entries: nothing that counts here
        }
    }

    private static String untilZero(byte[] text) {
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** Lines as {@code 30 mtime=1350244992.023960108}, each with its own length before it. */
    private void readPax(byte[] records) throws IOException {
        int at = 0;
        while (at < records.length) {
            int space = at;
            while (space < records.length && records[space] != ' ') {
                space++;
            }
            String digits = new String(records, at, space - at, StandardCharsets.US_ASCII);
            int length = digits.matches("\\d{1,7}") ? Integer.parseInt(digits) : 0;
            if (length <= digits.length() + 1 || at + length > records.length) {
                throw new IOException("an extended head of the archive cannot be read");
            }
            String record = new String(records, space + 1, at + length - space - 2, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals > 0) {
                next.put(record.substring(0, equals), record.substring(equals + 1));
            }
            at += length;
        }
    }

    private boolean isEmpty() {
        for (byte one : head) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    private void checkSum() throws IOException {
        long told = number(148, 8);
        long actual = 0;
        for (int i = 0; i < BLOCK; i++) {
            actual += i >= 148 && i < 156 ? ' ' : head[i] & 0xff;
        }
        if (told != actual) {
            throw new IOException("a head of the archive is damaged");
        }
    }

    private String text(int from, int length) {
        int end = from;
        while (end < from + length && head[end] != 0) {
            end++;
        }
        return new String(head, from, end - from, StandardCharsets.UTF_8);
    }

    /** Octal, or binary as GNU tar has it for what is larger. */
    private long number(int from, int length) throws IOException {
        if ((head[from] & 0x80) != 0) {
            long value = head[from] & 0x7f;
            for (int i = from + 1; i < from + length; i++) {
                value = (value << 8) | (head[i] & 0xff);
            }
            return value;
        }
        String digits = text(from, length).strip();
        if (!digits.matches("[0-7]*")) {
            throw new IOException("a head of the archive has a number that is none");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    /**
     * What the archive holds; to be asked when all of it has been written.
     *
     * @throws IOException if it is not whole
     */
    public TarSummary summary() throws IOException {
        if (emptyBlocks < 2 || inHead != 0 || content > 0) {
            throw new IOException("the archive ends in its middle");
        }
        String digest = sum.toString(16);
        return new TarSummary(entries, bytes, "0".repeat(64 - digest.length()) + digest);
    }
}
