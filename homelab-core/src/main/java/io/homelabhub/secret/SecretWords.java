package io.homelabhub.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds secrets in a command by what its words say: {@code --password=x}, {@code --password x}, {@code PASSWORD=x}, also within the
 * line that a shell is given.
 */
final class SecretWords {
    /** Another option, a variable, a path, a number or a flag. */
    private static final Pattern NO_SECRET = Pattern.compile("[-$/.].*|[0-9]{0,5}|true|false|yes|no|on|off");

    private SecretWords() {}

    static Stream<String> in(List<String> words) {
        List<String> found = new ArrayList<>(of(words));
        words.stream().filter(word -> word.indexOf(' ') >= 0).forEach(line -> found.addAll(of(split(line))));
        return found.stream();
    }

    private static List<String> of(List<String> words) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            boolean isSaid = SensitiveNames.isSensitive(equals < 0 ? word : word.substring(0, equals));
            if (isSaid && equals > 0) {
                found.add(word.substring(equals + 1));
            } else if (isSaid && word.startsWith("-") && i + 1 < words.size()) {
                found.add(words.get(i + 1));
            }
        }
        found.removeIf(value -> NO_SECRET.matcher(value).matches());
        return found;
    }

    private static List<String> split(String line) {
        return Stream.of(line.strip().split("\\s+"))
                .map(word -> word.replaceAll("[\"';]", ""))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
