package io.homelabhub.testkit.simulation;

import io.homelabhub.testkit.simulation.Service.Trait;
import io.homelabhub.testkit.simulation.Trouble.Mishap;
import io.homelabhub.testkit.simulation.World.Mark;
import io.homelabhub.testkit.simulation.World.Upset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Draws what services of a world have to do with each other, and with their own past. By numbers of its own, so that the rest
 * of the world is what it would be without; and where little else goes wrong, so that it is seen what comes of it.
 */
final class Entanglements {
    private static final Set<Mishap> QUIET = EnumSet.of(Mishap.NONE, Mishap.REFUSAL, Mishap.LOST_ANSWER);

    private final World world;
    private final Random random;
    private final Map<Mark, Set<String>> marks;
    private final List<Upset> upsets;

    Entanglements(World world) {
        this.world = world;
        this.random = new Random(~world.seed());
        random.nextLong();
        this.marks = new EnumMap<>(world.marks());
        this.upsets = new ArrayList<>(world.upsets());
    }

    World drawn() {
        if (!QUIET.contains(world.trouble().kind())
                || !world.marked(Mark.UNDEPLOYED).isEmpty()) {
            return world;
        }
        marks.put(Mark.GUEST, some(this::mayBeGuest, 2));
        marks.put(Mark.REMADE, some(service -> stays(service) && service.has(Trait.VOLUME), 2));
        Set<String> swapped = random.nextBoolean() ? pair(Trait.NAMED) : pair(Trait.PORT);
        marks.put(Mark.SWAPPED, swapped);
        marks.put(Mark.LOOPING, random.nextInt(3) > 0 ? Set.of() : first(some(this::mayLoop, 2)));
        restartLenders();
        return new World(
                world.seed(), world.request(), world.services(), marks, upsets, world.crashed(), world.trouble());
    }

    /** Of those that may, one in so many. */
    private Set<String> some(Predicate<Service> may, int share) {
        Set<String> some = new TreeSet<>();
        for (Service service : world.services()) {
            if (random.nextInt(share) == 0 && may.test(service)) {
                some.add(service.name());
            }
        }
        return some;
    }

    private static Set<String> first(Collection<String> some) {
        return some.stream().limit(1).collect(Collectors.toSet());
    }

    private Set<String> pair(Trait what) {
        Set<String> pair = world.services().stream()
                .filter(service -> stays(service) && service.has(what))
                .map(Service::name)
                .limit(2)
                .collect(Collectors.toSet());
        return pair.size() == 2 ? pair : Set.of();
    }

    private boolean stays(Service service) {
        return world.is(Mark.BEFORE, service) && !world.is(Mark.GONE, service);
    }

    private boolean mayBeGuest(Service service) {
        return !service.needs().isEmpty()
                && !Service.isOptional(service.needs().get(0))
                && mayLend(world.service(service.needed().get(0)));
    }

    private boolean mayLend(Service service) {
        return service.copies() == 1
                && !service.kind().ends()
                && !world.is(Mark.GONE, service)
                && !world.is(Mark.RESCALED, service);
    }

    private boolean mayLoop(Service service) {
        boolean alone = isUntouched(service) && world.services().stream().noneMatch(other -> isGuestOf(other, service));
        return alone
                && stays(service)
                && !service.kind().ends()
                && !world.is(Mark.MOVED, service)
                && world.crashed() == 0;
    }

    private boolean isUntouched(Service service) {
        return upsets.stream().noneMatch(upset -> upset.service().equals(service.name()));
    }

    private boolean isGuestOf(Service guest, Service lender) {
        return marks.getOrDefault(Mark.GUEST, Set.of()).contains(guest.name())
                && guest.needed().get(0).equals(lender.name());
    }

    private void restartLenders() {
        for (Service lender : world.first()) {
            boolean hasGuests = world.first().stream().anyMatch(guest -> isGuestOf(guest, lender));
            boolean guest = marks.getOrDefault(Mark.GUEST, Set.of()).contains(lender.name());
            if (hasGuests && !guest && isUntouched(lender) && random.nextInt(3) == 0) {
                upsets.add(new Upset(Upset.Deed.RESTARTED, lender.name()));
            }
        }
    }
}
