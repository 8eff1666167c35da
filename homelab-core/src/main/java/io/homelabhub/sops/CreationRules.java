package io.homelabhub.sops;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.SopsRules.Kind;
import io.homelabhub.sops.age.AgeKeyException;
import io.homelabhub.sops.age.AgeRecipient;
import io.homelabhub.yaml.YamlList;
import io.homelabhub.yaml.YamlMap;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlReader;
import io.homelabhub.yaml.YamlScalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The {@code creation_rules} of a {@code .sops.yaml}: the first whose {@code path_regex} fits the path, which is taken from the folder
 * of the rules, says how a new file is encrypted.
 */
public final class CreationRules {
    /** The name of the file. */
    public static final String FILE = ".sops.yaml";

    private static final String PATH = "path_regex";
    private static final Set<String> FOREIGN =
            Set.of("pgp", "kms", "gcp_kms", "azure_keyvault", "hc_vault_transit_uri", "hckms", "key_groups");
    private static final Set<String> COMMENT_RULES = Set.of("encrypted_comment_regex", "unencrypted_comment_regex");

    private final Path file;
    private final List<YamlMap> rules;

    private CreationRules(Path file, List<YamlMap> rules) {
        this.file = file;
        this.rules = rules;
    }

    /**
     * The rules that hold in {@code folder}: those of the nearest {@code .sops.yaml} in it or above it. sops begins in the folder in
     * which it is called, not in that of the file that it encrypts.
     *
     * @return empty if there is none
     * @throws InvalidInputException if it is there and cannot be read
     */
    public static Optional<CreationRules> find(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path file = at.resolve(FILE);
            if (Files.exists(file)) {
                return Optional.of(read(file));
            }
        }
        return Optional.empty();
    }

    /**
     * The rules of {@code file}.
     *
     * @throws InvalidInputException if it cannot be read
     */
    public static CreationRules read(Path file) {
        List<YamlNode> documents = new YamlReader().read(file).requireValid();
        Optional<YamlNode> rules = documents.stream()
                .filter(YamlMap.class::isInstance)
                .flatMap(top -> value((YamlMap) top, "creation_rules").stream())
                .findFirst();
        List<YamlMap> maps =
                rules
                        .filter(YamlList.class::isInstance)
                        .map(list -> ((YamlList) list).items())
                        .orElse(List.of())
                        .stream()
                        .filter(YamlMap.class::isInstance)
                        .map(YamlMap.class::cast)
                        .toList();
        if (maps.isEmpty()) {
            throw new InvalidInputException(List.of(
                    Problem.error(SourceLocation.of(file), "creation_rules", "there are no rules for new files")));
        }
        return new CreationRules(file, maps);
    }

    /** The file that the rules are in. */
    public Path file() {
        return file;
    }

    /**
     * How {@code path} is encrypted when it is new.
     *
     * @throws InvalidInputException if no rule fits, or the one that does asks for what Homelab cannot do
     */
    public CreationRule of(Path path) {
        Path folder = file.toAbsolutePath().resolve("..").normalize();
        String relative = folder.relativize(path.toAbsolutePath().normalize()).toString();
        return rules.stream()
                .filter(rule -> fits(rule, relative))
                .findFirst()
                .map(this::rule)
                .orElseThrow(() -> new InvalidInputException(List.of(
                        Problem.error(SourceLocation.of(file), "creation_rules", "no rule fits the path " + relative)
                                .withSuggestion("add one, or one without path_regex at the end"))));
    }

    private static boolean fits(YamlMap rule, String path) {
        Optional<YamlNode> written = value(rule, PATH);
        if (written.isEmpty()) {
            return true;
        }
        Pattern pattern = GoRegex.compile(text(written.get()))
                .orElseThrow(() -> new InvalidInputException(
                        List.of(Problem.error(written.get().location(), PATH, "sops cannot read this expression"))));
        return pattern.matcher(path).find();
    }

    private CreationRule rule(YamlMap rule) {
        List<Problem> problems = new ArrayList<>();
        rule.entries().forEach((key, entry) -> {
            if (FOREIGN.contains(key)) {
                problems.add(Problem.error(entry.key().location(), key, "Homelab encrypts to age's X25519 keys only")
                        .withSuggestion("use sops, or a rule with `age`"));
            } else if (COMMENT_RULES.contains(key)) {
                problems.add(Problem.error(entry.key().location(), key, "Homelab does not know this rule"));
            }
        });
        List<AgeRecipient> recipients = recipients(rule, problems);
        SopsRules rules = rules(rule, problems);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new CreationRule(recipients, rules);
    }

    private List<AgeRecipient> recipients(YamlMap rule, List<Problem> problems) {
        Optional<YamlNode> age = value(rule, "age");
        List<AgeRecipient> recipients = new ArrayList<>();
        for (YamlNode node : age.map(CreationRules::nodes).orElse(List.of())) {
            Arrays.stream(text(node).split("[,\\s]+"))
                    .filter(word -> !word.isEmpty())
                    .forEach(word -> {
                        try {
                            recipients.add(AgeRecipient.parse(word));
                        } catch (AgeKeyException refused) {
                            problems.add(Problem.error(node.location(), "age", String.valueOf(refused.getMessage()))
                                    .withSuggestion(refused.remedy()));
                        }
                    });
        }
        if (recipients.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.error(rule.location(), "age", "the rule names nobody who may read")
                    .withSuggestion("add `age: age1…`"));
        }
        return recipients;
    }

    private static List<YamlNode> nodes(YamlNode node) {
        return node instanceof YamlList list ? list.items() : List.of(node);
    }

    private SopsRules rules(YamlMap rule, List<Problem> problems) {
        List<Kind> kinds = Arrays.stream(Kind.values())
                .filter(kind -> value(rule, kind.key())
                        .filter(node -> !text(node).isEmpty())
                        .isPresent())
                .toList();
        if (kinds.size() > 1) {
            problems.add(Problem.error(
                    rule.location(),
                    "",
                    kinds.get(0).key() + " and " + kinds.get(1).key() + " are both there"));
        }
        boolean onlyEncrypted = value(rule, "mac_only_encrypted")
                .map(CreationRules::text)
                .filter("true"::equals)
                .isPresent();
        Kind kind = kinds.isEmpty() ? SopsRules.USUAL.kind() : kinds.get(0);
        String word = value(rule, kind.key()).map(CreationRules::text).orElse(SopsRules.USUAL.word());
        try {
            return new SopsRules(kind, word, onlyEncrypted);
        } catch (IllegalArgumentException refused) {
            problems.add(Problem.error(rule.location(), kind.key(), String.valueOf(refused.getMessage())));
            return SopsRules.USUAL;
        }
    }

    private static Optional<YamlNode> value(YamlMap map, String key) {
        return Optional.ofNullable(map.entries().get(key)).map(YamlMap.Entry::value);
    }

    private static String text(YamlNode node) {
        return node instanceof YamlScalar scalar ? scalar.text() : "";
    }
}
