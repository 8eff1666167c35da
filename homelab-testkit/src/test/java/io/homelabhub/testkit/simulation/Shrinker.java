package io.homelabhub.testkit.simulation;

import io.homelabhub.testkit.simulation.Service.Kind;
import io.homelabhub.testkit.simulation.Service.Trait;
import io.homelabhub.testkit.simulation.World.Mark;
import io.homelabhub.testkit.simulation.World.Request;
import io.homelabhub.testkit.simulation.World.Upset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        world.services().forEach(service -> candidates.add(without(world, service)));
        candidates.add(world.withTrouble(Trouble.NONE));
        Request request = world.request();
        candidates.add(world.withRequest(new Request(request.parallelism(), request.onFailure(), Optional.empty())));
        candidates.add(world.withUpsets(List.of()));
        candidates.add(world.withCrashed(0));
        candidates.add(world.withCrashed(Math.max(0, world.crashed() - 1)));
        for (Mark mark : Mark.values()) {
            addWithout(mark, world, candidates);
        }
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
            candidates.add(world.withTrouble(new Trouble(trouble.kind(), trouble.number() / 2)));
            candidates.add(world.withTrouble(new Trouble(trouble.kind(), trouble.number() - 1)));
        }
        return candidates;
    }

    private static World without(World world, Service gone) {
        List<Service> fewer = world.services().stream()
                .filter(service -> !service.equals(gone))
                .map(service -> service.without(gone.name()))
                .toList();
        return world.withServices(fewer);
    }

    /** What is deployed before has to have what it needs. */
    private static void addWithout(Mark mark, World world, List<World> candidates) {
        if (mark != Mark.BEFORE) {
            candidates.add(world.without(mark, world.marked(mark)));
        }
        for (String name : world.marked(mark)) {
            boolean needed = mark == Mark.BEFORE
                    && world.first().stream().anyMatch(other -> other.needed().contains(name));
            if (!needed) {
                candidates.add(world.without(mark, Set.of(name)));
            }
        }
    }

    private static void addSimpler(World world, int index, List<World> candidates) {
        Service service = world.services().get(index);
        for (Trait trait : service.traits()) {
            candidates.add(with(world, index, service.without(trait)));
        }
        for (String need : service.needed()) {
            candidates.add(with(world, index, service.without(need)));
        }
        candidates.add(with(world, index, service.with(Kind.PLAIN, service.copies())));
        candidates.add(with(world, index, service.with(service.kind(), 1)));
    }

    private static World with(World world, int index, Service service) {
        List<Service> services = new ArrayList<>(world.services());
        services.set(index, service);
        return world.withServices(services);
    }
}
