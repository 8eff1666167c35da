package io.homelabhub.generation;

import io.homelabhub.compose.dotenv.EnvFile;
import io.homelabhub.compose.dotenv.EnvFileException;
import io.homelabhub.compose.render.JsonText;
import io.homelabhub.generation.disk.Layout;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.secret.SensitiveNames;
import io.homelabhub.sops.ClearFile;
import io.homelabhub.sops.CreationRule;
import io.homelabhub.sops.CreationRules;
import io.homelabhub.sops.FreshBytes;
import io.homelabhub.sops.SopsRules;
import io.homelabhub.sops.age.AgeIdentity;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.disk.SecretsFile;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsValue;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the files that configuration is generated from, as far as they are missing. */
final class ConfigurationInit {
    private static final int SECRET_BYTES = 24;
    /** The folder of the project alone: another of that name may be a package. */
    private static final List<String> IGNORED =
            List.of("/deployment/", ".env", ".env.*", "!.env.example", "*.agekey", "age-key.txt", "keys.txt");

    private final Layout layout;
    private final AgeKeys keys;
    private final Timing timing;
    private final List<Path> made = new ArrayList<>();
    private final List<String> takenOver = new ArrayList<>();
    private final List<String> invented = new ArrayList<>();

    ConfigurationInit(Layout layout, AgeKeys keys, Timing timing) {
        this.layout = layout;
        this.keys = keys;
        this.timing = timing;
    }

    Initialization make(InitRequest request, Path environmentFile) {
        Map<String, String> known = known(environmentFile);
        try {
            boolean withTemplates = !layout.templateFiles().isEmpty();
            settings(request, withTemplates ? Map.of() : known);
            if (!withTemplates) {
                write(layout.templates().resolve("shared.env.j2"), template(request, known));
            }
            ignore();
            Optional<CreationRule> rule = rule();
            rule.ifPresent(readers -> {
                secrets(layout.secrets(Layout.BASE), wanted(known), readers);
                secrets(layout.secrets(request.environment()), Map.of(), readers);
            });
            return new Initialization(made, takenOver, invented, rule.isEmpty());
        } catch (IOException e) {
            throw new InvalidInputException(List.of(Problem.error(
                    SourceLocation.of(layout.shown(layout.config())),
                    "",
                    "cannot be written: " + e.getClass().getSimpleName())));
        }
    }

    /** The variables that {@code .env} sets. */
    private static Map<String, String> known(Path file) {
        Map<String, String> values = new TreeMap<>();
        if (Files.isRegularFile(file)) {
            try {
                EnvFile.read(Files.readString(file), values, name -> null, unset -> {});
            } catch (EnvFileException e) {
                throw new InvalidInputException(
                        List.of(Problem.error(new SourceLocation(file, e.line(), 0), "", String.valueOf(e.getMessage()))
                                .withSuggestion(e.suggestion())));
            } catch (IOException e) {
                throw new InvalidInputException(List.of(Problem.error(SourceLocation.of(file), "", "cannot be read")));
            }
        }
        values.values().removeIf(String::isEmpty);
        return values;
    }

    private void settings(InitRequest request, Map<String, String> known) throws IOException {
        StringBuilder base = new StringBuilder("""
                # Settings of every environment. Templates see them as {{ config.NAME }}; ${HOST} and ${ENVIRONMENT} stand for
                # what is generated. What differs goes into %s.yaml here, or into ../hosts.
                """.formatted(request.environment()));
        known.forEach((name, value) -> {
            if (!isSecret(name, value)) {
                takenOver.add(name);
                base.append(key(name))
                        .append(": ")
                        .append(JsonText.compact(value))
                        .append('\n');
            }
        });
        request.variables().forEach((name, required) -> {
            if (required
                    && !known.containsKey(name)
                    && !SensitiveNames.isSensitive(name)
                    && layout.templateFiles().isEmpty()) {
                base.append(key(name)).append(": # the Compose files need it\n");
            }
        });
        write(layout.environment(Layout.BASE), base.toString());
        write(
                layout.environment(request.environment()),
                "# Settings of " + request.environment() + ", over those of base.yaml.\n");
        if (request.host().isPresent()) {
            write(layout.host(request.host().get()), "# Settings of this host, over those of its environment.\n");
        }
    }

    /** By its name, or as a URL with a password in it. */
    private static boolean isSecret(String name, String value) {
        return SensitiveNames.isSensitive(name) || !SecretMask.NONE.mask(value).equals(value);
    }

