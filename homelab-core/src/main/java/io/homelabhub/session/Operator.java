package io.homelabhub.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Names who is at work, as {@code user@host}: what a lock's holder is known by. The host belongs to it, as a process id means
 * nothing on another machine.
 */
final class Operator {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private Operator() {}

    static String current(Map<String, String> environment) {
        return System.getProperty("user.name", "unknown") + "@" + host(environment);
    }

    /** The kernel's word where it has one: asking the network for one's own name can take seconds. */
    private static String host(Map<String, String> environment) {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException noSuchFile) {
            return environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", "localhost"));
        }
    }
}
