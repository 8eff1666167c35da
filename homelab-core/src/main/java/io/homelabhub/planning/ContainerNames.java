package io.homelabhub.planning;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The names that containers carry while one takes the place of another. What carries such a name after a run has ended was
 * left over when that run was interrupted.
 */
public final class ContainerNames {
    private static final String NEXT = ".next";
    private static final String PREVIOUS = ".previous";

    private static final String GOING = ".going";

    /** Docker Compose calls the coming container by the going one's short id and the name. */
    private static final Pattern COMPOSE_NEXT = Pattern.compile("[0-9a-f]{12}_.+");

    private ContainerNames() {}

    /** The name without what tells that a container is coming or going: what it was called before, or will be. */
    public static String lasting(String name) {
        String lasting = COMPOSE_NEXT.matcher(name).matches() ? name.substring(name.indexOf('_') + 1) : name;
        for (String ending : List.of(NEXT, PREVIOUS, GOING)) {
            if (lasting.endsWith(ending)) {
                lasting = lasting.substring(0, lasting.length() - ending.length());
            }
        }
        return lasting;
    }

    /** The name of the coming container until it takes over. */
    static String next(String name) {
        return name + NEXT;
    }

    /** The name of the going container from then on. */
    static String previous(String name) {
        return name + PREVIOUS;
    }

    /** The name of a container that goes for good, once another takes its name and until nobody may want it back. */
    static String going(String name) {
        return name + GOING;
    }

    static boolean isNext(String name) {
        return name.endsWith(NEXT) || COMPOSE_NEXT.matcher(name).matches();
    }

    static boolean isPrevious(String name) {
        return name.endsWith(PREVIOUS);
    }
}
