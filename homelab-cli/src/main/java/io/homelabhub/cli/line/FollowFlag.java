package io.homelabhub.cli.line;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads {@code -f} behind the name of a command that can follow as {@code --follow}, as docker compose has it. Before it, and behind
 * all other commands, it names a Compose file.
 */
public final class FollowFlag {
    private static final String SHORT = "-f";

    private FollowFlag() {}

    /**
     * The same words, with {@code -f} written out.
     *
     * @param command the name of the command that can follow
     * @param isWhole whether words stand for themselves before a command: the name behind them is then no option's value
     */
    public static String[] writtenOut(String command, Predicate<List<String>> isWhole, String... args) {
        List<String> words = List.of(args);
        int at = words.indexOf(command);
        while (at > 0 && !isWhole.test(words.subList(0, at))) {
            int next = words.subList(at + 1, words.size()).indexOf(command);
            at = next < 0 ? -1 : at + 1 + next;
        }
        if (at < 0) {
            return args;
        }
        List<String> written = new ArrayList<>(words.subList(0, at + 1));
        boolean options = true;
        for (String word : words.subList(at + 1, words.size())) {
            options &= !word.equals("--");
            if (options && word.startsWith(SHORT)) {
                written.add("--follow");
                if (word.length() > SHORT.length()) {
                    written.add("-" + word.substring(SHORT.length()));
                }
            } else {
                written.add(word);
            }
        }
        return written.toArray(String[]::new);
    }
}
