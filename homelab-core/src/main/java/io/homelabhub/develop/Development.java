package io.homelabhub.develop;

import io.homelabhub.api.Api;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.session.Sessions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Work on what services are made of: files of this machine are carried into containers as they change. Thread-safe. */
public final class Development {
    private final Sessions sessions;

    /** Of one runtime; see {@code HomelabRuntime.development}. */
    @Api(Api.Status.INTERNAL)
    public Development(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Begins to watch the files that services name under {@code develop.watch}. What changes from now on is acted upon by
     * {@link DevelopmentWatch#next}. Files are read once.
     *
     * @param names services, groups or patterns; empty for all
     * @param listener told of all that is done
     * @return to be closed
     * @throws io.homelabhub.problem.InvalidInputException if the files cannot be used
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws NothingToWatchException if none of the services has something to watch
     */
    public DevelopmentWatch watch(List<String> names, WatchListener listener) {
        ProjectDefinition definition = DefinitionLoader.load(sessions.settings().sources(), names);
        Collection<String> services = names.isEmpty()
                ? definition.graph().vertices()
                : definition.selector().members(names);
        Map<String, ComposeService> watched = watched(definition, services);
        if (watched.isEmpty()) {
            throw new NothingToWatchException(names.isEmpty() ? List.of() : List.copyOf(services));
        }
        definition.requireUsable(watched.keySet());
        List<WatchRule> rules = watched.values().stream()
                .flatMap(service -> WatchRule.of(service).stream())
                .toList();
        return DevelopmentWatch.open(sessions, rules, listener);
    }

    /** Those that have something to watch, by their names in the catalog. */
    private static Map<String, ComposeService> watched(ProjectDefinition definition, Collection<String> services) {
        Map<String, ComposeService> watched = new LinkedHashMap<>();
        for (String service : services) {
            ComposeService one = definition.compose().services().get(definition.composeName(service));
            if (one != null && WatchRule.isIn(one)) {
                watched.put(service, one);
            }
        }
        return watched;
    }
}
