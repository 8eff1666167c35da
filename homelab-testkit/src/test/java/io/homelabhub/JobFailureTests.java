package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.job.FireResult;
import io.homelabhub.job.JobEvent;
import io.homelabhub.job.JobListener;
import io.homelabhub.job.JobScheduler;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of each run by schedule that fails one listener is told, once: whoever keeps time, however many, and whoever dies. */
class JobFailureTests extends Embedded {
    private final List<JobEvent.OnFailure> told = new ArrayList<>();

    @BeforeEach
    void images() {
        engine.has("tick:1", "first:1");
        engine.image("tick:1").exitsAfter(Duration.ofSeconds(2), 3);
        engine.image("first:1").exitsAfter(Duration.ofSeconds(2), 7);
        ArmedJobs.arm(engine, "tick");
    }

    private HomelabRuntime lab(String keys, EngineProvider provider) throws IOException {
        return ComposeFolder.with(
                        """
            name: lab
            services: {db: {image: "db:1"}}
            jobs:
              tick: {image: "tick:1", %s}
              first: {image: "first:1", triggers: {manual: true}}
            """.formatted(
                                keys.startsWith("triggers:") ? keys : "triggers: {schedule: ['*/5 * * * *']}, " + keys),
                        folder,
                        engine,
                        clock)
                .engine(provider)
                .build();
    }

    private HomelabRuntime lab(String keys) throws IOException {
        return lab(keys, engine.provider());
    }

    private synchronized void hear(JobEvent event) {
        if (event instanceof JobEvent.OnFailure failure) {
            told.add(failure);
        }
    }

    private void serve(Duration time, HomelabRuntime... labs) {
        List<JobScheduler> schedulers = new ArrayList<>();
        for (HomelabRuntime lab : labs) {
            schedulers.add(lab.jobs().scheduler(this::hear));
        }
        schedulers.forEach(scheduler -> {
            var unused = clock.start("scheduler", scheduler::run);
        });
        clock.advance(time);
        schedulers.forEach(JobScheduler::stop);
        clock.advance(Duration.ofSeconds(2));
    }

    private static Instant at(int minutes) {
        return VirtualClock.START.plus(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"labels: {}", "depends_on: [first]", "x-homelab: {dependencies: require}, depends_on: [db]"})
    void three_that_keep_time_tell_once_whatever_it_failed_of(String keys) throws IOException {
        serve(Duration.ofMinutes(11), lab(keys), lab(keys), lab(keys));

        assertThat(told).extracting(JobEvent.OnFailure::due).containsExactlyInAnyOrder(at(5), at(10));
    }

    @Test
    void what_cannot_even_be_kept_on_record_is_told_once() throws IOException {
        String gone = "name: lab\njobs: {tick: {image: 'nowhere:1', triggers: {schedule: ['*/5 * * * *']}}}\n";
        HomelabRuntime lab = ComposeFolder.with(gone, folder, engine, clock).build();
        engine.registry().lacks("nowhere:1");

        serve(Duration.ofMinutes(6), lab, lab);

        assertThat(told).singleElement().satisfies(failure -> {
            assertThat(failure.run()).isEmpty();
            assertThat(failure.reason()).contains("nowhere:1");
        });
    }

    @Test
    void those_that_find_a_run_under_way_tell_of_its_end_once() throws IOException {
        engine.image("tick:1").exitsAfter(Duration.ofMinutes(3), 3);
        HomelabRuntime lab = lab("labels: {}");
        serve(Duration.ofMinutes(6), lab);

        serve(Duration.ofMinutes(3), lab, lab);

        assertThat(told).extracting(JobEvent.OnFailure::due).containsExactly(at(5));
    }

    @Test
    void what_failed_while_nobody_was_there_is_told_by_the_next_that_comes_and_by_none_after_it() throws Exception {
        engine.image("tick:1").exitsAfter(Duration.ofMinutes(2), 3);
        HomelabRuntime lab = lab("labels: {}");
        serve(Duration.ofMinutes(6), lab);
        clock.advance(Duration.ofMinutes(2));
        assertThat(told).isEmpty();

        FireResult unused = lab.jobs().fire("tick", this::hear);
        serve(Duration.ofSeconds(20), lab);
        FireResult unusedEither = lab.jobs().fire("tick", this::hear);

        assertThat(told).extracting(JobEvent.OnFailure::due).containsExactly(at(5));
    }

    /** A run that goes on without whoever began it. */
    private void begin(HomelabRuntime lab) throws IOException {
        serve(Duration.ofMinutes(6), lab);
        assertThat(told).isEmpty();
        clock.advance(Duration.ofMinutes(4));
    }

    @Test
    void a_run_whose_end_a_queued_time_waits_for_is_told_by_whoever_waits() throws Exception {
        engine.image("tick:1").exitsAfter(Duration.ofMinutes(6), 3);
        HomelabRuntime lab = lab("triggers: {schedule: [{cron: '*/5 * * * *', concurrency: queue}]}");
        begin(lab);
        engine.image("tick:1").exitsAfter(Duration.ofSeconds(2), 0);

        FireResult result = lab.jobs().fire("tick", this::hear);

        assertThat(result.run().orElseThrow().due()).contains(at(10));
        assertThat(told).extracting(JobEvent.OnFailure::due).containsExactly(at(5));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "2, false", "2, true", "3, false", "3, true", "4, false", "4, true", "5, false"})
    void one_that_dies_at_any_change_is_followed_by_another_that_tells(int changes, boolean lastIsDone)
            throws IOException {
        MortalEngine mortal = new MortalEngine(changes, lastIsDone);
        HomelabRuntime dying = lab("labels: {}", through(mortal::around));

        serve(Duration.ofMinutes(16), dying, lab("labels: {}"));

        assertThat(told)
                .extracting(JobEvent.OnFailure::due)
                .doesNotHaveDuplicates()
                .contains(at(10), at(15));
    }

    @Test
    void a_run_that_ends_well_or_was_made_by_hand_is_none() throws Exception {
        engine.image("tick:1").exitsAfter(Duration.ofSeconds(2), 0);

        serve(Duration.ofMinutes(6), lab("labels: {}"));

        assertThat(told).isEmpty();
        assertThat(marks()).isZero();
    }

    private long marks() {
        return engine.volumes().stream()
                .filter(volume -> volume.labels().containsKey(HomelabLabels.JOB_TOLD))
                .count();
    }

    @Test
    void what_says_that_it_was_told_goes_with_its_run() throws Exception {
        HomelabRuntime lab = lab("x-homelab: {keep: {failed: 2}}");

        serve(Duration.ofDays(1).plusHours(1), lab);
        assertThat(marks()).isBetween(2L, 300L);

        clock.advance(Duration.ofDays(2));
        assertThat(lab.jobs().prune("tick")).isEmpty();
        assertThat(marks()).isEqualTo(lab.jobs().runs("tick").size());

        lab.planRemoval(RemovalRequest.of(List.of("all")).withJobsHistory(true)).apply();
        assertThat(marks()).isZero();
        FireResult unused = lab.jobs().fire("tick", JobListener.NONE);
    }
}
