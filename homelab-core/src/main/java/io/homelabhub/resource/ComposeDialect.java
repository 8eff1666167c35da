package io.homelabhub.resource;

import java.util.Optional;

/**
 * How a version of Docker Compose writes down what it has made: version 5 takes other hashes of the same files than version 2,
 * so each would make anew what the other has made. A project is spoken to in the dialect that it already has.
 */
public enum ComposeDialect {
    V2("2.40.3", 2),
    V5("5.6.0", 5);

    private final String version;
    private final int number;

    ComposeDialect(String version, int number) {
        this.version = version;
        this.number = number;
    }

    /** The version that is written on what is made. */
    public String version() {
        return version;
    }

    /** What {@code x-homelab: {compose-dialect: …}} calls it. */
    public int number() {
        return number;
    }

    /** The dialect of a version as the label has it, {@code 2.40.3} or {@code v5.6.0}; empty if it is no version. */
    public static Optional<ComposeDialect> ofVersion(String version) {
        String major = (version.startsWith("v") ? version.substring(1) : version).split("\\.", 2)[0];
        return major.matches("\\d{1,4}")
                ? Optional.of(Integer.parseInt(major) >= V5.number ? V5 : V2)
                : Optional.empty();
    }
}
