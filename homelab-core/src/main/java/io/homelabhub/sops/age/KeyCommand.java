package io.homelabhub.sops.age;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Runs the program that {@code SOPS_AGE_KEY_CMD} names, which the core itself does not. */
@FunctionalInterface
public interface KeyCommand {
    /**
     * What the program prints.
     *
     * @param words program and arguments; no shell is between
     * @param environment variables that it gets beside its own
     * @throws IOException if it cannot be started or fails
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    String run(List<String> words, Map<String, String> environment) throws IOException, InterruptedException;
}
