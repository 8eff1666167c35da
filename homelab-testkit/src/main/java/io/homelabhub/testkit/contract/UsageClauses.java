package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.engine.ContainerStats;
import io.homelabhub.engine.DiskUsage;
import io.homelabhub.engine.EngineEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.EventListener;
import io.homelabhub.engine.EventRequest;
import io.homelabhub.engine.HostInfo;
import io.homelabhub.engine.ProcessTable;
import io.homelabhub.engine.StatsListener;
import io.homelabhub.engine.Watch;
import io.homelabhub.observed.ObservedContainer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What containers run and use, and what has happened to them. */
interface UsageClauses extends Clauses {
    /** Keeps what it is told. */
    final class Measured implements StatsListener {
        final List<ContainerStats> samples = new CopyOnWriteArrayList<>();
        final List<Optional<EngineException>> ends = new CopyOnWriteArrayList<>();

        @Override
        public void sample(ContainerStats stats) {
            samples.add(stats);
        }

        @Override
        public void ended(Optional<EngineException> failure) {
            ends.add(failure);
        }
    }

    /** Keeps what it is told. */
    final class Happened implements EventListener {
        final List<EngineEvent> events = new CopyOnWriteArrayList<>();
        final List<Optional<EngineException>> ends = new CopyOnWriteArrayList<>();

        @Override
        public void event(EngineEvent event) {
            events.add(event);
        }

        @Override
        public void ended(Optional<EngineException> failure) {
            ends.add(failure);
        }
    }

    @Test
    default void required_c94_processes_are_told_with_their_command_lines_while_the_container_runs() {
        String name = bench().runUntilReady("web", Program.RUNS_ON);

        ProcessTable table = bench().engine.top(name);
        assertThat(table.titles()).contains("PID");
        assertThat(table.rows())
                .isNotEmpty()
                .allMatch(row -> row.size() == table.titles().size())
                .anyMatch(row -> row.get(row.size() - 1).contains("trap 'exit 0' TERM"));
        bench().stop(name);
        assertThat(bench().engine.top(name).rows()).isEmpty();
        assertThat(catchThrowableOfType(
                                EngineException.class, () -> bench().engine.top(bench().name("absent")))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    default void required_c95_what_a_container_uses_is_told_again_and_again_until_it_ends() {
        String name = bench().runUntilReady("web", Program.RUNS_ON);
        Measured measured = new Measured();
        Watch watch = bench().engine.stats(name, measured);

        bench().eventually("two measurements are told", SOON, () -> measured.samples.size() >= 2);
        assertThat(measured.samples).allSatisfy(stats -> {
            assertThat(stats.cpuPercent()).isBetween(0.0, 100.0 * 1024);
            assertThat(stats.memory()).isPositive();
            assertThat(stats.memoryLimit()).isGreaterThanOrEqualTo(stats.memory());
            assertThat(stats.processes()).isPositive();
        });
        List<Instant> times = measured.samples.stream().map(ContainerStats::at).toList();
        assertThat(times).isSorted().doesNotHaveDuplicates();
        bench().stop(name);
        bench().eventually("its end is told", SOON, () -> !measured.ends.isEmpty());
        bench().pause(Duration.ofSeconds(1));
        assertThat(measured.ends).containsExactly(Optional.empty());
        watch.close();
    }

    @Test
    default void required_c96_what_does_not_run_uses_nothing_and_what_is_not_there_is_not_found() {
        String name = bench().create(bench().spec("web", Program.RUNS_ON));

        Measured idle = new Measured();
        Watch ofIdle = bench().engine.stats(name, idle);
        bench().eventually("its end is told", SOON, () -> !idle.ends.isEmpty());
        assertThat(idle.samples).isEmpty();
        assertThat(idle.ends).containsExactly(Optional.empty());
        ofIdle.close();

        Measured absent = new Measured();
        Watch ofAbsent = bench().engine.stats(bench().name("absent"), absent);
        bench().eventually("its end is told", SOON, () -> !absent.ends.isEmpty());
        assertThat(absent.ends.get(0).map(EngineException::kind)).contains(Kind.NOT_FOUND);
        ofAbsent.close();
    }

    @Test
    default void required_c97_the_disk_holds_images_containers_and_volumes() {
        String volume = bench().volume("data");
        String name = bench().create(bench().spec("web", Program.RUNS_ON));

        DiskUsage usage = bench().engine.diskUsage();
        ObservedContainer container = bench().observed(name);
        assertThat(usage.images()).hasEntrySatisfying(container.imageId(), size -> assertThat(size.total())
                .isPositive());
        assertThat(usage.containers()).containsKey(container.id());
        assertThat(usage.volumes()).containsKey(volume);
        usage.buildCache().ifPresent(size -> assertThat(size).isNotNegative());
    }

    @Test
    default void required_c170_the_host_tells_its_memory_its_processors_its_time_and_its_folder() {
        HostInfo host = bench().engine.host();

        assertThat(host.memory().orElse(0)).isGreaterThan(64L << 20);
        assertThat(host.processors().orElse(0)).isPositive();
        assertThat(host.time()).hasValueSatisfying(time -> assertThat(
                        Duration.between(time, bench().timing.now()).abs())
                .isLessThan(Duration.ofMinutes(1)));
        assertThat(host.data()).hasValueSatisfying(folder -> assertThat(folder).isAbsolute());
    }

    @Test
    default void required_c222_what_tells_an_engine_from_others_stays_the_same() {
        HostInfo host = bench().engine.host();

        assertThat(bench().engine.host().engine()).isEqualTo(host.engine());
        host.engine().ifPresent(engine -> assertThat(engine).isNotBlank());
    }

    @Test
    default void required_c98_events_are_told_from_a_time_on_in_the_engines_words_until_the_end() {
        String name = bench().runUntilReady("web", Program.RUNS_ON);
        bench().stop(name);
        Instant end = bench().observed(name).inspection().isPresent()
                ? bench().status(name).finishedAt()
                : Instant.EPOCH;
        Happened happened = new Happened();
        Watch watch = bench().engine
                .events(
                        new EventRequest(
                                bench().project, Optional.of(end.minusSeconds(60)), Optional.of(end.plusSeconds(2))),
                        happened);

        bench().eventually("the end is reached", SOON, () -> !happened.ends.isEmpty());
        assertThat(happened.ends).containsExactly(Optional.empty());
        assertThat(happened.events).allMatch(event -> event.container().equals(name));
        assertThat(happened.events.stream().map(EngineEvent::action)).containsSubsequence("create", "start", "die");
        assertThat(happened.events.stream().map(EngineEvent::at).toList()).isSorted();
        watch.close();
    }
}
