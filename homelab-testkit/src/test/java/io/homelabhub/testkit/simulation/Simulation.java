package io.homelabhub.testkit.simulation;

import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Deploys random worlds and checks what must hold whatever goes wrong:
 *
 * <ol>
 *   <li>Straight after an apply the plan is empty.
 *   <li>No step runs before what it waits for has succeeded, and nothing starts before what it needs is ready.
 *   <li>After a crash at any step the next deployment converges.
 *   <li>What is not ours is not touched.
 *   <li>No volume is removed without consent.
 *   <li>Rollback restores what was observed; whatever goes wrong, an old container stays until another has served.
 *   <li>Parallelism never exceeds its bound, and no step waits for more than it must.
 *   <li>No secret occurs in a plan, an event, a report or an exception.
 *   <li>The same input gives the same plan, byte for byte.
 *   <li>Cancelling anywhere leaves no temporary container.
 *   <li>Two deployments of one project never act at the same time.
 *   <li>Nothing is fetched, replaced or touched without need, and what is to be the newest image is its registry's.
 *   <li>A run that is told to end begins nothing new; told a second time, it is over within seconds.
 *   <li>While an old container serves, nobody is led by the service's name to its successor before that is ready.
 *   <li>A run that calls itself a success leaves everything up and in its network that it vouches for, or names what may have been
 *       a job; up for longer than before what it met in a
 *       crash loop, and every guest in the namespace that its lender has now; one that says that it was taken back names
 *       what was up before and is not.
 *   <li>A thread that is interrupted gives the lock back, stays interrupted, and is told what is so.
 * </ol>
 *
 * <p>Number 0 stands for a defect: something was thrown that should not be, or a thread was left over.
 */
public final class Simulation {
    private Simulation() {}

    /**
     * Checks the worlds of {@code count} seeds from {@code firstSeed} on, as many at once as there are processors.
     *
     * @throws AssertionError with a test to paste, for a seed that fails, its world made as small as it goes
     */
    public static void run(long firstSeed, long count) {
        LongStream.range(firstSeed, firstSeed + count).parallel().forEach(Simulation::checkSeed);
    }

    /**
     * Checks one world.
     *
     * @param world in its text form, as a failing simulation prints it
     * @throws AssertionError if something is violated
     */
    public static void check(String world) {
        Trial.of(WorldText.parse(world), Subject.AS_IT_IS).ifPresent(violation -> {
            throw new AssertionError(violation.toString());
        });
    }

    /** What the world of a seed violates if {@code subject} is put to the test; empty if nothing. */
    static Optional<Violation> violation(long seed, Subject subject) {
        return Trial.of(WorldGenerator.draw(seed), subject);
    }

    private static void checkSeed(long seed) {
        World world = WorldGenerator.draw(seed);
        Optional<Violation> violation = Trial.of(world, Subject.AS_IT_IS);
        if (violation.isPresent()) {
            int invariant = violation.get().invariant();
            World smallest = Shrinker.shrink(world, smaller -> violates(smaller, invariant));
            Optional<Violation> last = Trial.of(smallest, Subject.AS_IT_IS);
            throw new AssertionError(report(seed, smallest, last.orElse(violation.get())));
        }
    }

    private static boolean violates(World world, int invariant) {
        return Trial.of(world, Subject.AS_IT_IS)
                .filter(violation -> violation.invariant() == invariant)
                .isPresent();
    }

    private static String report(long seed, World world, Violation violation) {
        return """
            seed %d violates %s

            @Test
            void seed_%d_keeps_invariant_%d() {
                Simulation.check(\"""
            %s\""");
            }
            """.formatted(
                        seed,
                        violation,
                        Math.abs(seed),
                        violation.invariant(),
                        world.toString().indent(12).stripTrailing());
    }
}
