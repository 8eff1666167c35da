package io.homelabhub.spelling;

import java.util.regex.Pattern;

/** What a process can be sent, as {@code SIGTERM}, {@code hup} or {@code 9}. */
public final class Signal {
    private static final Pattern SIGNAL = Pattern.compile("(?i)(SIG)?("
            + "HUP|INT|QUIT|ILL|TRAP|ABRT|IOT|BUS|FPE|KILL|USR1|SEGV|USR2|PIPE|ALRM|TERM|STKFLT|CHLD|CLD|CONT|STOP|TSTP|TTIN|TTOU"
            + "|URG|XCPU|XFSZ|VTALRM|PROF|WINCH|IO|POLL|PWR|SYS"
            + "|RTMIN(\\+([1-9]|1[0-5]))?|RTMAX(-([1-9]|1[0-4]))?)|[1-9]|[1-5][0-9]|6[0-4]");

    private Signal() {}

    /** Whether Linux has a signal that is written {@code text}. */
    public static boolean isSignal(String text) {
        return SIGNAL.matcher(text).matches();
    }
}
