package io.homelabhub.environment;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the lines of one {@code .env}, as Compose cuts them: a value in quotes may go over several. */
final class DotEnvLines {
    private static final Pattern ENTRY =
            Pattern.compile("(export[ \\t]+)?([A-Za-z0-9_.\\-\\[\\]]+)([ \\t]*)([=:])([ \\t]*)(.*)", Pattern.DOTALL);
    private static final Pattern LOOKS_LIKE_ENTRY = Pattern.compile("(export\\s+)?[A-Za-z_][A-Za-z0-9_]*=.*");
    private static final String TYPOGRAPHIC = "“”„‟‘’‚«»";

    private final Path shown;
    private final String text;
    private final Predicate<String> secret;
    private final Predicate<String> set;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    DotEnvLines(Path shown, String text, Predicate<String> secret, Predicate<String> set) {
        this.shown = shown;
        this.text = text;
        this.secret = secret;
        this.set = set;
    }

    List<Problem> problems() {
        wholeFile();
        String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\n", -1);
        int at = 0;
        while (at < lines.length) {
            at = entry(lines, at);
        }
        return problems;
    }

    private void wholeFile() {
        if (text.startsWith("\uFEFF")) {
            warn(
                    1,
                    "",
                    "the file begins with a byte order mark: Compose skips it, other programs take it for a part of the first name",
                    "save it as UTF-8 without BOM");
        }
        int windows = text.indexOf("\r\n");
        if (windows >= 0) {
            int before = (int)
                    text.substring(0, windows).chars().filter(c -> c == '\n').count();
            warn(
                    before + 1,
                    "",
                    "the lines end as on Windows: Compose cuts that off, other programs take it for a part of the value",
                    "save it with line ends of Unix");
        }
    }

    /** Looks at the entry that begins at line {@code at}; gives the line behind it. */
    private int entry(String[] lines, int at) {
        String line = lines[at].strip();
        if (line.isEmpty() || line.startsWith("#")) {
            return at + 1;
        }
        Matcher entry = ENTRY.matcher(line);
        int number = at + 1;
        if (!entry.matches()) {
            nameAlone(line, number, at == lines.length - 1);
            return at + 1;
        }
        String name = entry.group(2);
        head(entry, name, number);
        String value = entry.group(6);
        char quote = value.isEmpty() ? 0 : value.charAt(0);
        if (quote == '"' || quote == '\'') {
            String[] rest = lines.clone();
            rest[at] = value;
            return quoted(name, quote, rest, at);
        }
        unquoted(name, value, number);
        return at + 1;
    }

    private void nameAlone(String line, int number, boolean last) {
        if (last && line.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            warn(
                    number,
                    line,
                    "Compose takes a name on the last line, without a line end, for a value without a name",
                    "write " + line + "=, or end the line");
        }
    }

    private void head(Matcher entry, String name, int number) {
        Integer before = seen.put(name, number);
        if (before != null) {
            warn(
                    number,
                    name,
                    "it stands at line " + before + " already, and this one counts",
                    "remove one of the two");
        }
        if (entry.group(1) != null) {
            warn(
                    number,
                    name,
                    "Compose skips the word export; docker run --env-file and systemd take it for a part of the name",
                    "remove the word");
        }
        if (entry.group(4).equals(":")) {
            warn(number, name, "Compose takes the colon for an equals sign", "write " + name + "=");
        }
        if (!entry.group(3).isEmpty()
                || (!entry.group(5).isEmpty()
                        && !entry.group(6).isEmpty()
                        && entry.group(4).equals("="))) {
            warn(
                    number,
                    name,
                    "Compose cuts off the blanks around the equals sign; shells and docker run do not",
                    "remove them, or put the value in quotes if they belong to it");
        }
    }

