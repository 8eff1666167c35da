package io.homelabhub.generation.template;

import io.homelabhub.generation.template.Marks.Letter;
import io.homelabhub.generation.template.Marks.Unit;
import io.homelabhub.generation.template.Marks.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds values that would break the URL that a template puts them into: in the part with user and password, whose ends they could move. */
final class UrlCheck {
    /** What RFC 3986 has in user and password without an escape, and escapes. */
    private static final Pattern FITTING = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*");

    private static final String SCHEME = "://";
    private static final String ENDS = "/?# \t\n\"'";

    private UrlCheck() {}

    /** The first value of {@code assigned}, the units behind an equals sign, that does not fit where it stands. */
    static Optional<Value> misfit(List<Unit> assigned) {
        int from = 0;
        while (from < assigned.size()) {
            if (startsWith(assigned, from, SCHEME)) {
                Optional<Value> misfit = inUserInfo(assigned, from + SCHEME.length());
                if (misfit.isPresent()) {
                    return misfit;
                }
            }
            from++;
        }
        return Optional.empty();
    }

    private static Optional<Value> inUserInfo(List<Unit> units, int from) {
        Optional<Value> misfit = Optional.empty();
        for (int i = from; i < units.size(); i++) {
            if (units.get(i) instanceof Value value) {
                boolean first =
                        misfit.isEmpty() && !FITTING.matcher(value.text()).matches();
                misfit = first ? Optional.of(value) : misfit;
            } else if (letter(units, i) == '@') {
                return misfit;
            } else if (ENDS.indexOf(letter(units, i)) >= 0) {
                break; // there is no user in it
            }
        }
        return Optional.empty();
    }

    private static boolean startsWith(List<Unit> units, int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean fits = from + i < units.size()
                    && units.get(from + i) instanceof Letter
                    && letter(units, from + i) == text.charAt(i);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static char letter(List<Unit> units, int index) {
        return ((Letter) units.get(index)).character();
    }
}
