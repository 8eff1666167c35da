package io.homelabhub.planning;

import java.util.Set;

/**
 * Which containers are made anew.
 *
 * @param ofServices when, of the services that are asked for
 * @param services the services that are asked for
 * @param ofOthers when, of what comes along
 */
public record Recreation(Recreate ofServices, Set<String> services, Recreate ofOthers) {
    /** Those that differ. */
    public static final Recreation CHANGED = new Recreation(Recreate.CHANGED, Set.of(), Recreate.CHANGED);

    public Recreation {
        services = Set.copyOf(services);
    }

    /** When the containers of {@code service} are made anew. */
    Recreate of(String service) {
        return services.contains(service) ? ofServices : ofOthers;
    }
}
