package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.UsageException;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key as it is typed: {@code database.password}, or a key with dots in its name as it is if the file has it so.
 *
 * @param text as typed
 */
record KeyPath(String text) {
    private static final SourceLocation TYPED = SourceLocation.of(Path.of("the command line"));

    /** The keys one after the other. */
    private List<String> keys(SopsMap document) {
        return document.member(text).isPresent() ? List.of(text) : List.of(text.split("\\.", -1));
    }

    /** What it stands for in the first of {@code documents} that has it. */
    Optional<SopsNode> in(List<SopsMap> documents) {
        return documents.stream().flatMap(document -> in(document).stream()).findFirst();
    }

    private Optional<SopsNode> in(SopsMap document) {
        Optional<SopsNode> node = Optional.of(document);
        for (String key : keys(document)) {
            node = node.filter(SopsMap.class::isInstance).flatMap(map -> ((SopsMap) map).get(key));
        }
        return node;
    }

    /** {@code documents} with {@code value} for this key: where it is, else in the first. */
    List<SopsMap> set(List<SopsMap> documents, SopsValue value) {
        List<SopsMap> changed = new ArrayList<>(documents);
        int at = indexOf(documents).orElse(0);
        changed.set(at, with(changed.get(at), keys(changed.get(at)), value));
        return changed;
    }

    private SopsMap with(SopsMap map, List<String> keys, SopsNode value) {
        String key = keys.get(0);
        SopsNode node = value;
        if (keys.size() > 1) {
            SopsNode below = map.get(key).orElse(SopsMap.EMPTY);
            if (!(below instanceof SopsMap deeper)) {
                throw new UsageException("there is a value at " + key + ", so " + text + " cannot be below it");
            }
            node = with(deeper, keys.subList(1, keys.size()), value);
        }
        return map.with(new SopsMember(
                key, node, map.member(key).map(SopsMember::location).orElse(TYPED)));
    }

    /** {@code documents} without this key. */
    List<SopsMap> unset(List<SopsMap> documents) {
        List<SopsMap> changed = new ArrayList<>(documents);
        int at = indexOf(documents).orElseThrow(() -> unknown(documents));
        changed.set(at, without(changed.get(at), keys(changed.get(at))));
        return changed;
    }

    private static SopsMap without(SopsMap map, List<String> keys) {
        String key = keys.get(0);
        SopsMember member = map.member(key).orElseThrow();
        return keys.size() == 1
                ? map.without(key)
                : map.with(member.withValue(without((SopsMap) member.value(), keys.subList(1, keys.size()))));
    }

    private Optional<Integer> indexOf(List<SopsMap> documents) {
        return documents.stream()
                .filter(document -> in(document).isPresent())
                .findFirst()
                .map(documents::indexOf);
    }

    /** That {@code documents} have no such key. */
    UsageException unknown(List<SopsMap> documents) {
        List<String> known = Names.of(documents).stream().map(Names.Name::path).toList();
        String hint = Suggestion.didYouMean(text, known);
        return new UsageException("there is no key " + text + (hint.isEmpty() ? "" : "; " + hint));
    }
}
