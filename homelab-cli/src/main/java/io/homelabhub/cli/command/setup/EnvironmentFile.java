package io.homelabhub.cli.command.setup;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.output.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** The owner's {@code .env}, and the example that it is made from. */
final class EnvironmentFile {
    private static final String SUBJECT = "Environment";
    private static final Pattern EMPTY_SECRET = Pattern.compile("([A-Z0-9_]*(?:PASSWORD|SECRET|TOKEN|KEY))=");
    private static final int SECRET_BYTES = 24;

    private final Path file;
    private final Path example;

    private EnvironmentFile(Path file, Path example) {
        this.file = file;
        this.example = example;
    }

    /** The file that every command reads, and the example in the project's folder. */
    static EnvironmentFile of(HomelabRuntime runtime) {
        return new EnvironmentFile(
                runtime.environmentFiles().first(),
                runtime.home().resolve(".env.example").normalize());
    }

    Check check() {
        if (Files.isReadable(file)) {
            return Check.ok(SUBJECT, file.toString());
        }
        if (Files.exists(file)) {
            return Check.problem(
                    SUBJECT, ExitCode.INVALID_INPUT, file + " cannot be read by this user", List.of("ls -l " + file));
        }
        return Files.exists(example)
                ? Check.warning(
                        SUBJECT,
                        "there is no " + file + "; this creates one with new passwords",
                        "homelab setup --write-env")
                : Check.warning(SUBJECT, "there is no " + file + "; variables come from the environment only");
    }

    /**
     * Copies the example and gives each secret that is empty there a random value. Only its owner can read the file.
     * One that is there stays as it is.
     */
    void writeIfMissing() {
        if (Files.exists(file) || !Files.exists(example)) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(example).stream()
                    .map(EnvironmentFile::filled)
                    .toList();
            Files.createDirectories(file.getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, lines, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }

    private static String filled(String line) {
        return EMPTY_SECRET.matcher(line.strip()).matches() ? line.strip() + secret() : line;
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
