package io.homelabhub.testkit.simulation;

import io.homelabhub.planning.Pull;
import io.homelabhub.run.OnFailure;
import io.homelabhub.testkit.simulation.Service.Kind;
import io.homelabhub.testkit.simulation.Service.Trait;
import io.homelabhub.testkit.simulation.Trouble.Mishap;
import io.homelabhub.testkit.simulation.World.Mark;
import io.homelabhub.testkit.simulation.World.Request;
import io.homelabhub.testkit.simulation.World.Upset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Draws worlds. Equal seeds give equal worlds. */
final class WorldGenerator {
    private static final int MOST_SERVICES = 7;
    private static final int MOST_COPIES = 3;
    private static final List<Kind> GOOD = List.of(Kind.PLAIN, Kind.HEALTHY, Kind.HEALTHY, Kind.SLOW);

    /**
     * Those that befall the host or the run; the one that befalls a thread of the program comes beside them, and what somebody
     * does by hand in place of some deaths.
     */
    private static final Mishap[] OF_THE_HOST = EnumSet.complementOf(
                    EnumSet.of(Mishap.INTERRUPT, Mishap.RESTART, Mishap.OFF_NETWORK))
            .toArray(Mishap[]::new);

    /** What somebody may do to any service; there is more for those of which others have something. */
    private static final Upset.Deed[] WITHOUT_GUESTS =
            EnumSet.complementOf(EnumSet.of(Upset.Deed.RESTARTED)).toArray(Upset.Deed[]::new);

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
        Map<Mark, Set<String>> marks = marks();
        World world = new World(
                seed,
                request(),
                services,
                marks,
                upsets(marks.getOrDefault(Mark.BEFORE, Set.of())),
                oneIn(6, 1) ? anAction() : 0,
                trouble());
        return new Entanglements(world).drawn();
    }

    private Request request() {
        return new Request(
                1 + random.nextInt(4),
                oneIn(5, 3) ? OnFailure.ROLLBACK : one(OnFailure.values()),
                oneIn(6, 1) ? Optional.of(oneIn(2, 1) ? Pull.ALWAYS : Pull.MISSING) : Optional.empty());
    }

    private boolean oneIn(int all, int some) {
        return random.nextInt(all) < some;
    }

    private <T> T one(T[] all) {
        return List.of(all).get(random.nextInt(all.length));
    }

    private Service service(int index) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        for (Trait trait : Trait.values()) {
            if (oneIn(4, 1)) {
                traits.add(trait);
            }
        }
        Kind kind = kind();
        if (kind.ends()) {
            traits.removeAll(Set.of(Trait.RESTARTS, Trait.ENDPOINT));
        }
        Service single = new Service(String.valueOf((char) ('a' + index)), kind, 1, needs(), traits);
        return single.isSingle() || oneIn(3, 2) ? single : single.with(kind, 1 + random.nextInt(MOST_COPIES));
    }

    private Kind kind() {
        if (oneIn(12, 1)) {
            return one(Kind.values());
        }
        return oneIn(12, 1) ? Kind.ONE_SHOT : GOOD.get(random.nextInt(GOOD.size()));
    }

    private List<String> needs() {
        List<String> needs = new ArrayList<>();
        for (Service earlier : services) {
            if (oneIn(3, 1)) {
                needs.add(earlier.name() + (oneIn(6, 1) ? "?" : ""));
            }
        }
        return needs;
    }

    private Map<Mark, Set<String>> marks() {
        Map<Mark, Set<String>> marks = new EnumMap<>(Mark.class);
        marks.put(Mark.BEFORE, withNeeds(some(0.6)));
        marks.put(Mark.CHANGED, some(0.3));
        marks.put(Mark.REIMAGED, some(0.3));
        marks.put(Mark.MOVED, some(0.3));
        marks.put(Mark.RESCALED, some(0.15));
        marks.put(Mark.GONE, oneIn(4, 1) ? withDependants(some(0.2)) : Set.of());
        marks.put(Mark.UNDEPLOYED, oneIn(5, 1) ? withDependants(some(0.4)) : Set.of());
        return marks;
    }

    private Set<String> some(double share) {
        Set<String> names = new TreeSet<>();
        for (Service service : services) {
            if (random.nextDouble() < share) {
                names.add(service.name());
            }
        }
        return names;
    }

    private Set<String> withNeeds(Set<String> names) {
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
            if (oneIn(6, 1)) {
                upsets.add(new Upset(one(WITHOUT_GUESTS), name));
            }
        }
        return upsets;
    }

    private Trouble trouble() {
        if (oneIn(3, 1)) {
            return oneIn(5, 1) ? new Trouble(Mishap.INTERRUPT, aCall()) : Trouble.NONE;
        }
        Mishap kind = one(OF_THE_HOST);
        if (kind.isRival() && oneIn(2, 1)) {
            // such a world costs more than others: it reads files
            return Trouble.NONE;
        }
        int number =
                switch (kind) {
                    case NONE, REGISTRY_SILENT, REGISTRY_AWAY -> 0;
                    case FAULTS -> 1 + random.nextInt(15);
                    case SLOW_LOOP -> 1 + random.nextInt(30);
                    case CANCEL_LATER, DEATH, RIVAL, PATIENT_RIVAL -> 1 + random.nextInt(20 * services.size());
                    default -> anAction();
                };
        return new Trouble(kind == Mishap.DEATH ? deathOrDeed() : kind, number);
    }

    private Mishap deathOrDeed() {
        if (seed % 3 == 0) {
            return Mishap.RESTART;
        }
        return seed % 3 == 1 ? Mishap.OFF_NETWORK : Mishap.DEATH;
    }

    /** The first few are those of planning. */
    private int aCall() {
        return 1 + random.nextInt(10 + 20 * services.size());
    }

    private int anAction() {
        return 1 + random.nextInt(4 * services.size());
    }
}
