package io.homelabhub.catalog;

import io.homelabhub.problem.Suggestion;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of a few words: the constants of an enum in lower case.
 *
 * @param constants the constants, in order
 */
record Choice<E extends Enum<E>>(List<E> constants) implements Shape<E> {
    static <E extends Enum<E>> Choice<E> of(Class<E> type) {
        return new Choice<>(List.of(type.getEnumConstants()));
    }

    @Override
    public Optional<E> read(YamlNode node, String path, Findings findings) {
        if (!(node instanceof YamlScalar scalar)) {
            return refuse(node, path, findings);
        }
        Optional<E> choice = constants.stream()
                .filter(constant -> word(constant).equalsIgnoreCase(scalar.text()))
                .findFirst();
        if (choice.isEmpty()) {
            findings.error(
                    path,
                    "expected %s, found %s".formatted(words(), Findings.shown(scalar.text())),
                    Suggestion.didYouMean(scalar.text(), choices().toList()));
        }
        return choice;
    }

    /** The words. */
    Stream<String> choices() {
        return constants.stream().map(Choice::word);
    }

    @Override
    public String words() {
        return "one of " + String.join(", ", choices().toList());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
