package io.homelabhub.resource;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of the container in which a {@code pre_start} hook runs, as docker compose gives it: it tells the hook. */
public final class HookRunnerName {
    private static final Pattern RUNNER = Pattern.compile(".+-pre_start-(\\d{1,6})");

    private HookRunnerName() {}

    /**
     * The name of a hook's container.
     *
     * @param index the hook's place in the list of its service, 0 and up
     */
    public static String of(String project, String service, int index) {
        return project + "-" + service + "-pre_start-" + index;
    }

    /** The hook that runs in a container of this name, as {@code pre_start[0]}; empty if it does not look like one's. */
    public static Optional<String> hookOf(String container) {
        Matcher runner = RUNNER.matcher(container);
        return runner.matches() ? Optional.of("pre_start[" + runner.group(1) + "]") : Optional.empty();
    }
}
