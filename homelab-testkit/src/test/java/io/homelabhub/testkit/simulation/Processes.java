package io.homelabhub.testkit.simulation;

import io.homelabhub.testkit.engine.Behaviour;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.simulation.Service.Kind;
import io.homelabhub.testkit.simulation.Service.Trait;
import io.homelabhub.testkit.simulation.World.Mark;
import java.time.Duration;
import java.util.List;

/** What the processes of a world's images do. */
final class Processes {
    private static final Duration ENDS_AFTER = Duration.ofSeconds(2);
    /** Longer than any settling that is not told of the past. */
    private static final Duration LOOP = Duration.ofSeconds(25);

    private final World world;
    private final FakeEngine engine;

    Processes(World world, FakeEngine engine) {
        this.world = world;
        this.engine = engine;
    }

    void firstRevisionRunsWell() {
        for (Service service : world.services()) {
            Behaviour behaviour = engine.image(service.name() + ":1");
            speak(service, behaviour);
            runsWell(Revision.first(world).kind(service), behaviour);
        }
    }

    void secondRevisionDoesAsItDoes() {
        Revision second = Revision.second(world);
        for (Service service : second.services()) {
            if (world.is(Mark.MOVED, service)) {
                engine.registry().publishes(second.image(service));
            }
            Behaviour behaviour = engine.image(newestImage(second, service));
            speak(service, behaviour);
            runsWell(second.kind(service), behaviour);
            switch (second.kind(service)) {
                case SLOW -> behaviour.becomesHealthyAfter(Stage.SLOW_AFTER);
                case SICK -> behaviour.neverHealthy();
                case CRASHING -> behaviour.crashLoops();
                case FAILING_ONE_SHOT -> behaviour.exitsAfter(ENDS_AFTER, 3);
                default -> {}
            }
        }
    }

    /** Those of either revision run well from now on. */
    void heal() {
        Revision second = Revision.second(world);
        for (Service service : world.services()) {
            runsWell(Revision.first(world).kind(service), engine.image(service.name() + ":1"));
            runsWell(second.kind(service), engine.image(service.name() + ":2"));
        }
    }

    /** Those of a service's first image end again and again, long after each start. */
    void loop(Service service) {
        engine.image(service.name() + ":1").exitsAfter(LOOP, 7);
    }

    /** Those of one service's second image end this long after each start. */
    void endAgainAndAgain(long which, Duration time) {
        Revision second = Revision.second(world);
        List<Service> services = second.services().stream()
                .filter(service -> second.kind(service) != Kind.CRASHING)
                .toList();
        if (!services.isEmpty()) {
            Service service = services.get(Math.floorMod(which, services.size()));
            engine.image(newestImage(second, service)).exitsAfter(time, 7);
        }
    }

    private String newestImage(Revision second, Service service) {
        return world.is(Mark.MOVED, service) ? second.image(service) : service.name() + ":2";
    }

    private static void speak(Service service, Behaviour behaviour) {
        if (service.has(Trait.SECRET)) {
            behaviour.logs("the password is " + Revision.secretOf(service));
            behaviour.healthSays("cannot log in with " + Revision.secretOf(service));
        }
    }

    private static void runsWell(Kind kind, Behaviour behaviour) {
        behaviour.becomesHealthyAfter(Stage.HEALTHY_AFTER).runsOn();
        if (kind.ends()) {
            behaviour.exitsAfter(ENDS_AFTER, 0);
        }
    }
}
