package io.homelabhub.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys that leave a program to itself when they are typed one after the other. Found here and not by the engine: Docker 20.10 counts a
 * command that is left so as failed.
 */
public final class DetachKeys {
    /** Docker's own. */
    public static final String USUAL = "ctrl-p,ctrl-q";

    private static final Pattern CONTROL = Pattern.compile("ctrl-([a-z@\\[\\\\\\]^_])");
    private static final int CONTROL_BITS = 0x1f;

    private final byte[] keys;

    private DetachKeys(byte[] keys) {
        this.keys = keys;
    }

    /**
     * Reads them.
     *
     * @param text as {@code ctrl-p,ctrl-q}: single characters, or {@code ctrl-} and a letter or one of {@code @[\\]^_}, with commas between
     * @throws IllegalArgumentException for a key that is neither
     */
    public static DetachKeys parse(String text) {
        ByteArrayOutputStream keys = new ByteArrayOutputStream();
        for (String key : text.split(",", -1)) {
            Matcher control = CONTROL.matcher(key);
            if (control.matches()) {
                keys.write(control.group(1).charAt(0) & CONTROL_BITS);
            } else if (key.length() == 1 && key.charAt(0) < 128) {
                keys.write(key.charAt(0));
            } else {
                throw new IllegalArgumentException(
                        "'" + key + "' is no key; give one character, or ctrl- and a letter, as in " + USUAL);
            }
        }
        return new DetachKeys(keys.toByteArray());
    }

    /** Watches what is typed from now on. */
    public Typing typing() {
        return new Typing();
    }

    /** What has been typed, as far as it can still become the keys. */
    public final class Typing {
        private int matched;

        /** Whether all of the keys were typed. */
        public boolean isComplete() {
            return matched == keys.length;
        }

        /** What of all that was typed so far, with {@code count} bytes more, is not the keys and was not given back before. */
        public byte[] add(byte[] bytes, int count) {
            ByteArrayOutputStream others = new ByteArrayOutputStream();
            for (int i = 0; i < count && !isComplete(); i++) {
                if (bytes[i] != keys[matched]) {
                    others.write(keys, 0, matched);
                    matched = 0;
                }
                if (bytes[i] == keys[matched]) {
                    matched++;
                } else {
                    others.write(bytes[i]);
                }
            }
            return others.toByteArray();
        }

        @Override
        public String toString() {
            return matched + " of " + Arrays.toString(keys);
        }
    }
}
