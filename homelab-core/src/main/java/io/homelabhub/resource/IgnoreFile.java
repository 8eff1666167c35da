package io.homelabhub.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A {@code .dockerignore}, by moby's rules (moby/patternmatcher): {@code **} crosses folders, a match of a folder holds for
 * all below it, {@code !} takes back, and the last line that matches decides.
 */
public final class IgnoreFile {
    private static final String COMMENT = "#";

    private final List<Line> lines;

    private IgnoreFile(List<Line> lines) {
        this.lines = lines;
    }

    /** The file's rules; none if it is not there. */
    public static IgnoreFile read(Path file) throws IOException {
        return Files.isRegularFile(file) ? of(Files.readAllLines(file)) : of(List.of());
    }

    /** The rules of these lines. */
    public static IgnoreFile of(List<String> text) {
        List<Line> lines = new ArrayList<>();
        for (String raw : text) {
            if (raw.startsWith(COMMENT)) {
                continue;
            }
            String pattern = raw.strip();
            boolean takesBack = pattern.startsWith("!");
            String cleaned = cleaned(takesBack ? pattern.substring(1).strip() : pattern);
            if (!cleaned.isEmpty()) {
                lines.add(new Line(Pattern.compile(regex(cleaned)), takesBack));
            }
        }
        return new IgnoreFile(List.copyOf(lines));
    }

    /** Without slashes at the ends and without {@code .} and {@code ..}, as Go's filepath.Clean has it. */
    private static String cleaned(String pattern) {
        List<String> parts = new ArrayList<>();
        for (String part : pattern.split("/")) {
            if (part.equals("..") && !parts.isEmpty()) {
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private static String regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*' && i + 1 < pattern.length() && pattern.charAt(i + 1) == '*') {
                boolean folders = i + 2 < pattern.length() && pattern.charAt(i + 2) == '/';
                regex.append(folders ? "(?:.*/)?" : ".*");
                i += folders ? 2 : 1;
            } else if (c == '[' && pattern.indexOf(']', i) > i) {
                int end = pattern.indexOf(']', i);
                regex.append(pattern, i, end + 1);
                i = end;
            } else if (c == '\\' && i + 1 < pattern.length()) {
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
            } else {
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.append("(?:/.*)?").toString();
    }

    /** Whether {@code path}, relative to the context and with slashes, is left out. */
    public boolean ignores(String path) {
        boolean ignored = false;
        for (Line line : lines) {
            if (line.takesBack() == ignored && line.pattern().matcher(path).matches()) {
                ignored = !line.takesBack();
            }
        }
        return ignored;
    }

    /** Whether something below an ignored folder could be taken back, so that it has to be walked all the same. */
    public boolean takesBackSome() {
        return lines.stream().anyMatch(Line::takesBack);
    }

    private record Line(Pattern pattern, boolean takesBack) {}
}