    private int quoted(String name, char quote, String[] lines, int at) {
        StringBuilder value = new StringBuilder();
        int line = at;
        int from = 1;
        while (line < lines.length) {
            int end = closing(lines[line], quote, from);
            value.append(lines[line], Math.min(from, lines[line].length()), end < 0 ? lines[line].length() : end);
            if (end >= 0) {
                behind(name, lines[line].substring(end + 1).strip(), line + 1);
                swallowed(name, value.toString(), at + 1);
                if (quote == '"') {
                    variables(name, value.toString().replace("\\$", ""), at + 1, true);
                }
                return line + 1;
            }
            value.append('\n');
            line++;
            from = 0;
        }
        swallowed(name, value.toString(), at + 1);
        return lines.length; // never closed: the loader says so
    }

    private static int closing(String line, char quote, int from) {
        for (int i = from; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    private void behind(String name, String rest, int number) {
        if (!rest.isEmpty() && !rest.startsWith("#")) {
            tell(
                    number,
                    name,
                    "the value ends at the quote, and what follows is read as an entry of its own",
                    "put all of it within one pair of quotes");
        }
    }

    private void swallowed(String name, String value, int number) {
        boolean entries = value.lines()
                .skip(1)
                .anyMatch(line -> LOOKS_LIKE_ENTRY.matcher(line.strip()).matches());
        if (entries) {
            tell(
                    number,
                    name,
                    "the quote is closed lines later, so the entries between are part of this value",
                    "close the quote on this line");
        }
    }

    private void unquoted(String name, String value, int number) {
        int comment = value.indexOf(" #");
        String kept = comment < 0 ? value : value.substring(0, comment);
        boolean remark = comment >= 0 && value.startsWith("# ", comment + 1);
        if (comment >= 0 && (secret.test(name) || !remark)) {
            tell(
                    number,
                    name,
                    "the value ends before \" #\", as a comment begins there",
                    "put the value in single quotes" + (remark ? ", or the comment on a line of its own" : ""));
        }
        if (value.startsWith("#") && !value.equals("#")) {
            warn(number, name, "the value begins with #, and is no comment to Compose", "put it in single quotes");
        }
        if (!kept.isEmpty() && TYPOGRAPHIC.indexOf(kept.charAt(0)) >= 0) {
            tell(number, name, "these quotes mean nothing, and are part of the value", "write ' or \"");
        }
        if (kept.endsWith("\\")) {
            warn(
                    number,
                    name,
                    "a backslash does not join lines, and is part of the value",
                    "put the value in double quotes, over several lines");
        }
        variables(name, kept, number, false);
    }

    /** What follows a dollar sign is filled in: hardly meant within a secret, and nothing where it is not set. */
    private void variables(String name, String value, int number, boolean quoted) {
        Set<String> names = VariableScan.names(value, new HashSet<>());
        if (names.isEmpty()) {
            return;
        }
        boolean whole =
                value.strip().matches("\\$\\{?[A-Za-z_][A-Za-z0-9_]*(:?[-?+][^}]*)?}?") || value.contains("://");
        String instead = quoted ? "write \\$, or put the value in single quotes" : "put the value in single quotes";
        if (secret.test(name) && !whole) {
            tell(number, name, "Compose takes what follows the $ for a variable and fills it in", instead);
        } else {
            names.stream()
                    .filter(one -> !set.test(one) && !value.matches("(?s).*\\$\\{" + one + ":?[-+].*"))
                    .forEach(one -> warn(
                            number,
                            name,
                            "it asks for " + one + ", which is not set, so nothing is filled in",
                            "set " + one + ", or " + instead));
        }
    }

    /** What surely gives another value than was meant, where that is a secret. */
    private void tell(int line, String name, String message, String suggestion) {
        if (secret.test(name)) {
            problems.add(Problem.error(place(line), name, message).withSuggestion(suggestion));
        } else {
            warn(line, name, message, suggestion);
        }
    }

    private void warn(int line, String name, String message, String suggestion) {
        problems.add(Problem.warning("misread-line", place(line), name, message).withSuggestion(suggestion));
    }

    private SourceLocation place(int line) {
        return new SourceLocation(shown, line, 0);
    }
}
