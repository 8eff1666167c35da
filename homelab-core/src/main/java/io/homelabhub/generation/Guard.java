package io.homelabhub.generation;

import io.homelabhub.generation.disk.Layout;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.EncryptedFile;
import io.homelabhub.sops.store.SopsFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Refuses what must not lie in a repository: private keys, and secrets in clear beside the encrypted ones. */
final class Guard {
    private static final Pattern PRIVATE_KEY = Pattern.compile("(?m)^\\s*AGE-SECRET-KEY-");
    private static final int DEPTH = 4;
    private static final long MOST_BYTES = 1 << 20;

    private final Layout layout;

    Guard(Layout layout) {
        this.layout = layout;
    }

    List<Problem> problems() {
        if (!Files.isDirectory(layout.config())) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        try (Stream<Path> files = Files.walk(layout.config(), DEPTH)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                check(file, problems);
            }
        } catch (IOException | UncheckedIOException e) {
            problems.add(
                    Problem.error(SourceLocation.of(layout.shown(layout.config())), "", "cannot be read as a whole"));
        }
        return problems;
    }

    private void check(Path file, List<Problem> problems) throws IOException {
        if (!Files.isReadable(file) || Files.size(file) > MOST_BYTES) {
            return;
        }
        byte[] content = Files.readAllBytes(file);
        if (PRIVATE_KEY
                .matcher(new String(content, StandardCharsets.ISO_8859_1))
                .find()) {
            problems.add(
                    Problem.error(
                                    SourceLocation.of(layout.shown(file)),
                                    "",
                                    "a private key lies where it can end up in a repository")
                            .withSuggestion(
                                    "move it to ~/.config/sops/age/keys.txt; if it was ever committed, make a new one with"
                                            + " `homelab secrets keygen` and type `homelab secrets updatekeys` and `rotate-data-key` for each file"));
        } else if (file.startsWith(layout.secrets()) && isClear(file, content)) {
            problems.add(Problem.error(
                            SourceLocation.of(layout.shown(file)),
                            "",
                            "secrets in clear lie where they can end up in a repository")
                    .withSuggestion(
                            "encrypt the file, or remove it; if it was ever committed, change every value in it"));
        }
    }

    private static boolean isClear(Path file, byte[] content) {
        SopsFormat format = SopsFormat.of(file);
        if (format == SopsFormat.BINARY || format == SopsFormat.INI) {
            return false;
        }
        try {
            return !EncryptedFile.isEncrypted(file, format, content);
        } catch (InvalidInputException unreadable) {
            return false; // whoever reads it says so
        }
    }
}
