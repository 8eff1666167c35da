package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.job.FireResult;
import io.homelabhub.job.JobEvent;
import io.homelabhub.job.JobListener;
import io.homelabhub.job.JobRun;
import io.homelabhub.job.JobScheduler;
import io.homelabhub.job.JobStatus;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When jobs run by themselves: on time, late, too often, by a clock that is set. */
class JobScheduleTests extends JobLab {
    @Test
    void it_runs_whenever_it_is_due() throws IOException {
        HomelabRuntime lab = lab(JOBS);

        serving(lab, Duration.ofMinutes(16));

        assertThat(due(lab)).containsExactly(at(5), at(10), at(15));
        assertThat(lab.jobs().runs("backup")).allMatch(run -> run.state() == JobRun.State.SUCCEEDED);
        assertThat(heard(JobEvent.Ended.class)).hasSize(3);
        assertThat(engine.running()).containsExactly("lab-db-1");
    }

    @Test
    void between_two_times_nothing_is_asked_of_the_engine() throws IOException {
        HomelabRuntime lab = lab(JOBS);
        JobScheduler scheduler = lab.jobs().scheduler(JobListener.NONE);
        var unused = clock.start("scheduler", scheduler::run);
        clock.advance(Duration.ofMinutes(6));
        int before = engine.calls().size();

        clock.advance(Duration.ofMinutes(3));

        assertThat(engine.calls()).hasSize(before);
        scheduler.stop();
    }

    @Test
    void a_time_that_comes_while_it_runs_is_dropped() throws IOException {
        engine.image("backup:1").exitsAfter(Duration.ofMinutes(8), 0);
        HomelabRuntime lab = lab(JOBS);

        serving(lab, Duration.ofMinutes(24));

        assertThat(due(lab)).containsExactly(at(5), at(15));
        assertThat(heard(JobEvent.Dropped.class)).hasSize(2).allMatch(event -> event.contains("still runs"));
    }

    @Test
    void of_the_times_that_come_while_it_runs_one_is_kept_if_it_says_so() throws IOException {
        engine.image("backup:1").exitsAfter(Duration.ofMinutes(12), 0);
        HomelabRuntime lab = lab(job("triggers: {schedule: [{cron: '*/5 0 * * *', concurrency: queue}]}"));

        serving(lab, Duration.ofMinutes(19));

        assertThat(due(lab)).containsExactly(at(5), at(10));
        assertThat(lab.jobs().runs("backup"))
                .extracting(run -> run.started().orElseThrow())
                .allMatch(started -> started.isBefore(at(6)) || !started.isBefore(at(17)));
        assertThat(heard(JobEvent.Dropped.class)).hasSize(1);
    }

    @Test
    void the_last_time_that_was_missed_is_made_up_for() throws IOException {
        HomelabRuntime lab = lab(JOBS);
        serving(lab, Duration.ofMinutes(6));
        clock.advance(Duration.ofMinutes(40));

        serving(lab, Duration.ofMinutes(1));

        assertThat(due(lab)).containsExactly(at(5), at(45));
    }

    @Test
    void what_was_missed_is_let_go_if_it_says_so() throws IOException {
        HomelabRuntime lab = lab(job("triggers: {schedule: [{cron: '*/5 * * * *', missed_fires: skip}]}"));
        serving(lab, Duration.ofMinutes(6));
        clock.advance(Duration.ofMinutes(42));

        serving(lab, Duration.ofMinutes(1));

        assertThat(due(lab)).containsExactly(at(5));
    }

    @Test
    void a_clock_that_is_put_back_runs_nothing_again() throws IOException {
        HomelabRuntime lab = lab(JOBS);
        JobScheduler scheduler = lab.jobs().scheduler(this::hear);
        var unused = clock.start("scheduler", scheduler::run);
        clock.advance(Duration.ofMinutes(6));
        clock.jump(Duration.ofMinutes(-3));
        clock.advance(Duration.ofMinutes(3));
        scheduler.stop();
        clock.advance(Duration.ofSeconds(1));

        assertThat(due(lab)).containsExactly(at(5));
        assertThat(heard(JobEvent.Started.class)).hasSize(1);
    }

    @Test
    void a_clock_that_is_put_forward_has_missed_what_lay_between() throws IOException {
        HomelabRuntime lab = lab(JOBS);
        JobScheduler scheduler = lab.jobs().scheduler(this::hear);
        var unused = clock.start("scheduler", scheduler::run);
        clock.advance(Duration.ofMinutes(1));
        clock.jump(Duration.ofMinutes(31));
        clock.advance(Duration.ofMinutes(1));
        scheduler.stop();
        clock.advance(Duration.ofSeconds(1));

        assertThat(due(lab)).containsExactly(at(30));
    }

