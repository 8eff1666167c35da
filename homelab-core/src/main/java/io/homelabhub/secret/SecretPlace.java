package io.homelabhub.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a file fills a secret into what a container is made with. The value that was filled in once can be read off a container
 * there, whatever the variable holds by now.
 *
 * @param index the word of the setting, from 0; empty if any of its texts can be it
 * @param mould the text with {@link #HOLE} for each secret
 */
public record SecretPlace(Setting setting, OptionalInt index, String mould) {
    /** What of a container a file says. */
    public enum Setting {
        COMMAND,
        ENTRYPOINT,
        HEALTH_TEST,
        ENVIRONMENT,
        LABELS
    }

    /** Stands for what a variable holds whose name speaks of a secret. No text of a file has it. */
    public static final String HOLE = "\0";

    /**
     * The secrets that a container was made with.
     *
     * @param texts the words or lines {@code NAME=value} that the container has for the setting
     */
    Stream<String> in(List<String> texts) {
        int only = index.orElse(-1);
        if (only < 0) {
            return texts.stream().flatMap(this::in);
        }
        return only < texts.size() ? in(texts.get(only)) : Stream.empty();
    }

    private Stream<String> in(String text) {
        Matcher matcher = pattern().matcher(text);
        if (!matcher.matches()) {
            return Stream.empty();
        }
        List<String> values = new ArrayList<>();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            values.add(matcher.group(group));
        }
        return values.stream();
    }

    private Pattern pattern() {
        StringBuilder pattern = new StringBuilder();
        String[] literals = mould.split(HOLE, -1);
        for (int i = 0; i < literals.length; i++) {
            pattern.append(i == 0 ? "" : "(.*?)").append(Pattern.quote(literals[i]));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }
}
