package io.homelabhub.notification;

import io.homelabhub.catalog.NoticeKind;
import io.homelabhub.report.ForeignText;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * Something that an owner is told. Whoever makes one has taken secrets out of its texts.
 *
 * @param kind which channels it goes to
 * @param subject what it is about, as {@code deploy}, {@code service:web}, {@code job:cleanup} or {@code backups}
 * @param title one line: what has happened to what
 * @param text more of it; lines, may be empty. Control characters of containers are taken out
 * @param at when it happened
 */
public record Notice(NoticeKind kind, String subject, String title, String text, Instant at) {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 8000;

    public Notice {
        title = cut(ForeignText.clean(title, false), LONGEST_TITLE);
        text = cut(
                text.lines().map(line -> ForeignText.clean(line, false)).collect(Collectors.joining("\n")),
                LONGEST_TEXT);
    }

    /** The same, of a host that has a name. */
    public Notice on(String host) {
        return new Notice(kind, subject, host + ": " + title, text, at);
    }

    static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
