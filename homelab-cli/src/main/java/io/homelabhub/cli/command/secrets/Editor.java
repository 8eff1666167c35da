package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The editor that the user names, as sops takes it.
 *
 * @param command a shell's words, without the file
 */
record Editor(String command) {
    private static final String USUAL = "vi";

    static Editor of(Map<String, String> environment) {
        Optional<String> named = Stream.of("SOPS_EDITOR", "VISUAL", "EDITOR")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst();
        return new Editor(named.orElse(USUAL));
    }

    /** Has {@code file} edited, with the user's terminal. */
    void edit(Path file) {
        int code = 0;
        try {
            code = new ProcessBuilder(List.of("/bin/sh", "-c", command + " \"$1\"", "sh", file.toString()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UsageException("the editor " + command + " cannot be started; name another with EDITOR");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("interrupted; nothing was changed");
        }
        if (code != 0) {
            throw new UsageException("the editor " + command + " ended with " + code + "; nothing was changed");
        }
    }
}
