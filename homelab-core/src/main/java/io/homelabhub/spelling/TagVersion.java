package io.homelabhub.spelling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag that tells a version, in its shape: {@code v1.2-alpine} is {@code v}, two numbers and {@code -alpine}. Only tags of one shape
 * are compared: another suffix is another variant, and fewer numbers stand for something that moves.
 *
 * @param prefix {@code v} or nothing
 * @param numbers one to four, as written
 * @param suffix what follows
 */
public record TagVersion(String prefix, List<Long> numbers, String suffix) implements Comparable<TagVersion> {
    private static final Pattern TAG = Pattern.compile("(v?)(\\d{1,12}(?:\\.\\d{1,12}){0,3})((?:[-+_].*)?)");

    /** From here on a first number is a year or a date, and no version that follows 15. */
    private static final long A_YEAR = 1000;

    public TagVersion {
        numbers = List.copyOf(numbers);
    }

    /** The version that {@code tag} tells; empty if it tells none, as {@code latest}. */
    public static Optional<TagVersion> parse(String tag) {
        Matcher matcher = TAG.matcher(tag);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Long> numbers = new ArrayList<>();
        for (String number : matcher.group(2).split("\\.", -1)) {
            numbers.add(Long.parseLong(number));
        }
        return Optional.of(new TagVersion(matcher.group(1), numbers, matcher.group(3)));
    }

    /** The newest of {@code tags} that is newer and of the same shape. */
    public Optional<String> newest(Collection<String> tags) {
        return newest(tags, false);
    }

    /** The newest of {@code tags} that is newer, of the same shape, and has the same first number. */
    public Optional<String> newestOfThisLine(Collection<String> tags) {
        return numbers.size() < 2 ? Optional.empty() : newest(tags, true);
    }

    private Optional<String> newest(Collection<String> tags, boolean sameLine) {
        return tags.stream()
                .filter(tag -> parse(tag)
                        .filter(this::isOfThisShape)
                        .filter(other -> !sameLine || other.numbers.get(0).equals(numbers.get(0)))
                        .filter(other -> other.compareTo(this) > 0)
                        .isPresent())
                .max((one, other) ->
                        parse(one).orElseThrow().compareTo(parse(other).orElseThrow()));
    }

    private boolean isOfThisShape(TagVersion other) {
        boolean bothYears = (numbers.get(0) >= A_YEAR) == (other.numbers.get(0) >= A_YEAR);
        return prefix.equals(other.prefix)
                && numbers.size() == other.numbers.size()
                && suffix.equals(other.suffix)
                && bothYears;
    }

    /** By the numbers alone. */
    @Override
    public int compareTo(TagVersion other) {
        for (int i = 0; i < Math.min(numbers.size(), other.numbers.size()); i++) {
            int order = Long.compare(numbers.get(i), other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(numbers.size(), other.numbers.size());
    }
}
