package io.homelabhub.sops;

import io.homelabhub.sops.age.AgeIdentity;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.sops.tree.SopsMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files that sops 3.13.3 wrote, each beside what it was made from. */
enum Fixture {
    VALUES("values", "yaml"),
    DOCUMENTS("documents", "yaml"),
    MAC_ONLY("mac-only", "yaml"),
    JSON("values", "json"),
    DOTENV("values", "env"),
    INI("values", "ini"),
    BINARY("whole", "bin");

    private static final Path FOLDER = Path.of("src/test/resources/io/homelabhub/sops");

    private final String name;
    private final String extension;

    Fixture(String name, String extension) {
        this.name = name;
        this.extension = extension;
    }

    SopsFormat format() {
        return SopsFormat.of(clearFile());
    }

    Path encryptedFile() {
        return FOLDER.resolve(name + ".enc." + extension);
    }

    private Path clearFile() {
        return FOLDER.resolve(name + "." + extension);
    }

    EncryptedFile encrypted() throws IOException {
        return EncryptedFile.read(encryptedFile(), format(), Files.readAllBytes(encryptedFile()));
    }

    List<SopsMap> clear() throws IOException {
        return format().read(clearFile(), Files.readAllBytes(clearFile())).documents();
    }

    static AgeIdentity identity() throws IOException {
        return AgeIdentity.parse(Files.readAllLines(FOLDER.resolve("key.txt")).get(1));
    }

    static AgeKeys keys() throws IOException {
        return AgeKeys.of(identity());
    }
}
