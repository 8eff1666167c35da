package io.homelabhub.testkit.simulation;

import io.homelabhub.testkit.simulation.World.Kind;
import io.homelabhub.testkit.simulation.World.Service;
import io.homelabhub.testkit.simulation.World.Trait;
import io.homelabhub.testkit.simulation.World.Trouble;
import io.homelabhub.testkit.simulation.World.Upset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Takes away from a failing world what it does not need to fail, one thing after the other. */
final class Shrinker {
    private static final int MOST_TRIALS = 400;

    private final Predicate<World> fails;
    private int trials;

    private Shrinker(Predicate<World> fails) {
        this.fails = fails;
    }

    /** A smaller world, or the same, for which {@code fails} holds as it does for {@code world}. */
    static World shrink(World world, Predicate<World> fails) {
        Shrinker shrinker = new Shrinker(fails);
        World smallest = world;
        World smaller = shrinker.step(smallest);
        while (!smaller.equals(smallest)) {
            smallest = smaller;
            smaller = shrinker.step(smallest);
        }
        return smallest;
    }

    private World step(World world) {
        for (World candidate : candidates(world)) {
            if (trials++ < MOST_TRIALS && !candidate.equals(world) && fails.test(candidate)) {
                return candidate;
            }
        }
        return world;
    }

    private static List<World> candidates(World world) {
        List<World> candidates = new ArrayList<>();
        for (Service service : world.services()) {
            candidates.add(without(world, service));
        }
        candidates.add(world.withTrouble(Trouble.NONE));
        candidates.add(world.withUpsets(List.of()));
        candidates.add(world.withSets(Set.of(), Set.of(), Set.of(), Set.of()));
        for (String name : world.before()) {
            boolean needed =
                    world.first().stream().anyMatch(other -> other.needed().contains(name));
            if (!needed) {
                candidates.add(world.withBefore(less(world.before(), name)));
            }
        }
        addWithoutMarks(world, candidates);
        for (Upset upset : world.upsets()) {
            List<Upset> fewer = new ArrayList<>(world.upsets());
            fewer.remove(upset);
            candidates.add(world.withUpsets(fewer));
        }
        for (int i = 0; i < world.services().size(); i++) {
            addSimpler(world, i, candidates);
        }
        Trouble trouble = world.trouble();
        if (trouble.number() > 1) {
            candidates.add(world.withTrouble(new Trouble(trouble.kind(), trouble.number() - 1)));
        }
        return candidates;
    }

    private static void addWithoutMarks(World world, List<World> candidates) {
        for (Service service : world.services()) {
            String name = service.name();
            candidates.add(
                    world.withSets(less(world.changed(), name), world.reimaged(), world.gone(), world.undeployed()));
            candidates.add(
                    world.withSets(world.changed(), less(world.reimaged(), name), world.gone(), world.undeployed()));
            candidates.add(
                    world.withSets(world.changed(), world.reimaged(), less(world.gone(), name), world.undeployed()));
            candidates.add(
                    world.withSets(world.changed(), world.reimaged(), world.gone(), less(world.undeployed(), name)));
        }
    }

    private static Set<String> less(Set<String> names, String name) {
        Set<String> fewer = new HashSet<>(names);
        fewer.remove(name);
        return fewer;
    }

    private static World without(World world, Service gone) {
        List<Service> fewer = world.services().stream()
                .filter(service -> !service.equals(gone))
                .map(service -> service.without(gone.name()))
                .toList();
        return world.withServices(fewer);
    }

    private static void addSimpler(World world, int index, List<World> candidates) {
        Service service = world.services().get(index);
        for (Trait trait : service.traits()) {
            Set<Trait> fewer = new HashSet<>(service.traits());
            fewer.remove(trait);
            candidates.add(with(world, index, new Service(service.name(), service.kind(), service.needs(), fewer)));
        }
        for (String need : service.needed()) {
            candidates.add(with(world, index, service.without(need)));
        }
        if (service.kind() != Kind.PLAIN) {
            candidates.add(
                    with(world, index, new Service(service.name(), Kind.PLAIN, service.needs(), service.traits())));
        }
    }

    private static World with(World world, int index, Service service) {
        List<Service> services = new ArrayList<>(world.services());
        services.set(index, service);
        return world.withServices(services);
    }
}
