package io.homelabhub.cli.command.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The desktop's browser. It is told the address by a file that its owner alone can read, and not by its arguments, which everybody on
 * the machine can; the file is gone when this is closed.
 */
final class Browser implements AutoCloseable {
    private final Path file;
    private final Optional<String> problem;

    private Browser(Path file, Optional<String> problem) {
        this.file = file;
        this.problem = problem;
    }

    /** @param address without characters that HTML has a use for */
    static Browser opening(String address) throws IOException {
        Path file = Files.createTempFile("homelab-web-", ".html"); // 0600
        Files.writeString(
                file,
                "<!doctype html><meta http-equiv=\"refresh\" content=\"0; url=" + address
                        + "\"><title>Homelab</title>\n");
        return new Browser(file, start(file));
    }

    private static Optional<String> start(Path file) {
        String opener = System.getProperty("os.name", "").startsWith("Mac") ? "open" : "xdg-open";
        try {
            Process unused = new ProcessBuilder(List.of(opener, file.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of("No browser was opened: there is no " + opener + ".");
        }
    }

    /** Why none was opened; empty if one may have been. */
    Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
