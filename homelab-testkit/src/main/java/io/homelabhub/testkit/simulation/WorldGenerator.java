package io.homelabhub.testkit.simulation;

import io.homelabhub.run.OnFailure;
import io.homelabhub.testkit.simulation.World.Kind;
import io.homelabhub.testkit.simulation.World.Service;
import io.homelabhub.testkit.simulation.World.Trait;
import io.homelabhub.testkit.simulation.World.Trouble;
import io.homelabhub.testkit.simulation.World.Upset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Draws worlds. Equal seeds give equal worlds. */
final class WorldGenerator {
    private static final int MOST_SERVICES = 7;
    private static final List<Kind> GOOD = List.of(Kind.PLAIN, Kind.HEALTHY, Kind.HEALTHY, Kind.SLOW);

    private final long seed;
    private final Random random;
    private final List<Service> services = new ArrayList<>();

    private WorldGenerator(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        // the first numbers of neighbouring seeds are alike
        random.nextLong();
    }

    static World draw(long seed) {
        return new WorldGenerator(seed).draw();
    }

    private World draw() {
        int count = 1 + random.nextInt(MOST_SERVICES);
        for (int i = 0; i < count; i++) {
            services.add(service(i));
        }
        Set<String> before = closed(some(0.6));
        Set<String> gone = withDependants(some(random.nextInt(4) == 0 ? 0.2 : 0));
        boolean undeploys = random.nextInt(5) == 0;
        return new World(
                seed,
                1 + random.nextInt(4),
                random.nextInt(5) < 3 ? OnFailure.ROLLBACK : one(OnFailure.values()),
                services,
                before,
                some(0.3),
                some(0.3),
                gone,
                upsets(before),
                undeploys ? withDependants(some(0.4)) : Set.of(),
                trouble());
    }

    private Service service(int index) {
        boolean bad = random.nextInt(12) == 0;
        Kind kind = bad ? one(Kind.values()) : GOOD.get(random.nextInt(GOOD.size()));
        if (random.nextInt(12) == 0) {
            kind = Kind.ONE_SHOT;
        }
        List<String> needs = new ArrayList<>();
        for (Service earlier : services) {
            if (random.nextInt(3) == 0) {
                needs.add(earlier.name() + (random.nextInt(6) == 0 ? "?" : ""));
            }
        }
        Set<Trait> traits = new TreeSet<>();
        for (Trait trait : Trait.values()) {
            if (random.nextInt(3) == 0) {
                traits.add(trait);
            }
        }
        if (kind.ends()) {
            traits.remove(Trait.RESTARTS);
        }
        return new Service(String.valueOf((char) ('a' + index)), kind, needs, traits);
    }

    private <T> T one(T[] all) {
        return List.of(all).get(random.nextInt(all.length));
    }

    private Set<String> some(double share) {
        Set<String> names = new HashSet<>();
        for (Service service : services) {
            if (random.nextDouble() < share) {
                names.add(service.name());
            }
        }
        return names;
    }

    private Set<String> closed(Set<String> names) {
        Set<String> all = new HashSet<>(names);
        for (int i = services.size() - 1; i >= 0; i--) {
            if (all.contains(services.get(i).name())) {
                all.addAll(services.get(i).needed());
            }
        }
        return all;
    }

    private Set<String> withDependants(Set<String> names) {
        Set<String> all = new HashSet<>(names);
        for (Service service : services) {
            if (service.needed().stream().anyMatch(all::contains)) {
                all.add(service.name());
            }
        }
        return all;
    }

    private List<Upset> upsets(Set<String> before) {
        List<Upset> upsets = new ArrayList<>();
        for (String name : new TreeSet<>(before)) {
            if (random.nextInt(6) == 0) {
                upsets.add(new Upset(one(Upset.Deed.values()), name));
            }
        }
        return upsets;
    }

    private Trouble trouble() {
        if (random.nextInt(3) == 0) {
            return Trouble.NONE;
        }
        Trouble.Mishap kind = one(Trouble.Mishap.values());
        int number =
                switch (kind) {
                    case NONE -> 0;
                    case FAULTS -> 1 + random.nextInt(15);
                    default -> 1 + random.nextInt(4 * services.size());
                };
        return new Trouble(kind, number);
    }
}
