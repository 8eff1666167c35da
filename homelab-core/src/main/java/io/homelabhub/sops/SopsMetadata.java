package io.homelabhub.sops;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.SopsRules.Kind;
import io.homelabhub.sops.tree.SopsList;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands under {@code sops}. It is kept as it was found, so that what is not known here stays as it is. */
final class SopsMetadata {
    /** The version of sops whose files these are like. */
    private static final String VERSION = "3.13.3";

    private static final String AGE = "age";
    private static final String RECIPIENT = "recipient";
    private static final String SEALED = "enc";
    private static final String MAC = "mac";
    private static final String MODIFIED = "lastmodified";
    private static final String ONLY_ENCRYPTED = "mac_only_encrypted";

    /** The kinds of keys that Homelab neither opens nor makes, by their names in files. */
    private static final Map<String, String> FOREIGN = Map.of(
            "pgp", "a PGP key",
            "kms", "a key of AWS KMS",
            "gcp_kms", "a key of Google Cloud KMS",
            "azure_kv", "a key of Azure Key Vault",
            "hc_vault", "a key of HashiCorp Vault",
            "hckms", "a key of Huawei Cloud KMS",
            "key_groups", "groups of keys");

    private static final List<String> COMMENT_RULES = List.of("encrypted_comment_regex", "unencrypted_comment_regex");

    private final SopsMap raw;
    private final Path file;

    SopsMetadata(SopsMap raw, Path file) {
        this.raw = raw;
        this.file = file;
    }

    /** That of a new file, not sealed yet. */
    static SopsMetadata of(SopsRules rules, Path file) {
        SopsMetadata metadata = new SopsMetadata(SopsMap.EMPTY, file)
                .with(AGE, new SopsList(List.of()))
                .withText(MODIFIED, "")
                .withText(MAC, "");
        SopsMetadata ruled = rules.macOnlyEncrypted()
                ? metadata.with(ONLY_ENCRYPTED, SopsValue.bool(true, SourceLocation.of(file)))
                : metadata;
        SopsMetadata whole = ruled.withText(rules.kind().key(), rules.word()).withText("version", VERSION);
        // as sops orders them
        return new SopsMetadata(
                new SopsMap(whole.raw.members().stream()
                        .sorted(Comparator.comparing(SopsMember::key))
                        .toList()),
                file);
    }

    SopsMap raw() {
        return raw;
    }

    /** Who may read by a key of age, in the order of the file; of whatever kind the key is. */
    List<SealedKey> keys() {
        return raw
                .get(AGE)
                .filter(SopsList.class::isInstance)
                .map(SopsList.class::cast)
                .map(SopsList::items)
                .orElse(List.of())
                .stream()
                .filter(SopsMap.class::isInstance)
                .map(SopsMap.class::cast)
                .map(row -> new SealedKey(text(row, RECIPIENT), text(row, SEALED)))
                .toList();
    }

    SopsMetadata withKeys(List<SealedKey> keys) {
        SourceLocation nowhere = SourceLocation.of(file);
        return with(
                AGE,
                new SopsList(keys.stream()
                        .map(key -> (SopsNode) new SopsMap(List.of(
                                new SopsMember(SEALED, SopsValue.string(key.sealed(), nowhere), nowhere),
                                new SopsMember(RECIPIENT, SopsValue.string(key.recipient(), nowhere), nowhere))))
                        .toList()));
    }

    /** The kinds of keys beside those of age, for people. */
    List<String> foreignKeys() {
        return raw.members().stream()
                .filter(member -> FOREIGN.containsKey(member.key()) && !isEmpty(member.value()))
                .map(member -> FOREIGN.get(member.key()))
                .toList();
    }

    private static boolean isEmpty(SopsNode node) {
        return (node instanceof SopsList list && list.items().isEmpty())
                || (node instanceof SopsValue value && value.text().isEmpty());
    }

    String modified() {
        return text(raw, MODIFIED);
    }

    String mac() {
        return text(raw, MAC);
    }

    /** Where the code is that authenticates the file, or where it is missing. */
    SourceLocation macPlace() {
        return raw.member(MAC).map(SopsMember::location).orElse(SourceLocation.of(file));
    }

    SopsMetadata sealed(String modified, String mac) {
        return withText(MODIFIED, modified).withText(MAC, mac);
    }

    /**
     * The file's rule.
     *
     * @throws InvalidInputException if there are two, or one that is not known or cannot be read
     */
    SopsRules rules() {
        List<Problem> problems = new ArrayList<>();
        COMMENT_RULES.stream()
                .flatMap(name -> raw.member(name).stream())
                .map(rule -> Problem.error(rule.location(), "sops." + rule.key(), "Homelab does not know this rule"))
                .forEach(problems::add);
        List<Kind> kinds = Arrays.stream(Kind.values())
                .filter(kind -> !text(raw, kind.key()).isEmpty())
                .toList();
        if (kinds.size() > 1) {
            problems.add(Problem.error(
                    SourceLocation.of(file),
                    "sops",
                    kinds.get(0).key() + " and " + kinds.get(1).key() + " are both there"));
        }
        boolean onlyEncrypted = text(raw, ONLY_ENCRYPTED).equalsIgnoreCase("true");
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return kinds.stream()
                .findFirst()
                .map(kind -> rules(kind, onlyEncrypted))
                .orElse(new SopsRules(SopsRules.USUAL.kind(), SopsRules.USUAL.word(), onlyEncrypted));
    }

    private SopsRules rules(Kind kind, boolean onlyEncrypted) {
        try {
            return new SopsRules(kind, text(raw, kind.key()), onlyEncrypted);
        } catch (IllegalArgumentException refused) {
            SourceLocation place =
                    raw.member(kind.key()).map(SopsMember::location).orElse(SourceLocation.of(file));
            throw new InvalidInputException(
                    List.of(Problem.error(place, "sops." + kind.key(), String.valueOf(refused.getMessage()))));
        }
    }

    private SopsMetadata withText(String key, String text) {
        return with(key, SopsValue.string(text, SourceLocation.of(file)));
    }

    private SopsMetadata with(String key, SopsNode value) {
        SourceLocation place = raw.member(key).map(SopsMember::location).orElse(SourceLocation.of(file));
        return new SopsMetadata(raw.with(new SopsMember(key, value, place)), file);
    }

    private static String text(SopsMap map, String key) {
        return Stream.of(map.get(key))
                .flatMap(Optional::stream)
                .filter(SopsValue.class::isInstance)
                .map(value -> ((SopsValue) value).text())
                .findFirst()
                .orElse("");
    }
}
