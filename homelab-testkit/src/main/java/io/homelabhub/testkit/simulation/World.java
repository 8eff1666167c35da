package io.homelabhub.testkit.simulation;

import io.homelabhub.run.OnFailure;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
 * @param parallelism the bound, 1 and up
 * @param onFailure what the run does after a failure
 * @param services each after those that it needs
 * @param marks the names of the services of which something is said; every mark has its set
 * @param upsets what somebody does by hand before the deployment that is looked at
 * @param crashed the action at which an earlier deployment to the same end was killed, 1 and up; 0 if there was none
 * @param trouble what goes wrong meanwhile
 */
record World(
        long seed,
        int parallelism,
        OnFailure onFailure,
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

    /** What can be said of a service beside what it is. */
    enum Mark {
        /** It is deployed, at its first revision, before the deployment that is looked at. */
        BEFORE,
        /** Its configuration is another at the second revision. */
        CHANGED,
        /** Its image is another at the second revision. */
        REIMAGED,
        /** It has another number of containers at its first revision. */
        RESCALED,
        /** Nothing describes it any more at the second revision. */
        GONE,
        /** It is undeployed. If nothing is, everything is deployed. */
        UNDEPLOYED
    }

    /** What the processes of a service's second revision do. Those of its first run well. */
    enum Kind {
        /** Runs on; has no health test. */
        PLAIN,
        /** Healthy after a second. */
        HEALTHY,
        /** Healthy after twenty seconds. */
        SLOW,
        /** Never healthy. */
        SICK,
        /** Ends at once, again and again. */
        CRASHING,
        /** Ends well after two seconds; what needs it waits for that. */
        ONE_SHOT,
        /** Ends badly after two seconds; what needs it waits in vain. */
        FAILING_ONE_SHOT;

        boolean ends() {
            return this == ONE_SHOT || this == FAILING_ONE_SHOT;
        }

        boolean isTested() {
            return this == HEALTHY || this == SLOW || this == SICK;
        }
    }

    /** What else there is to a service. */
    enum Trait {
        /** Has a named volume that it writes to. */
        VOLUME,
        /** Publishes a port of the host. */
        PORT,
        /** Its owner has named its container. */
        NAMED,
        /** Has a password in its environment, which it also writes into its log. */
        SECRET,
        /** Is started again by the engine. */
        RESTARTS,
        /** Its image is built here. */
        BUILT,
        /** The catalog says where to ask whether it is ready; its container has no health test. */
        ENDPOINT
    }

    /**
     * One service.
     *
     * @param copies how many containers it has, 1 and up
     * @param needs what it needs; with a question mark at the end if it can do without
     */
    record Service(String name, Kind kind, int copies, List<String> needs, Set<Trait> traits) {
        Service {
            needs = List.copyOf(needs);
            traits = Collections.unmodifiableSet(new TreeSet<>(traits));
        }

        boolean has(Trait trait) {
            return traits.contains(trait);
        }

        /** Whether there can be only one container of it. */
        boolean isSingle() {
            return has(Trait.PORT) || has(Trait.NAMED) || has(Trait.ENDPOINT);
        }

        /** The names alone. */
        List<String> needed() {
            return needs.stream().map(Service::bare).toList();
        }

        static String bare(String need) {
            return isOptional(need) ? need.substring(0, need.length() - 1) : need;
        }

        static boolean isOptional(String need) {
            return need.endsWith("?");
        }

        /** Whether the new container of it can be tried out beside the old one. */
        boolean canRunBesideOld() {
            return !isSingle() && !has(Trait.VOLUME);
        }

        Service without(String need) {
            List<String> fewer =
                    needs.stream().filter(one -> !bare(one).equals(need)).toList();
            return new Service(name, kind, copies, fewer, traits);
        }

        Service without(Trait trait) {
            Set<Trait> fewer = new TreeSet<>(traits);
            fewer.remove(trait);
            return new Service(name, kind, copies, needs, fewer);
        }

        Service with(Kind kind, int copies) {
            return new Service(name, kind, copies, needs, traits);
        }
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
            UPDATED
        }
    }

    /**
     * What goes wrong during the deployment.
     *
     * @param number of the action at which it happens, 1 and up; for FAULTS the share of calls in percent; for TIME_OUT
     *     seconds; for CANCEL_LATER and rivals tenths of seconds from the beginning
     */
    record Trouble(Mishap kind, int number) {
        static final Trouble NONE = new Trouble(Mishap.NONE, 0);

        /** The ways there are. */
        enum Mishap {
            NONE,
            /** The run is asked to end at an action. */
            CANCEL,
            /** The run is asked to end at some time, be it while it waits or takes back. */
            CANCEL_LATER,
            /** The run is asked to end at once. */
            CANCEL_NOW,
            /** The deploying process is killed. */
            CRASH,
            /** The deployment's time is up. */
            TIME_OUT,
            /** One action is refused. */
            REFUSAL,
            /** One action is done and its answer lost. */
            LOST_ANSWER,
            /** Calls fail, hang and lose their answers by chance. */
            FAULTS,
            /** The engine is killed and started again. */
            ENGINE_RESTART,
            /** The disk is full from then on. */
            DISK_FULL,
            /** Events get lost, come twice or come late. */
            BAD_EVENTS,
            /** Somebody else begins to deploy the same project, and will not wait. */
            RIVAL,
            /** Somebody else begins to deploy the same project, and waits for his turn. */
            PATIENT_RIVAL;

            /** Whether the run is asked to end in a way that lets it tidy up. */
            boolean isGentleCancel() {
                return this == CANCEL || this == CANCEL_LATER;
            }

            boolean isRival() {
                return this == RIVAL || this == PATIENT_RIVAL;
            }
        }

        boolean is(Mishap mishap) {
            return kind == mishap;
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

    World withServices(List<Service> others) {
        Set<String> names = others.stream().map(Service::name).collect(Collectors.toSet());
        List<Upset> kept =
                upsets.stream().filter(upset -> names.contains(upset.service())).toList();
        return new World(
                seed, parallelism, onFailure, others, mapped(set -> common(set, names)), kept, crashed, trouble);
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
        return new World(seed, parallelism, onFailure, services, fewer, upsets, crashed, trouble);
    }

    World withUpsets(List<Upset> upsets) {
        return new World(seed, parallelism, onFailure, services, marks, upsets, crashed, trouble);
    }

    World withCrashed(int crashed) {
        return new World(seed, parallelism, onFailure, services, marks, upsets, crashed, trouble);
    }

    World withTrouble(Trouble trouble) {
        return new World(seed, parallelism, onFailure, services, marks, upsets, crashed, trouble);
    }

    /** The text that {@link WorldText#parse} reads. */
    @Override
    public String toString() {
        return WorldText.format(this);
    }
}
