package io.homelabhub.sops;

import io.homelabhub.problem.Problem;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.sops.tree.LeafMapper;
import io.homelabhub.sops.tree.SopsComment;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsType;
import io.homelabhub.sops.tree.SopsValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Encrypts clear leaves; what stands in the file already stays as it is. */
final class Sealing implements LeafMapper {
    private static final String COMMENT = "comment";

    private final ValueCipher cipher;
    private final SopsRules.Asked rules;
    private final MacDigest mac;
    private final SealedValues kept;
    private final SopsFormat format;
    private final List<Problem> problems = new ArrayList<>();

    Sealing(ValueCipher cipher, SopsRules rules, SealedValues kept, SopsFormat format) {
        this.cipher = cipher;
        this.rules = rules.asked();
        this.mac = new MacDigest(rules.macOnlyEncrypted());
        this.kept = kept;
        this.format = format;
    }

    List<Problem> problems() {
        return problems;
    }

    String mac() {
        return mac.text();
    }

    @Override
    public SopsNode value(SopsValue value, List<String> path) {
        if (value.type() == SopsType.NULL) {
            return value;
        }
        boolean encrypted = rules.encrypts(path);
        SopsValue lasting = encrypted ? value : withoutNegativeZero(value);
        mac.add(lasting, encrypted);
        if (!encrypted || value.isEmptyString()) {
            return lasting;
        }
        String objection = format.objection(value);
        if (!objection.isEmpty()) {
            problems.add(Problem.error(value.location(), String.join(".", path), objection));
        }
        String place = ValueCipher.place(path);
        String text = kept.take(place, value)
                .orElseGet(() ->
                        cipher.seal(value.bytes(), value.type().tag(), place).text());
        return SopsValue.string(text, value.location());
    }

    /** sops writes it as {@code -0}, reads that as the whole number 0, and finds its own file changed. */
    private static SopsValue withoutNegativeZero(SopsValue value) {
        return value.type() == SopsType.FLOAT && value.text().equals("-0")
                ? SopsValue.number(0, value.location())
                : value;
    }

    @Override
    public SopsNode comment(SopsComment comment, List<String> path, boolean inList) {
        if (comment.text().isEmpty() || !rules.encrypts(path)) {
            return comment;
        }
        String place = ValueCipher.place(path);
        String text = kept.take(place, COMMENT, comment.text())
                .orElseGet(() -> cipher.seal(comment.text().getBytes(StandardCharsets.UTF_8), COMMENT, place)
                        .text());
        return inList ? SopsValue.string(text, comment.location()) : new SopsComment(text, comment.location());
    }
}
