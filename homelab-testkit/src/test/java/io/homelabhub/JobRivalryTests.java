package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.job.JobListener;
import io.homelabhub.job.JobRun;
import io.homelabhub.job.JobScheduler;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several that keep the time of the same jobs, some of which die: each time is run for once. */
class JobRivalryTests extends Embedded {
    private static final String COMPOSE = """
        name: lab
        services: {db: {image: "db:1"}}
        jobs:
          tick:
            image: tick:1
            depends_on: [db]
            triggers: {schedule: ["* * * * *"]}
            x-homelab: {keep: {succeeded: 10000, failed: 10000}}
        """;

    @BeforeEach
    void images() {
        engine.has("tick:1");
        engine.image("tick:1").exitsAfter(Duration.ofSeconds(2), 0);
    }

    private JobScheduler scheduler(EngineProvider provider) throws IOException {
        ArmedJobs.arm(engine, "tick");
        return ComposeFolder.with(COMPOSE, folder, engine, clock)
                .engine(provider)
                .build()
                .jobs()
                .scheduler(JobListener.NONE);
    }

    private void serve(List<JobScheduler> schedulers, Duration time) {
        schedulers.forEach(scheduler -> {
            var unused = clock.start("scheduler", scheduler::run);
        });
        clock.advance(time);
        schedulers.forEach(JobScheduler::stop);
        clock.advance(Duration.ofSeconds(5));
    }

    private void requireEachOnce(int minutes) throws IOException {
        List<JobRun> runs = ComposeFolder.with(COMPOSE, folder, engine, clock)
                .build()
                .jobs()
                .runs("tick");
        List<Instant> expected = Stream.iterate(VirtualClock.START.plusSeconds(60), at -> at.plusSeconds(60))
                .limit(minutes)
                .toList();
        assertThat(runs).extracting(run -> run.due().orElseThrow()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(runs).allMatch(run -> run.state() == JobRun.State.SUCCEEDED);
        assertThat(deaths()).hasSize(minutes).doesNotHaveDuplicates();
    }

    /** The ends of the job's containers: one that ran twice has two. */
    private List<String> deaths() {
        return engine.events().stream()
                .filter(event -> event.kind() == ContainerEvent.Kind.DIE)
                .map(ContainerEvent::containerId)
                .filter(id -> engine.containers().stream()
                        .anyMatch(container -> container.id().equals(id) && container.isJobRun()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void any_number_may_keep_time(int count) throws IOException {
        List<JobScheduler> schedulers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            schedulers.add(scheduler(engine.provider()));
        }

        serve(schedulers, Duration.ofMinutes(10).plusSeconds(50));

        requireEachOnce(10);
    }

    @ParameterizedTest
    @CsvSource({
        "1, false", "1, true", "2, false", "2, true", "3, false", "3, true", "4, false", "4, true", "5, false",
                "5, true",
        "6, false", "6, true", "7, false", "7, true", "8, false", "8, true", "9, false", "9, true", "10, false",
                "10, true"
    })
    void one_may_die_at_any_change(int changes, boolean lastIsDone) throws IOException {
        MortalEngine mortal = new MortalEngine(changes, lastIsDone);

        serve(
                List.of(scheduler(through(mortal::around)), scheduler(engine.provider())),
                Duration.ofMinutes(6).plusSeconds(50));

        requireEachOnce(6);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "3, true", "4, false", "4, true", "5, false", "5, true", "6, true", "7, true"})
    void one_that_died_alone_is_followed_by_another(int changes, boolean lastIsDone) throws IOException {
        MortalEngine mortal = new MortalEngine(changes, lastIsDone);
        JobScheduler first = scheduler(through(mortal::around));
        serve(List.of(first), Duration.ofSeconds(70));

        serve(List.of(scheduler(engine.provider())), Duration.ofSeconds(110));

        List<Instant> due = ComposeFolder.with(COMPOSE, folder, engine, clock).build().jobs().runs("tick").stream()
                .filter(run -> run.state() == JobRun.State.SUCCEEDED)
                .flatMap(run -> run.due().stream())
                .toList();
        assertThat(due).doesNotHaveDuplicates().contains(VirtualClock.START.plusSeconds(120));
        assertThat(deaths()).doesNotHaveDuplicates().hasSameSizeAs(due);
    }
}
