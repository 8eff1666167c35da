package io.homelabhub.rotation;

import io.homelabhub.sops.FreshBytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which secret to rotate, and to what.
 *
 * @param key its key in the encrypted file, as {@code POSTGRES_PASSWORD} or {@code database.password}
 * @param file the encrypted file; empty for that of the project's which counts
 * @param value the new value; empty for one that is made. Never told to anybody
 * @param length how many characters a value has that is made, 8 to 1024
 * @param alphabet of what it is made
 * @param lockWait how long to wait for a deploy of the project to end; zero to refuse at once
 */
public record RotationRequest(
        String key, Optional<Path> file, Optional<String> value, int length, Alphabet alphabet, Duration lockWait) {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 1024;
    private static final int USUAL_LENGTH = 40;

    /** What a value is made of. */
    public enum Alphabet {
        /** Digits and a to f: no file, URL or shell reads them otherwise. */
        HEX("0123456789abcdef"),
        /** Letters and digits. */
        ALPHANUMERIC("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
        /** All printable characters of ASCII but the blank. */
        PRINTABLE("!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

        private final String characters;

        Alphabet(String characters) {
            this.characters = characters;
        }
    }

    /**
     * As given.
     *
     * @throws IllegalArgumentException for a length that is too small or too great, or a value that is empty or no line of text
     */
    public RotationRequest {
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException(
                    "the length is " + length + "; give one from " + SHORTEST + " to " + LONGEST);
        }
        if (value.filter(RotationRequest::isNoLine).isPresent()) {
            throw new IllegalArgumentException(
                    "the new value is empty, or has a line end or a control character in it");
        }
    }

    private static boolean isNoLine(String value) {
        return value.isEmpty() || value.chars().anyMatch(Character::isISOControl);
    }

    /** {@code key}, to 40 letters and digits. */
    public static RotationRequest of(String key) {
        return new RotationRequest(
                key, Optional.empty(), Optional.empty(), USUAL_LENGTH, Alphabet.ALPHANUMERIC, Duration.ZERO);
    }

    /** This one, of another file than that which counts. */
    public RotationRequest withFile(Path other) {
        return new RotationRequest(key, Optional.of(other), value, length, alphabet, lockWait);
    }

    /** This one, to a value that somebody gives. */
    public RotationRequest withValue(String given) {
        return new RotationRequest(key, file, Optional.of(given), length, alphabet, lockWait);
    }

    /** This one, to a value that is made so. */
    public RotationRequest withMade(int characters, Alphabet of) {
        return new RotationRequest(key, file, value, characters, of, lockWait);
    }

    /** This one, waiting for another deploy to end. */
    public RotationRequest withLockWait(Duration time) {
        return new RotationRequest(key, file, value, length, alphabet, time);
    }

    String newValue() {
        return value.orElseGet(() -> FreshBytes.text(length, alphabet.characters));
    }

    /** The key alone. */
    @Override
    public String toString() {
        return "RotationRequest[" + key + "]";
    }
}
