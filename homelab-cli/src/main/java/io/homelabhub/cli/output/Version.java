package io.homelabhub.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version that the build wrote down. */
public final class Version {
    private Version() {}

    /** {@code homelab 0.1.0-SNAPSHOT (Java 17)}. */
    public static String text() {
        return "homelab " + number() + " (Java " + Runtime.version().feature() + ")";
    }

    /** As in the pom: {@code 0.1.0-SNAPSHOT}. */
    public static String number() {
        try (InputStream text = Version.class.getResourceAsStream("version.txt")) {
            return text == null ? "unknown" : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("reading version.txt", e);
        }
    }
}
