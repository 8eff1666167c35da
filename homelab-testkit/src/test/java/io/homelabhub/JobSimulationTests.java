package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.job.JobListener;
import io.homelabhub.job.JobScheduler;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Action;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Long times with schedulers and timers of which one dies now and then: each time is run for exactly once. A few here;
 * {@code -Dhomelab.jobs.fires=1000} and {@code -Dhomelab.jobs.days=100000} let them go on by hand.
 */
class JobSimulationTests extends Embedded {
    private static final int FIRES = Integer.getInteger("homelab.jobs.fires", 40);
    private static final int DAYS = Integer.getInteger("homelab.jobs.days", 60);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'lab-tick-'uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
    private static final int LENGTH = "lab-tick-20260101T0000Z".length();

    private static final String OWN = "x";
    private static final Object[] NONE = {};

    private final Random random = new Random(21);

    @BeforeEach
    void images() {
        engine.has("tick:1");
        engine.image("tick:1").exitsAfter(Duration.ofSeconds(2), 0);
        ArmedJobs.arm(engine, "tick");
    }

    private HomelabRuntime lab(String cron, EngineProvider provider) throws IOException {
        return ComposeFolder.with("""
            name: lab
            services: {db: {image: "db:1"}}
            jobs:
              tick: {image: "tick:1", depends_on: [db], triggers: {schedule: ["%s"]}}
            """.formatted(cron), folder, engine, clock)
                .engine(provider)
                .build();
    }

    private JobScheduler started(EngineProvider provider) throws IOException {
        JobScheduler scheduler = lab("* * * * *", provider).jobs().scheduler(JobListener.NONE);
        var unused = clock.start("scheduler", scheduler::run);
        return scheduler;
    }

    /** The times for which a container of the job has ended, each as often as that happened. */
    private List<String> ended() {
        return engine.events().stream()
                .filter(event -> event.kind() == ContainerEvent.Kind.DIE)
                .map(ContainerEvent::container)
                .filter(name -> name.startsWith("lab-tick-"))
                .map(name -> name.substring(0, LENGTH))
                .toList();
    }

    private static List<String> minutes(int count) {
        return Stream.iterate(VirtualClock.START.plusSeconds(60), at -> at.plusSeconds(60))
                .limit(count)
                .map(NAME::format)
                .toList();
    }

    /** One goes on all the time, another is killed at a change by chance and followed by the next. */
    private void serve(int fires, UnaryOperator<Engine> layer) throws IOException {
        JobScheduler steady = started(through(layer));
        int left = fires;
        while (left > 0) {
            MortalEngine mortal = new MortalEngine(1 + random.nextInt(12), random.nextBoolean());
            JobScheduler other = started(through(real -> mortal.around(layer.apply(real))));
            int minutes = Math.min(left, 1 + random.nextInt(9));
            clock.advance(Duration.ofMinutes(minutes));
            other.stop();
            left -= minutes;
        }
        clock.advance(Duration.ofSeconds(55));
        steady.stop();
        clock.advance(Duration.ofSeconds(5));
    }

    @Test
    void each_of_many_times_is_run_for_once_while_one_of_two_is_killed_again_and_again() throws IOException {
        serve(FIRES, real -> real);

        assertThat(ended()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(minutes(FIRES));
    }

    /** Each name is given once, so that nothing depends on looking alone. */
    @Test
    void schedulers_that_do_not_see_what_has_ended_run_each_once_all_the_same() throws IOException {
        serve(10, JobSimulationTests::withoutHistory);

        assertThat(ended()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(minutes(10));
    }

    @Test
    void a_scheduler_that_named_its_runs_by_itself_would_be_found_out() throws IOException {
        JobScheduler right = started(engine.provider());
        JobScheduler wrong = started(through(JobSimulationTests::namingByItself));
        clock.advance(Duration.ofMinutes(5).plusSeconds(50));
        right.stop();
        wrong.stop();
        clock.advance(Duration.ofSeconds(5));

        assertThatThrownBy(() -> assertThat(ended()).doesNotHaveDuplicates()).isInstanceOf(AssertionError.class);
    }

    /** Runs that have ended are never seen, as if nobody looked. */
    private static Engine withoutHistory(Engine engine) {
        return layer(
                engine,
                (arguments, answer) -> seen(
                        answer.call(arguments),
                        container -> !container.isJobRun() || container.state().isUp()));
    }

    /** The planted fault: other names, and no eye for those of others. */
    private static Engine namingByItself(Engine engine) {
        return layer(
                engine,
                (arguments, answer) -> seen(
                        answer.call(Stream.of(arguments)
                                .map(JobSimulationTests::own)
                                .toArray()),
                        container -> !container.isJobRun() || container.name().endsWith(OWN)));
    }

    private static Object own(Object argument) {
        if (argument instanceof Action.CreateContainer create) {
            return new Action.CreateContainer(
                    create.container().withName(own(create.container().name())));
        } else if (argument instanceof Action.StartContainer start) {
            return new Action.StartContainer(own(start.container()));
        }
        return argument instanceof String name ? own(name) : argument;
    }

    private static String own(String name) {
        return name.startsWith("lab-tick-") && !name.endsWith(OWN) ? name + OWN : name;
    }

    private static Object seen(Object answer, Predicate<ObservedContainer> visible) {
        return answer instanceof ObservedState state
                ? new ObservedState(
                        state.containers().stream().filter(visible).toList(),
                        state.networks(),
                        state.volumes(),
                        state.images())
                : answer;
    }

    private interface Answer {
        Object call(Object[] arguments) throws Throwable;
    }

    private interface Layer {
        Object call(Object[] arguments, Answer answer) throws Throwable;
    }

    private static Engine layer(Engine engine, Layer layer) {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(),
                new Class<?>[] {Engine.class},
                (proxy, method, arguments) -> layer.call(arguments == null ? NONE : arguments, given -> {
                    try {
                        return method.invoke(engine, given);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }

    /** Timers of two machines, of which one is late, dies, or has its clock set; days that nobody asks about are missed. */
    @Test
    void each_of_many_days_is_run_for_once_by_timers_that_come_late_and_die() throws Exception {
        HomelabRuntime steady = lab("30 2 * * *", engine.provider());
        List<String> expected = new ArrayList<>();
        clock.advance(Duration.ofHours(2).plusMinutes(30));
        for (int day = 0; day < DAYS; day++) {
            Instant due = clock.now();
            expected.add(NAME.format(due));
            MortalEngine mortal = new MortalEngine(1 + random.nextInt(6), random.nextBoolean());
            if (random.nextInt(3) == 0) {
                dying(lab("30 2 * * *", through(mortal::around)));
            }
            clock.advance(Duration.ofSeconds(random.nextInt(100)));
            var unused = steady.jobs().fire("tick", JobListener.NONE);
            if (random.nextInt(4) == 0) {
                clock.jump(Duration.ofSeconds(-random.nextInt(60)));
                var unusedToo = steady.jobs().fire("tick", JobListener.NONE);
            }
            clock.advance(Duration.between(clock.now(), due.plus(Duration.ofDays(1))));
        }

        assertThat(ended()).doesNotHaveDuplicates().containsExactlyElementsOf(expected);
    }

    private static void dying(HomelabRuntime lab) throws InterruptedException {
        try {
            var unused = lab.jobs().fire("tick", JobListener.NONE);
        } catch (EngineException gone) {
            // as it was meant to
        }
    }
}
