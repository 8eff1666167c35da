package io.homelabhub.sops.age;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The private keys of this user, from where sops looks for them: {@code SOPS_AGE_KEY}, {@code SOPS_AGE_KEY_FILE},
 * {@code SOPS_AGE_KEY_CMD}, then {@code sops/age/keys.txt} in the user's folder of settings. All are tried; a place that has none or
 * cannot be read stops no other, and is named where no key fits.
 */
public final class AgeKeys {
    private final List<AgeIdentity> identities = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();

    private AgeKeys() {}

    /** These keys alone. */
    public static AgeKeys of(AgeIdentity... identities) {
        AgeKeys keys = new AgeKeys();
        keys.identities.addAll(Arrays.asList(identities));
        return keys;
    }

    /**
     * The keys that {@code environment} leads to.
     *
     * @param command runs the program of {@code SOPS_AGE_KEY_CMD}, if it is set
     */
    public static AgeKeys find(Map<String, String> environment, KeyCommand command) {
        AgeKeys keys = new AgeKeys();
        value(environment, "SOPS_AGE_KEY").ifPresent(text -> keys.add("SOPS_AGE_KEY", text));
        value(environment, "SOPS_AGE_KEY_FILE").ifPresent(file -> keys.addFile("SOPS_AGE_KEY_FILE, ", Path.of(file)));
        value(environment, "SOPS_AGE_KEY_CMD").ifPresent(line -> keys.addFrom(line, command));
        usualFile(environment).ifPresent(file -> keys.addFile("", file));
        return keys;
    }

    /** Where keys are without being named: {@code ~/.config/sops/age/keys.txt}; empty if there is no home. */
    public static Optional<Path> usualFile(Map<String, String> environment) {
        Optional<String> settings = value(environment, "XDG_CONFIG_HOME")
                .or(() -> value(environment, "HOME").map(home -> home + "/.config"));
        return settings.map(folder -> Path.of(folder, "sops", "age", "keys.txt"));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private void addFrom(String line, KeyCommand command) {
        try {
            add("SOPS_AGE_KEY_CMD", command.run(List.of(line.strip().split("\\s+")), Map.of()));
        } catch (IOException failed) {
            tried.add("SOPS_AGE_KEY_CMD: the program failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void addFile(String how, Path file) {
        try {
            add(how + file, Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            tried.add(how + file + (Files.exists(file) ? ": cannot be read" : ": no such file"));
        }
    }

    /** Words that are keys; the rest are comments. A passphrase would have to be asked for, which is not done. */
    private void add(String place, @Nullable String text) {
        int before = identities.size();
        String known = text == null ? "" : text;
        known.lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
                .filter(word -> word.startsWith(AgeIdentity.PREFIX))
                .forEach(word -> addKey(place, word));
        boolean locked = known.startsWith("age-encryption.org/") || known.startsWith("-----BEGIN AGE");
        String found = locked
                ? ": locked with a passphrase; `age -d` opens it"
                : identities.size() == before ? ": no X25519 key of age" : ": not for this file";
        tried.add(place + found);
    }

    private void addKey(String place, String word) {
        try {
            identities.add(AgeIdentity.parse(word));
        } catch (AgeKeyException damaged) {
            tried.add(place + ": " + damaged.getMessage());
        }
    }

    /** The keys, in the order in which they are tried. */
    public List<AgeIdentity> identities() {
        return List.copyOf(identities);
    }

    /** Where keys were looked for, each with what was found there. */
    public List<String> tried() {
        return List.copyOf(tried);
    }
}
