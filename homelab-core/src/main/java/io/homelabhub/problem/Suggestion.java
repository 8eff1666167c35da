package io.homelabhub.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that somebody most likely meant. */
public final class Suggestion {
    private Suggestion() {}

    /**
     * The known name nearest to {@code found}.
     *
     * <p>Near means at most one edit in three letters (insert, delete, replace or swap two neighbours: the optimal
     * string alignment distance), case aside. Among equals the alphabetically first wins, so the answer is
     * deterministic.
     *
     * @return the nearest name, or empty if none is near
     */
    public static Optional<String> nearest(String found, Collection<String> known) {
        String wanted = found.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= allowed(found, name))
                .min(Comparator.comparingInt((String name) -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code did you mean "name"?} for the nearest known name, or an empty string. */
    public static String didYouMean(String found, Collection<String> known) {
        return nearest(found, known)
                .map(name -> "did you mean \"" + name + "\"?")
                .orElse("");
    }

    private static int allowed(String found, String name) {
        return Math.max(1, Math.min(found.length(), name.length()) / 3);
    }

    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
