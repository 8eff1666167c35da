package io.homelabhub.catalog;

import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlScalar;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A whole number, with or without quotes.
 *
 * @param min the least that is allowed
 * @param max the greatest that is allowed
 */
record WholeNumber(int min, int max) implements Shape<Integer> {
    private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]{1,10}");

    @Override
    public Optional<Integer> read(YamlNode node, String path, Findings findings) {
        if (!(node instanceof YamlScalar scalar)
                || !DIGITS.matcher(scalar.text()).matches()) {
            return refuse(node, path, findings);
        }
        long number = Long.parseLong(scalar.text());
        if (number < min || number > max) {
            findings.error(path, "expected %s, found %d".formatted(words(), number));
            return Optional.empty();
        }
        return Optional.of((int) number);
    }

    @Override
    public String words() {
        return max == Integer.MAX_VALUE
                ? "a whole number, %d or more".formatted(min)
                : "a whole number from %d to %d".formatted(min, max);
    }
}
