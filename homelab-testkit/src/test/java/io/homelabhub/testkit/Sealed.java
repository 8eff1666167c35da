package io.homelabhub.testkit;

import io.homelabhub.sops.ClearFile;
import io.homelabhub.sops.SopsRules;
import io.homelabhub.sops.age.AgeIdentity;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.store.SopsFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Encrypted files of a test, and the key that opens them. */
public final class Sealed {
    private final AgeIdentity identity = AgeIdentity.generate();

    /** The key. */
    public AgeKeys keys() {
        return AgeKeys.of(identity);
    }

    /** The key as people keep it. */
    public String privateKey() {
        return identity.secretText();
    }

    /** Writes {@code yaml} encrypted to {@code file}. */
    public void write(Path file, String yaml) {
        byte[] sealed = ClearFile.create(
                        file,
                        SopsFormat.YAML,
                        SopsFormat.YAML
                                .read(file, yaml.getBytes(StandardCharsets.UTF_8))
                                .documents(),
                        SopsRules.USUAL,
                        List.of(identity.recipient()))
                .seal(Instant.parse("2026-11-29T12:00:00Z"));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, sealed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
