package io.homelabhub.generation.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Characters that stand in rendered text to tell what a template wrote from what a value brought along, and from which line each comes.
 * They are no characters of any text: Unicode keeps them for the use of programs.
 */
final class Marks {
    private static final char VALUE = '\uFDD0';
    private static final char NAMED = '\uFDD1';
    private static final char END = '\uFDD2';
    private static final char LINE = '\uFDD3';

    private Marks() {}

    /** A part of rendered text. */
    sealed interface Unit permits Letter, Value {
        /** The number of its place. */
        int place();
    }

    /** A character that the template wrote. */
    record Letter(char character, int place) implements Unit {}

    /** What was put in for an expression. */
    record Value(String text, int place) implements Unit {
        @Override
        public String toString() {
            return "value of place " + place;
        }
    }

    /** Whether {@code text} holds one of the characters. */
    static boolean isMarked(String text) {
        return text.chars().anyMatch(c -> c >= VALUE && c <= LINE);
    }

    static String value(int place, String text) {
        return VALUE + String.valueOf(place) + NAMED + text + END;
    }

    /** Says from which place what follows is. */
    static String line(int place) {
        return LINE + String.valueOf(place) + NAMED;
    }

    /** What {@code marked} consists of. */
    static List<Unit> units(String marked) {
        List<Unit> units = new ArrayList<>();
        int place = 0;
        int at = 0;
        while (at < marked.length()) {
            char c = marked.charAt(at);
            if (c != VALUE && c != LINE) {
                units.add(new Letter(c, place));
                at++;
                continue;
            }
            int named = marked.indexOf(NAMED, at);
            int number = Integer.parseInt(marked, at + 1, named, 10);
            at = named + 1;
            if (c == VALUE) {
                int end = marked.indexOf(END, at);
                units.add(new Value(marked.substring(at, end), number));
                at = end + 1;
            } else {
                place = number;
            }
        }
        return units;
    }
}
