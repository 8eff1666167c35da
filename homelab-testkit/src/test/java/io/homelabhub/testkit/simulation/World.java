package io.homelabhub.testkit.simulation;

import io.homelabhub.planning.Pull;
import io.homelabhub.run.OnFailure;
import io.homelabhub.testkit.simulation.Service.Trait;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Everything that a simulated deployment follows from. Its text form is what a failing simulation prints; {@link
 * WorldText} has the grammar.
 *
 * @param seed decides on the order of threads, on timings, and on faults by chance
 * @param request how the deployment is to go
 * @param services each after those that it needs
 * @param marks the names of the services of which something is said; every mark has its set
 * @param upsets what somebody does by hand before the deployment that is looked at
 * @param crashed the action at which an earlier deployment to the same end was killed, 1 and up; 0 if there was none
 * @param trouble what goes wrong meanwhile
 */
record World(
        long seed,
        Request request,
        List<Service> services,
        Map<Mark, Set<String>> marks,
        List<Upset> upsets,
        int crashed,
        Trouble trouble) {
    World {
        services = List.copyOf(services);
        marks = complete(marks);
        upsets = List.copyOf(upsets);
    }

    private static Map<Mark, Set<String>> complete(Map<Mark, Set<String>> some) {
        Map<Mark, Set<String>> all = new EnumMap<>(Mark.class);
        for (Mark mark : Mark.values()) {
            all.put(mark, Collections.unmodifiableSet(new TreeSet<>(some.getOrDefault(mark, Set.of()))));
        }
        return Collections.unmodifiableMap(all);
    }

    /**
     * How a deployment is to go.
     *
     * @param parallelism the bound, 1 and up
     * @param onFailure what the run does after a failure
     * @param pull when images are pulled; empty for what each service says itself
     */
    record Request(int parallelism, OnFailure onFailure, Optional<Pull> pull) {}

    /** What can be said of a service beside what it is. */
    enum Mark {
        /** It is deployed, at its first revision, before the deployment that is looked at. */
        BEFORE,
        /** Its configuration is another at the second revision. */
        CHANGED,
        /** Its image is another at the second revision. */
        REIMAGED,
        /** Its registry has another image under the same name since. */
        MOVED,
        /** It has another number of containers at its first revision. */
        RESCALED,
        /** Nothing describes it any more at the second revision. */
        GONE,
        /** It is undeployed. If nothing is, everything is deployed. */
        UNDEPLOYED,
        /** Its first containers are in a slow crash loop, and wait to be started again when the deployment is planned. */
        LOOPING,
        /** Of two: each has what the other had, of names and ports that both have, at the second revision. */
        SWAPPED,
        /** Its volume only names a folder, and another one at the second revision: it is made anew, and nothing is lost. */
        REMADE,
        /** It lives in the IPC namespace of what it needs first. */
        GUEST
    }

    /** What somebody does by hand to a service's first container before the deployment. */
    record Upset(Deed kind, String service) {
        /** The ways there are. */
        enum Deed {
            STOPPED,
            KILLED,
            REMOVED,
            RENAMED,
            /** Its memory limit is changed. */
            UPDATED,
            /** Who lives in its namespaces is left behind. */
            RESTARTED
        }
    }

    Service service(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the world has no service " + name));
    }

    Set<String> marked(Mark mark) {
        return marks.getOrDefault(mark, Set.of());
    }

    /** Whether its volume names a folder, which is another one in the second revision. */
    boolean hasFolder(Service service) {
        return service.has(Trait.VOLUME) && is(Mark.REMADE, service);
    }

    boolean is(Mark mark, Service service) {
        return marked(mark).contains(service.name());
    }

    /** The services of the first revision, as far as they are deployed. */
    List<Service> first() {
        return those(service -> is(Mark.BEFORE, service));
    }

    /** The services that are described in the end. */
    List<Service> last() {
        return those(service -> !is(Mark.GONE, service));
    }

    private List<Service> those(Predicate<Service> wanted) {
        return services.stream().filter(wanted).toList();
    }

    /** Whether this deployment asks the service's registry for a newer image than the engine has. */
    boolean isKeptFresh(Service service) {
        boolean asks = request.pull().map(Pull.ALWAYS::equals).orElse(service.has(Service.Trait.FRESH));
        return asks && !service.has(Service.Trait.BUILT);
    }

    World withRequest(Request request) {
        return new World(seed, request, services, marks, upsets, crashed, trouble);
    }

    World withServices(List<Service> others) {
        Set<String> names = others.stream().map(Service::name).collect(Collectors.toSet());
        List<Upset> kept =
                upsets.stream().filter(upset -> names.contains(upset.service())).toList();
        return new World(seed, request, others, mapped(set -> common(set, names)), kept, crashed, trouble);
    }

    private static Set<String> common(Collection<String> some, Collection<String> others) {
        Set<String> common = new TreeSet<>(some);
        common.retainAll(others);
        return common;
    }

    private Map<Mark, Set<String>> mapped(UnaryOperator<Set<String>> change) {
        Map<Mark, Set<String>> changed = new EnumMap<>(Mark.class);
        marks.forEach((mark, names) -> changed.put(mark, change.apply(names)));
        return changed;
    }

    World without(Mark mark, Collection<String> names) {
        Map<Mark, Set<String>> fewer = new EnumMap<>(marks);
        Set<String> left = new TreeSet<>(marked(mark));
        left.removeAll(names);
        fewer.put(mark, left);
        List<Upset> kept = upsets.stream()
                .filter(upset -> mark != Mark.BEFORE || left.contains(upset.service()))
                .toList();
        return new World(seed, request, services, fewer, kept, crashed, trouble);
    }

    World withUpsets(List<Upset> upsets) {
        return new World(seed, request, services, marks, upsets, crashed, trouble);
    }

    World withCrashed(int crashed) {
        return new World(seed, request, services, marks, upsets, crashed, trouble);
    }

    World withTrouble(Trouble trouble) {
        return new World(seed, request, services, marks, upsets, crashed, trouble);
    }

    /** The text that {@link WorldText#parse} reads. */
    @Override
    public String toString() {
        return WorldText.format(this);
    }
}
