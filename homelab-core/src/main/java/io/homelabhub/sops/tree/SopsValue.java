package io.homelabhub.sops.tree;

import io.homelabhub.problem.SourceLocation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * A single value.
 *
 * @param type its kind
 * @param text in the form that is encrypted and authenticated: {@code True}, {@code -7}, floats without an exponent, dates as RFC
 *     3339; base64 for {@link SopsType#BYTES}; empty for {@link SopsType#NULL}
 * @param location where it stands; that of the file as a whole for one that was not read
 */
public record SopsValue(SopsType type, String text, SourceLocation location) implements SopsNode {
    /** A string. */
    public static SopsValue string(String text, SourceLocation location) {
        return new SopsValue(SopsType.STR, text, location);
    }

    /** A string of {@code bytes}, which need not be UTF-8. */
    public static SopsValue string(byte[] bytes, SourceLocation location) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return string(text, location);
        } catch (CharacterCodingException notText) {
            return new SopsValue(SopsType.BYTES, Base64.getEncoder().encodeToString(bytes), location);
        }
    }

    /** A whole number. */
    public static SopsValue number(long number, SourceLocation location) {
        return new SopsValue(SopsType.INT, Long.toString(number), location);
    }

    /** A floating point number. */
    public static SopsValue number(double number, SourceLocation location) {
        return new SopsValue(SopsType.FLOAT, FloatText.plain(number), location);
    }

    /** {@code true} or {@code false}. */
    public static SopsValue bool(boolean truth, SourceLocation location) {
        return new SopsValue(SopsType.BOOL, truth ? "True" : "False", location);
    }

    /** Nothing. */
    public static SopsValue nothing(SourceLocation location) {
        return new SopsValue(SopsType.NULL, "", location);
    }

    /** What is encrypted and authenticated. */
    public byte[] bytes() {
        return type == SopsType.BYTES ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it is an empty string, which sops leaves visible. */
    public boolean isEmptyString() {
        return type == SopsType.STR && text.isEmpty();
    }

    /** As a scalar of YAML reads: {@code true}, {@code 1e+21}; a string as it is. */
    public String shown() {
        return switch (type) {
            case BOOL -> text.toLowerCase(Locale.ROOT);
            case FLOAT -> FloatText.yaml(FloatText.parse(text));
            case NULL -> "null";
            case STR, BYTES, INT, TIME -> text;
        };
    }
}
