package io.homelabhub.doctor.git;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One line of a {@code .gitignore}.
 *
 * @param pattern fits the path below the repository's root
 * @param negated whether it takes back what lines before have said
 * @param foldersOnly whether it is about folders alone
 */
record IgnorePattern(Pattern pattern, boolean negated, boolean foldersOnly) {
    /**
     * The pattern of a line; empty for a comment or a blank line.
     *
     * @param folder in which the file lies, empty or with a slash at its end
     */
    static Optional<IgnorePattern> of(String line, String folder) {
        String text = line.replaceFirst("(?<!\\\\)\\s+$", "");
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        boolean negated = text.startsWith("!");
        text = negated ? text.substring(1) : text;
        boolean foldersOnly = text.endsWith("/");
        text = foldersOnly ? text.substring(0, text.length() - 1) : text;
        boolean anchored = text.indexOf('/') >= 0;
        text = text.startsWith("/") ? text.substring(1) : text;
        try {
            String start = Pattern.quote(folder) + (anchored ? "" : "(.*/)?");
            return Optional.of(new IgnorePattern(Pattern.compile(start + regex(text)), negated, foldersOnly));
        } catch (PatternSyntaxException unreadable) {
            return Optional.empty();
        }
    }

    boolean fits(String path, boolean folder) {
        return (folder || !foldersOnly) && pattern.matcher(path).matches();
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            char c = glob.charAt(at);
            if (glob.startsWith("**/", at)) {
                regex.append("(.*/)?");
                at += 3;
            } else if (glob.startsWith("**", at)) {
                regex.append(".*");
                at += 2;
            } else if (c == '[' && glob.indexOf(']', at + 2) > 0) {
                int end = glob.indexOf(']', at + 2);
                String set = glob.substring(at + 1, end).replace("\\", "\\\\").replace("[", "\\[");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                at = end + 1;
            } else if (c == '\\' && at + 1 < glob.length()) {
                regex.append(Pattern.quote(glob.substring(at + 1, at + 2)));
                at += 2;
            } else {
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
                at++;
            }
        }
        return regex.toString();
    }
}
