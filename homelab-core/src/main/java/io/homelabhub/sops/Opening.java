package io.homelabhub.sops;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.FloatText;
import io.homelabhub.sops.tree.LeafMapper;
import io.homelabhub.sops.tree.SopsComment;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsType;
import io.homelabhub.sops.tree.SopsValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes encrypted leaves clear, and collects what is wrong with them. */
final class Opening implements LeafMapper {
    private static final String COMMENT = "comment";

    private final ValueCipher cipher;
    private final SopsRules.Asked rules;
    private final MacDigest mac;
    private final SealedValues kept;
    private final List<Problem> problems = new ArrayList<>();

    Opening(ValueCipher cipher, SopsRules rules, SealedValues kept) {
        this.cipher = cipher;
        this.rules = rules.asked();
        this.mac = new MacDigest(rules.macOnlyEncrypted());
        this.kept = kept;
    }

    List<Problem> problems() {
        return problems;
    }

    String mac() {
        return mac.text();
    }

    @Override
    public SopsNode value(SopsValue value, List<String> path) {
        boolean encrypted = rules.encrypts(path);
        if (value.type() == SopsType.NULL) {
            return value;
        } else if (!encrypted || value.isEmptyString()) {
            mac.add(value, encrypted);
            return value;
        }
        Optional<SealedText> sealed = SealedText.parse(value.text());
        if (sealed.isEmpty()) {
            return failed(value, path, "the value is not encrypted, which by the file's rule it has to be");
        }
        String place = ValueCipher.place(path);
        Optional<byte[]> clear = cipher.open(sealed.get(), place);
        if (clear.isEmpty()) {
            return failed(value, path, "the value does not decrypt: it was changed, or moved here from another key");
        }
        return sealed.get().type().equals(COMMENT)
                ? keptComment(new SopsComment(text(clear.get()), value.location()), value.text(), place)
                : keptValue(clear.get(), sealed.get().type(), value, path);
    }

    private SopsNode keptValue(byte[] clear, String type, SopsValue sealed, List<String> path) {
        Optional<SopsValue> typed = typed(clear, type, sealed.location());
        if (typed.isEmpty()) {
            return failed(sealed, path, "the value does not have the type that it says it has");
        }
        mac.add(typed.get(), true);
        kept.keep(ValueCipher.place(path), typed.get(), sealed.text());
        return typed.get();
    }

    private SopsNode keptComment(SopsComment comment, String sealed, String place) {
        kept.keep(place, COMMENT, comment.text(), sealed);
        return comment;
    }

    /** A comment is bound to the map or list that it stands in; which one that is, is a matter of indentation, so those around it do too. */
    @Override
    public SopsNode comment(SopsComment comment, List<String> path, boolean inList) {
        Optional<SealedText> sealed = SealedText.parse(comment.text());
        if (sealed.isEmpty()) {
            return comment;
        }
        for (int length = path.size(); length >= 0; length--) {
            Optional<byte[]> clear = cipher.open(sealed.get(), ValueCipher.place(path.subList(0, length)));
            if (clear.isPresent()) {
                SopsComment found = new SopsComment(text(clear.get()), comment.location());
                return length == path.size() ? keptComment(found, comment.text(), ValueCipher.place(path)) : found;
            }
        }
        problems.add(problem(comment.location(), path, "the comment does not decrypt: it was changed or moved"));
        return comment;
    }

    private static Optional<SopsValue> typed(byte[] clear, String type, SourceLocation at) {
        try {
            return Optional.ofNullable(
                    switch (type) {
                        case "str" -> SopsValue.string(clear, at);
                        case "int" -> SopsValue.number(Long.parseLong(text(clear)), at);
                        case "float" -> SopsValue.number(FloatText.parse(text(clear)), at);
                        case "bool" -> SopsValue.bool(Boolean.parseBoolean(text(clear)), at);
                        case "time" -> new SopsValue(SopsType.TIME, text(clear), at);
                        default -> null;
                    });
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    private static String text(byte[] clear) {
        return new String(clear, StandardCharsets.UTF_8);
    }

    private SopsNode failed(SopsValue value, List<String> path, String message) {
        problems.add(problem(value.location(), path, message));
        return value;
    }

    private static Problem problem(SourceLocation at, List<String> path, String message) {
        return Problem.error(at, String.join(".", path), message);
    }
}