    private static String key(String variable) {
        return variable.toLowerCase(Locale.ROOT);
    }

    /** A line for each variable that has a value, or that the Compose files cannot do without. */
    private static String template(InitRequest request, Map<String, String> known) {
        StringBuilder text = new StringBuilder("""
                # Variables for the Compose files. `homelab config generate` makes .env of this: see docs/configuration.md of Homelab.
                """);
        TreeMap<String, Boolean> names = new TreeMap<>(request.variables());
        known.keySet().forEach(name -> names.put(name, true));
        names.forEach((name, needed) -> {
            if (needed) {
                String root = isSecret(name, known.getOrDefault(name, "")) ? "secrets" : "config";
                text.append(name)
                        .append("={{ ")
                        .append(root)
                        .append('.')
                        .append(key(name))
                        .append(" }}\n");
            }
        });
        return text.toString();
    }

    private void ignore() throws IOException {
        Path file = layout.home().resolve(".gitignore");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        List<String> missing = IGNORED.stream()
                .filter(line -> lines.stream().map(String::strip).noneMatch(said -> covers(said, line)))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        List<String> all = new ArrayList<>(lines);
        all.addAll(missing);
        Files.write(file, all);
        made.add(layout.shown(file));
    }

    private static boolean covers(String said, String line) {
        return said.equals(line) || ("/" + said).equals(line);
    }

    /** Who is to read the secrets: as the rules say, else whoever can read with the keys here, for whom rules are made then. */
    private Optional<CreationRule> rule() throws IOException {
        Optional<CreationRules> rules = CreationRules.find(layout.home());
        if (rules.isPresent()) {
            return rules.map(found -> found.of(layout.secrets(Layout.BASE)));
        }
        Optional<AgeIdentity> mine = keys.identities().stream().findFirst();
        if (mine.isPresent()) {
            write(layout.home().resolve(CreationRules.FILE), """
                    # Who can read the encrypted files: sops and `homelab secrets` encrypt new ones for these keys.
                    creation_rules:
                      - path_regex: ^config/secrets/
                        age: %s
                    """.formatted(
                            mine.get().recipient().text()));
        }
        return mine.map(identity -> new CreationRule(List.of(identity.recipient()), SopsRules.USUAL));
    }

    /** The secrets that the templates ask for, each with the value that {@code .env} has, or one of its own. */
    private Map<List<String>, String> wanted(Map<String, String> known) {
        Map<List<String>, String> secrets = new LinkedHashMap<>();
        for (String path : WantedSecrets.of(layout)) {
            List<String> keys = List.of(path.split("\\."));
            String variable = String.join("_", keys).toUpperCase(Locale.ROOT);
            boolean there = known.containsKey(variable);
            (there ? takenOver : invented).add(there ? variable : path);
            secrets.put(keys, there ? known.getOrDefault(variable, "") : FreshBytes.hex(SECRET_BYTES));
        }
        return secrets;
    }

    private void secrets(Path file, Map<List<String>, String> values, CreationRule rule) {
        if (Files.exists(file)) {
            values.keySet().forEach(keys -> {
                takenOver.remove(String.join("_", keys).toUpperCase(Locale.ROOT));
                invented.remove(String.join(".", keys));
            });
            return;
        }
        SopsMap map = SopsMap.EMPTY;
        for (Map.Entry<List<String>, String> value : values.entrySet()) {
            map = with(map, value.getKey(), value.getValue(), SourceLocation.of(layout.shown(file)));
        }
        byte[] sealed = ClearFile.create(
                        layout.shown(file), SopsFormat.YAML, List.of(map), rule.rules(), rule.recipients())
                .seal(timing.now());
        if (new SecretsFile(file).create(sealed)) {
            made.add(layout.shown(file));
        }
    }

    private static SopsMap with(SopsMap map, List<String> keys, String value, SourceLocation location) {
        String key = keys.get(0);
        if (keys.size() == 1) {
            return map.with(new SopsMember(key, SopsValue.string(value, location), location));
        }
        SopsMap inner = map.get(key)
                .filter(SopsMap.class::isInstance)
                .map(SopsMap.class::cast)
                .orElse(SopsMap.EMPTY);
        return map.with(new SopsMember(key, with(inner, keys.subList(1, keys.size()), value, location), location));
    }

    /** Makes {@code file}, if there is none. */
    private void write(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.resolve("..").normalize());
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            made.add(layout.shown(file));
        }
    }
}
