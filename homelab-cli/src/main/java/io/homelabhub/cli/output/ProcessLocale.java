package io.homelabhub.cli.output;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the locale of the process does to names of files: Java reads them as the locale says, and in that of cron and of many
 * containers, {@code C}, it loses every letter beyond ASCII. The launcher sets another one, and says what {@code LC_ALL} was.
 */
public final class ProcessLocale {
    private static final String VARIABLE = "LC_ALL";
    private static final char LOST = '\uFFFD';

    private ProcessLocale() {}

    /**
     * The environment as it was before the launcher set a locale, as containers may get it.
     *
     * @param launcher empty if {@code LC_ALL} was not set, else {@code =} and its value; null if it was left alone
     */
    static Map<String, String> environment(Map<String, String> process, @Nullable String launcher) {
        if (launcher == null) {
            return process;
        }
        Map<String, String> before = new HashMap<>(process);
        before.remove(VARIABLE);
        if (launcher.startsWith("=")) {
            before.put(VARIABLE, launcher.substring(1));
        }
        return before;
    }

    /** Why {@code names}, of folders and files, cannot be used; empty if they can. */
    public static Optional<String> obstacle(List<String> names) {
        return names.stream()
                .filter(name -> name.indexOf(LOST) >= 0)
                .findFirst()
                .map(name -> "the locale of this process has no letters beyond ASCII, so `" + name.replace(LOST, '?')
                        + "` cannot be read; set LC_ALL=C.UTF-8");
    }
}
