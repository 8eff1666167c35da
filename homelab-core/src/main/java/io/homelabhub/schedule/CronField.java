package io.homelabhub.schedule;

import java.util.BitSet;
import java.util.List;

/** One of the five fields of a cron expression: its name, and which numbers it takes. */
enum CronField {
    MINUTE("minute", 0, 59),
    HOUR("hour", 0, 23),
    DAY_OF_MONTH("day of month", 1, 31),
    MONTH("month", 1, 12),
    /** Sunday is 0, and 7 as well. */
    DAY_OF_WEEK("day of week", 0, 7);

    private static final int SUNDAY = 7;

    private final String words;
    private final int least;
    private final int most;

    CronField(String words, int least, int most) {
        this.words = words;
        this.least = least;
        this.most = most;
    }

    /**
     * The numbers that a text stands for; of a week, Sunday is 0.
     *
     * @throws CronSyntaxException if it stands for none
     */
    BitSet parse(String text) {
        BitSet numbers = new BitSet();
        for (String part : text.split(",", -1)) {
            add(part, text, numbers);
        }
        if (this == DAY_OF_WEEK && numbers.get(SUNDAY)) {
            numbers.clear(SUNDAY);
            numbers.set(0);
        }
        return numbers;
    }

    /** Whether these numbers are all that there are. */
    boolean isEverything(BitSet numbers) {
        return numbers.cardinality() == (this == DAY_OF_WEEK ? SUNDAY : most - least + 1);
    }

    /** Whether a text restricts nothing: a {@code *}. One that spells out all numbers does restrict, as everywhere else. */
    static boolean isStar(String text) {
        return List.of(text.split(",", -1)).stream().anyMatch(part -> part.equals("*") || part.equals("*/1"));
    }

    private void add(String part, String field, BitSet numbers) {
        int slash = part.indexOf('/');
        String range = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 1 : number(part.substring(slash + 1), field);
        int dash = range.indexOf('-');
        int first = range.equals("*") ? least : number(dash < 0 ? range : range.substring(0, dash), field);
        int last = first;
        if (range.equals("*")) {
            last = this == DAY_OF_WEEK ? most - 1 : most;
        } else if (dash >= 0) {
            last = number(range.substring(dash + 1), field);
        } else if (slash >= 0) {
            throw new CronSyntaxException(
                    "the %s \"%s\" has a step behind a single number".formatted(words, field),
                    "write the range that it steps through, as %d-%d/%d".formatted(first, most, step));
        }
        requireOrder(first, last, step, field);
        for (int number = first; number <= last; number += step) {
            numbers.set(number);
        }
    }

    private void requireOrder(int first, int last, int step, String field) {
        if (first < least || last > most) {
            throw new CronSyntaxException(
                    "the %s \"%s\" is not within %d to %d".formatted(words, field, least, most), "");
        } else if (first > last) {
            throw new CronSyntaxException(
                    "the %s \"%s\" has a range that runs backwards".formatted(words, field),
                    "write two ranges with a comma between them");
        } else if (step == 0) {
            throw new CronSyntaxException("the %s \"%s\" has a step of 0".formatted(words, field), "");
        }
    }

    private int number(String digits, String field) {
        if (!digits.matches("[0-9]{1,4}")) {
            throw new CronSyntaxException(
                    "the %s \"%s\" is not made of numbers, lists, ranges and steps".formatted(words, field),
                    digits.matches("[A-Za-z]{3,}") ? "write the number in place of the name" : "");
        }
        return Integer.parseInt(digits);
    }
}
