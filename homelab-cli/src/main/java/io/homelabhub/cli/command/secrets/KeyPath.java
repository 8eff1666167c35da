package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.UsageException;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsValue;
import io.homelabhub.sops.tree.ValuePath;
import java.util.List;
import java.util.Optional;

/**
 * A key as it is typed, with what the user is told where it does not fit the file.
 *
 * @param text as typed
 */
record KeyPath(String text) {
    private ValuePath path() {
        return new ValuePath(text);
    }

    /** What it stands for in the first of {@code documents} that has it. */
    Optional<SopsNode> in(List<SopsMap> documents) {
        return path().in(documents);
    }

    /** {@code documents} with {@code value} for this key: where it is, else in the first. */
    List<SopsMap> set(List<SopsMap> documents, SopsValue value) {
        Optional<String> blocking = path().blockedBy(documents);
        if (blocking.isPresent()) {
            throw new UsageException("there is a value at " + blocking.get() + ", so " + text + " cannot be below it");
        }
        return path().set(documents, value);
    }

    /** {@code documents} without this key. */
    List<SopsMap> unset(List<SopsMap> documents) {
        return path().unset(documents).orElseThrow(() -> unknown(documents));
    }

    /** That {@code documents} have no such key. */
    UsageException unknown(List<SopsMap> documents) {
        List<String> known = Names.of(documents).stream().map(Names.Name::path).toList();
        String hint = Suggestion.didYouMean(text, known);
        return new UsageException("there is no key " + text + (hint.isEmpty() ? "" : "; " + hint));
    }
}
