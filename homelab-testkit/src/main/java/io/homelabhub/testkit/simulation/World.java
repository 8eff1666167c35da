package io.homelabhub.testkit.simulation;

import io.homelabhub.run.OnFailure;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything that a simulated deployment follows from. Its text form is what a failing simulation prints; {@link
 * WorldText} has the grammar.
 *
 * @param seed decides on the order of threads, on timings, and on faults by chance
 * @param parallelism the bound, 1 and up
 * @param onFailure what the run does after a failure
 * @param services each after those that it needs
 * @param before those that are deployed, at their first revision, before the deployment that is looked at
 * @param changed those whose configuration is another then
 * @param reimaged those whose image is another then
 * @param gone those that nothing describes any more then
 * @param upsets what somebody does by hand in between
 * @param undeployed what is undeployed; empty for a deployment of all
 * @param trouble what goes wrong meanwhile
 */
public record World(
        long seed,
        int parallelism,
        OnFailure onFailure,
        List<Service> services,
        Set<String> before,
        Set<String> changed,
        Set<String> reimaged,
        Set<String> gone,
        List<Upset> upsets,
        Set<String> undeployed,
        Trouble trouble) {
    public World {
        services = List.copyOf(services);
        before = sorted(before);
        changed = sorted(changed);
        reimaged = sorted(reimaged);
        gone = sorted(gone);
        upsets = List.copyOf(upsets);
        undeployed = sorted(undeployed);
    }

    private static Set<String> sorted(Collection<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }

    /** What the processes of a service's second revision do. Those of its first run well. */
    public enum Kind {
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
    public enum Trait {
        /** Has a named volume that it writes to. */
        VOLUME,
        /** Publishes a port of the host. */
        PORT,
        /** Its owner has named its container. */
        NAMED,
        /** Has a password in its environment, which it also writes into its log. */
        SECRET,
        /** Is started again by the engine. */
        RESTARTS
    }

    /**
     * One service.
     *
     * @param needs what it needs; with a question mark at the end if it can do without
     */
    public record Service(String name, Kind kind, List<String> needs, Set<Trait> traits) {
        public Service {
            needs = List.copyOf(needs);
            traits = Collections.unmodifiableSet(new TreeSet<>(traits));
        }

        /** The names alone. */
        List<String> needed() {
            return needs.stream().map(Service::bare).toList();
        }

        static String bare(String need) {
            return need.endsWith("?") ? need.substring(0, need.length() - 1) : need;
        }

        Service without(String need) {
            return new Service(
                    name,
                    kind,
                    needs.stream().filter(one -> !bare(one).equals(need)).toList(),
                    traits);
        }
    }

    /** What somebody does by hand to a service's container before the deployment. */
    public record Upset(Deed kind, String service) {
        /** The ways there are. */
        public enum Deed {
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
     *     seconds
     */
    public record Trouble(Mishap kind, int number) {
        public static final Trouble NONE = new Trouble(Mishap.NONE, 0);

        /** The ways there are. */
        public enum Mishap {
            NONE,
            /** The run is asked to end. */
            CANCEL,
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
            BAD_EVENTS
        }
    }

    Service service(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the world has no service " + name));
    }

    /** The services of the first revision, as far as they are deployed. */
    List<Service> first() {
        return services.stream()
                .filter(service -> before.contains(service.name()))
                .toList();
    }

    /** The services that are described in the end. */
    List<Service> last() {
        return services.stream()
                .filter(service -> !gone.contains(service.name()))
                .toList();
    }

    World withServices(List<Service> fewer) {
        Set<String> names = fewer.stream().map(Service::name).collect(Collectors.toSet());
        return new World(
                seed,
                parallelism,
                onFailure,
                fewer,
                kept(before, names),
                kept(changed, names),
                kept(reimaged, names),
                kept(gone, names),
                upsets.stream().filter(upset -> names.contains(upset.service())).toList(),
                kept(undeployed, names),
                trouble);
    }

    private static Set<String> kept(Set<String> some, Set<String> names) {
        Set<String> kept = new TreeSet<>(some);
        kept.retainAll(names);
        return kept;
    }

    World withSets(Set<String> changed, Set<String> reimaged, Set<String> gone, Set<String> undeployed) {
        return new World(
                seed, parallelism, onFailure, services, before, changed, reimaged, gone, upsets, undeployed, trouble);
    }

    World withBefore(Set<String> before) {
        return new World(
                seed, parallelism, onFailure, services, before, changed, reimaged, gone, upsets, undeployed, trouble);
    }

    World withUpsets(List<Upset> upsets) {
        return new World(
                seed, parallelism, onFailure, services, before, changed, reimaged, gone, upsets, undeployed, trouble);
    }

    World withTrouble(Trouble trouble) {
        return new World(
                seed, parallelism, onFailure, services, before, changed, reimaged, gone, upsets, undeployed, trouble);
    }

    /** The text that {@link WorldText#parse} reads. */
    @Override
    public String toString() {
        return WorldText.format(this);
    }
}