    @Test
    void a_paused_job_waits_until_it_is_resumed() throws IOException {
        HomelabRuntime lab = lab(JOBS);
        lab.jobs().pause("backup");
        assertThat(lab.jobs().list(1)).singleElement().matches(JobStatus::paused);
        serving(lab, Duration.ofMinutes(6));
        assertThat(due(lab)).isEmpty();

        lab.jobs().resume("backup");
        serving(lab, Duration.ofMinutes(6));

        assertThat(due(lab)).containsExactly(at(10));
    }

    @Test
    void a_timer_that_calls_twice_runs_it_once() throws Exception {
        HomelabRuntime lab = lab(JOBS);
        clock.advance(Duration.ofMinutes(5).plusSeconds(3));

        FireResult first = lab.jobs().fire("backup", JobListener.NONE);
        FireResult second = lab.jobs().fire("backup", JobListener.NONE);

        assertThat(first.outcome()).isEqualTo(FireResult.Outcome.RAN);
        assertThat(first.run().orElseThrow().container()).isEqualTo("lab-backup-20260101T0005Z");
        assertThat(second.outcome()).isEqualTo(FireResult.Outcome.ALREADY_RUN);
    }

    @Test
    void a_timer_that_is_not_called_while_the_job_runs_runs_the_last_time_that_was_queued() throws Exception {
        engine.image("backup:1").exitsAfter(Duration.ofMinutes(11), 0);
        HomelabRuntime lab =
                lab(job("triggers: {schedule: [{cron: '*/5 * * * *', concurrency: queue, missed_fires: skip}]}"));
        clock.advance(Duration.ofMinutes(5));
        VirtualClock.Timer unused = clock.after(
                Duration.ofMinutes(10), () -> engine.image("backup:1").exitsAfter(Duration.ofSeconds(10), 3));

        FireResult result = lab.jobs().fire("backup", JobListener.NONE);

        assertThat(due(lab)).containsExactly(at(5), at(15));
        assertThat(result.run().orElseThrow().due()).contains(at(15)); // which failed
    }

    @Test
    void times_that_come_while_it_runs_are_dropped_by_a_timer_unless_it_queues_them() throws Exception {
        engine.image("backup:1").exitsAfter(Duration.ofMinutes(11), 0);
        HomelabRuntime lab = lab(job("triggers: {schedule: ['*/5 * * * *']}"));
        clock.advance(Duration.ofMinutes(5));

        FireResult unused = lab.jobs().fire("backup", JobListener.NONE);

        assertThat(due(lab)).containsExactly(at(5));
    }

    @Test
    void files_that_change_count_from_then_on() throws IOException {
        HomelabRuntime lab = lab(job("triggers: {schedule: ['*/5 * * * *']}"));
        JobScheduler scheduler = lab.jobs().scheduler(this::hear);
        var unused = clock.start("scheduler", scheduler::run);
        clock.advance(Duration.ofMinutes(6));
        HomelabRuntime changed = lab(job("triggers: {schedule: ['7,8,9 * * * *']}"));
        clock.advance(Duration.ofMinutes(5));
        scheduler.stop();
        clock.advance(Duration.ofSeconds(1));

        assertThat(due(changed)).containsExactly(at(5), at(7), at(8), at(9));
    }

    @Test
    void a_job_that_nobody_ran_when_it_was_due_is_overdue() throws Exception {
        HomelabRuntime lab = lab(JOBS);
        clock.advance(Duration.ofMinutes(5));
        FireResult unused = lab.jobs().fire("backup", JobListener.NONE);
        assertThat(lab.jobs().list(2)).singleElement().satisfies(job -> {
            assertThat(job.overdue()).isFalse();
            assertThat(job.nextDue()).contains(at(10));
            assertThat(job.next()).hasSize(2);
        });

        clock.advance(Duration.ofMinutes(8));

        assertThat(lab.jobs().list(1)).singleElement().matches(JobStatus::overdue);
    }

    @Test
    void a_timer_that_is_set_up_late_makes_up_for_nothing() throws Exception {
        HomelabRuntime lab = lab(job("triggers: {schedule: ['0 3 * * *']}"));
        clock.advance(Duration.ofHours(9));

        FireResult result = lab.jobs().fire("backup", JobListener.NONE);

        assertThat(result.outcome()).isEqualTo(FireResult.Outcome.NOT_DUE);
        assertThat(lab.jobs().runs("backup")).isEmpty();
    }
}
