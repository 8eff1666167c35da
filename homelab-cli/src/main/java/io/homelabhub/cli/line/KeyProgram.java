package io.homelabhub.cli.line;

import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.age.KeyCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs what {@code SOPS_AGE_KEY_CMD} names. What it says on standard error goes to the user's. */
final class KeyProgram implements KeyCommand {
    private static final int MOST_BYTES = 1 << 16;

    /** The keys that {@code environment} leads to, this program's included. */
    static AgeKeys keys(Map<String, String> environment) {
        return AgeKeys.find(environment, new KeyProgram());
    }

    @Override
    public String run(List<String> words, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        byte[] printed = process.getInputStream().readNBytes(MOST_BYTES);
        if (process.waitFor() != 0) {
            throw new IOException("it ended with " + process.exitValue());
        }
        return new String(printed, StandardCharsets.UTF_8);
    }
}
