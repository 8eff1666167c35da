package io.homelabhub.generation;

import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.EncryptedInputs;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.sops.ClearFile;
import io.homelabhub.sops.SopsRules;
import io.homelabhub.sops.age.AgeIdentity;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder with {@code config/}, and a key that opens its secrets. */
final class Project {
    static final GenerationTarget TARGET = new GenerationTarget("prod", "example.net");

    private final Path home;
    private final AgeIdentity identity = AgeIdentity.generate();

    Project(Path home) {
        this.home = home;
    }

    Path home() {
        return home;
    }

    AgeIdentity identity() {
        return identity;
    }

    Project file(String name, String text) {
        try {
            Path file = home.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Encrypted for the key. */
    Project secrets(String name, String yaml) {
        return secrets(name, yaml, identity);
    }

    Project secrets(String name, String yaml, AgeIdentity reader) {
        Path file = Path.of("config/secrets/" + name + ".enc.yaml");
        byte[] sealed = ClearFile.create(
                        file,
                        SopsFormat.YAML,
                        SopsFormat.YAML
                                .read(file, yaml.getBytes(StandardCharsets.UTF_8))
                                .documents(),
                        SopsRules.USUAL,
                        List.of(reader.recipient()))
                .seal(Instant.parse("2026-11-29T12:00:00Z"));
        return file(file.toString(), new String(sealed, StandardCharsets.UTF_8));
    }

    Configuration configuration() {
        return configuration(AgeKeys.of(identity));
    }

    Configuration configuration(AgeKeys keys) {
        return new Configuration(sources(keys), Timing.system());
    }

    DefinitionSources sources(AgeKeys keys) {
        return new DefinitionSources(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of(),
                home,
                false,
                Optional.empty(),
                new EncryptedInputs(List.of(), () -> keys),
                Optional.empty());
    }

    PreparedGeneration plan() {
        return configuration().plan(TARGET);
    }

    /** Everything that is wrong, as people read it. */
    List<String> problems() {
        try {
            PreparedGeneration unused = plan();
            return List.of();
        } catch (InvalidInputException e) {
            return e.problems().stream().map(Object::toString).toList();
        }
    }

    Path output(String name) {
        return home.resolve("deployment/prod/example_net").resolve(name);
    }

    String text(String name) {
        try {
            return Files.readString(output(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
