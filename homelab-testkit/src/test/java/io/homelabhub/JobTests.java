package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.catalog.UnknownServiceException;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.job.FireResult;
import io.homelabhub.job.JobEvent;
import io.homelabhub.job.JobListener;
import io.homelabhub.job.JobRun;
import io.homelabhub.job.JobScheduler;
import io.homelabhub.job.JobStatus;
import io.homelabhub.job.UnknownJobException;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.operation.OneOffSession;
import io.homelabhub.operation.RunRequest;
import io.homelabhub.plan.Action;
import io.homelabhub.planning.RemovedImages;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs on an engine in memory, from their files to what is left of their runs. */
class JobTests extends Embedded {
    private static final String JOBS = """
        name: lab
        services:
          db:
            image: db:1
            healthcheck: {test: ["CMD", "ready"], interval: 1s}
        jobs:
          backup:
            image: backup:1
            depends_on: {db: {condition: service_healthy}}
            volumes: ["dumps:/dumps"]
            networks: [backups]
            triggers: {schedule: ["*/5 * * * *"]}
        networks: {backups: {}}
        volumes: {dumps: {}}
        """;

    private final List<JobEvent> events = new ArrayList<>();

    @BeforeEach
    void images() {
        engine.has("backup:1");
        engine.image("backup:1").logs("saved").exitsAfter(Duration.ofSeconds(10), 0);
    }

    private HomelabRuntime lab(String compose) throws IOException {
        builder = ComposeFolder.with(compose, folder, engine, clock);
        ArmedJobs.arm(engine, "backup");
        return builder.build();
    }

    private static String job(String keys) {
        return "name: lab\nservices: {db: {image: 'db:1'}}\njobs:\n  backup: {image: 'backup:1', " + keys + "}\n";
    }

    private synchronized void hear(JobEvent event) {
        events.add(event);
    }

    private List<String> heard(Class<? extends JobEvent> kind) {
        return events.stream().filter(kind::isInstance).map(JobEvent::toString).toList();
    }

    /** Lets a scheduler keep time for a while. */
    private void serving(HomelabRuntime lab, Duration time) {
        JobScheduler scheduler = lab.jobs().scheduler(this::hear);
        var unused = clock.start("scheduler", scheduler::run);
        clock.advance(time);
        scheduler.stop();
        clock.advance(Duration.ofSeconds(1));
    }

    private List<Instant> due(HomelabRuntime lab) {
        return lab.jobs().runs("backup").stream()
                .flatMap(run -> run.due().stream())
                .sorted()
                .toList();
    }

    private static Instant at(int minutes) {
        return VirtualClock.START.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void a_deploy_makes_ready_what_jobs_need_and_runs_none() throws IOException {
        HomelabRuntime lab = lab(JOBS.replace("image: backup:1", "image: other:1"));

        PreparedPlan plan = lab.plan(DeployRequest.of(List.of("all")));
        plan.apply();

        assertThat(plan.plan().notices())
                .anyMatch(notice -> notice.contains("armed by a deploy: backup (*/5 * * * * UTC)"));
        assertThat(engine.networks()).anyMatch(network -> network.name().equals("lab_backups"));
        assertThat(engine.volumes()).anyMatch(volume -> volume.name().equals("lab_dumps"));
        assertThat(engine.actions()).contains(new Action.PullImage("other:1", Optional.empty()));
        assertThat(engine.containers()).extracting(ObservedContainer::name).containsExactly("lab-db-1");
        assertThat(lab.plan(DeployRequest.of(List.of("all"))).plan().isEmpty()).isTrue();
    }

    @Test
    void a_job_is_no_service_and_whoever_means_one_is_told() throws IOException {
        HomelabRuntime lab = lab(JOBS);

        assertThatThrownBy(() -> lab.plan(DeployRequest.of(List.of("backup"))))
                .isInstanceOf(UnknownServiceException.class)
                .hasMessage("`backup` is a job, not a service.")
                .extracting(failure -> ((UnknownServiceException) failure).remedy())
                .asString()
                .contains("homelab run backup");
        assertThatThrownBy(() -> lab.jobs().runs("bakup"))
                .isInstanceOf(UnknownJobException.class)
                .hasMessageContaining("Did you mean `backup`");
    }

    @Test
    void by_hand_it_runs_after_what_it_needs_and_is_on_record() throws IOException {
        HomelabRuntime lab = lab(JOBS);

        try (OneOffSession session = lab.services().run(RunRequest.of("backup"))) {
            session.copyOutput(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
            assertThat(session.exitCode()).contains(0);
        }

        assertThat(engine.running()).containsExactly("lab-db-1");
        JobRun run = lab.jobs().runs("backup").get(0);
        assertThat(run.state()).isEqualTo(JobRun.State.SUCCEEDED);
        assertThat(run.due()).isEmpty();
        assertThat(run.took()).contains(Duration.ofSeconds(10));
        assertThat(run.by()).isPresent();
    }

    @Test
    void what_nobody_may_run_by_hand_is_refused() throws IOException {
        HomelabRuntime lab = lab(job("triggers: {manual: false, schedule: ['0 0 * * *']}"));

        assertThatThrownBy(() -> lab.services().plan(RunRequest.of("backup")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("manual: false");
    }

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
    void a_service_that_is_down_is_started_and_awaited() throws IOException {
        HomelabRuntime lab = lab(JOBS);
        lab.plan(DeployRequest.of(List.of("all"))).apply();
        engine.set(new Action.StopContainer("lab-db-1", Optional.empty()));

        serving(lab, Duration.ofMinutes(6));

        assertThat(engine.running()).containsExactly("lab-db-1");
        assertThat(due(lab)).containsExactly(at(5));
    }

    @Test
    void a_service_that_has_to_be_up_and_is_not_is_the_reason_on_record() throws IOException {
        HomelabRuntime lab = lab(job(
                "depends_on: [db], x-homelab: {dependencies: require}," + " triggers: {schedule: ['*/5 * * * *']}"));

        serving(lab, Duration.ofMinutes(6));

        JobRun run = lab.jobs().runs("backup").get(0);
        assertThat(run.state()).isEqualTo(JobRun.State.FAILED);
        assertThat(run.failure()).get().asString().contains("service db is not up");
        assertThat(run.started()).isEmpty();
        assertThat(engine.running()).isEmpty();
        assertThat(heard(JobEvent.Failed.class)).hasSize(1);
    }

    @Test
    void what_it_needs_and_cannot_be_had_is_the_reason_on_record() throws IOException {
        engine.image("db:1").neverHealthy();
        HomelabRuntime lab = lab(JOBS);

        serving(lab, Duration.ofMinutes(9));

        assertThat(lab.jobs().runs("backup")).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(JobRun.State.FAILED);
            assertThat(run.failure()).get().asString().contains("db");
        });
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
    void what_takes_longer_than_it_may_is_stopped() throws IOException {
        engine.image("backup:1").exitsAfter(Duration.ofHours(9), 0);
        HomelabRuntime lab = lab(job("x-homelab: {timeout: 2m}, triggers: {schedule: ['*/5 * * * *']}"));

        serving(lab, Duration.ofMinutes(9));

        assertThat(lab.jobs().runs("backup")).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(JobRun.State.TIMED_OUT);
            assertThat(run.took().orElseThrow()).isLessThan(Duration.ofSeconds(135));
        });
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
    void older_runs_make_room() throws IOException {
        HomelabRuntime lab =
                lab(job("x-homelab: {keep: {succeeded: 2, failed: 0}}, triggers: {schedule: ['* * * * *']}"));

        serving(lab, Duration.ofSeconds(390));

        assertThat(due(lab)).containsExactly(at(5), at(6));
    }

    @Test
    void jobs_that_it_needs_run_first_and_leave_nothing() throws IOException {
        engine.has("first:1");
        engine.image("first:1").exitsAfter(Duration.ofSeconds(5), 0);
        HomelabRuntime lab = lab(job("depends_on: [first], triggers: {schedule: ['*/5 * * * *']}")
                + "  first: {image: 'first:1', triggers: {manual: true}}\n");

        serving(lab, Duration.ofMinutes(6));

        assertThat(lab.jobs().neededBy("backup")).containsExactly("first");
        assertThat(lab.jobs().runs("first")).isEmpty();
        assertThat(lab.jobs().runs("backup")).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(JobRun.State.SUCCEEDED);
            assertThat(run.started().orElseThrow()).isAfterOrEqualTo(at(5).plusSeconds(5));
        });
    }

    @Test
    void a_job_that_it_needs_and_fails_is_the_reason_on_record() throws IOException {
        engine.has("first:1");
        engine.image("first:1").exitsAfter(Duration.ofSeconds(5), 7);
        HomelabRuntime lab = lab(job("depends_on: [first], triggers: {schedule: ['*/5 * * * *']}")
                + "  first: {image: 'first:1', triggers: {manual: true}}\n");

        serving(lab, Duration.ofMinutes(6));

        assertThat(lab.jobs().runs("backup").get(0).failure())
                .contains("job first, which it needs, ended with exit code 7");
        assertThat(lab.jobs().runs("first")).singleElement().matches(run -> run.exitCode()
                .equals(Optional.of(7)));
    }

    @Test
    void a_job_that_several_need_at_once_is_run_by_one() throws IOException {
        engine.has("first:1");
        engine.image("first:1").exitsAfter(Duration.ofSeconds(5), 0);
        HomelabRuntime lab = lab(job("depends_on: [first], triggers: {schedule: ['*/5 * * * *']}")
                + "  first: {image: 'first:1', triggers: {manual: true}}\n");
        List<JobScheduler> others =
                List.of(lab.jobs().scheduler(this::hear), lab.jobs().scheduler(this::hear));
        others.forEach(other -> {
            var unused = clock.start("other", other::run);
        });

        serving(lab, Duration.ofMinutes(11));
        others.forEach(JobScheduler::stop);
        clock.advance(Duration.ofSeconds(1));

        assertThat(engine.events().stream()
                        .filter(event -> event.kind() == ContainerEvent.Kind.DIE)
                        .map(ContainerEvent::container))
                .containsExactlyInAnyOrder(
                        "lab-first-for-backup-20260101T0005Z",
                        "lab-backup-20260101T0005Z",
                        "lab-first-for-backup-20260101T0010Z",
                        "lab-backup-20260101T0010Z");
        assertThat(lab.jobs().runs("first")).isEmpty();
    }

    @Test
    void a_run_whose_owner_is_gone_is_stopped_in_time_all_the_same() throws IOException {
        engine.image("backup:1").exitsAfter(Duration.ofHours(9), 0);
        HomelabRuntime lab = lab(job("x-homelab: {timeout: 2m}, triggers: {schedule: ['*/5 * * * *']}"));
        JobScheduler owner = lab.jobs().scheduler(this::hear);
        JobScheduler other = lab.jobs().scheduler(this::hear);
        var unused = clock.start("owner", owner::run);
        clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        var unusedToo = clock.start("other", other::run);
        clock.advance(Duration.ofSeconds(20));
        owner.stop();

        clock.advance(Duration.ofMinutes(3));
        other.stop();
        clock.advance(Duration.ofSeconds(1));

        assertThat(lab.jobs().runs("backup")).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(JobRun.State.TIMED_OUT);
            assertThat(run.took().orElseThrow()).isLessThan(Duration.ofSeconds(135));
        });
    }

    @Test
    void what_was_made_by_one_who_died_gets_its_files_again() throws Exception {
        HomelabRuntime lab = lab(job("configs: [setting], triggers: {schedule: ['*/5 * * * *']}")
                + "configs: {setting: {content: loud}}\n");
        clock.advance(Duration.ofMinutes(5));
        FireResult first = lab.jobs().fire("backup", JobListener.NONE);
        ObservedContainer made = engine.container(first.run().orElseThrow().container());
        assertThat(made.label(HomelabLabels.FILES)).isPresent();
        clock.advance(Duration.ofMinutes(5));
        EngineProvider dying = through(engine -> (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof Action.StartContainer) {
                        throw new EngineException(EngineException.Kind.INTERRUPTED, "this process is gone");
                    }
                    try {
                        return method.invoke(engine, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
        assertThatThrownBy(() -> builder.engine(dying).build().jobs().fire("backup", JobListener.NONE))
                .isInstanceOf(EngineException.class);
        List<Action> before = engine.actions();

        FireResult second = lab.jobs().fire("backup", JobListener.NONE);

        assertThat(second.outcome()).isEqualTo(FireResult.Outcome.RAN);
        assertThat(second.run().orElseThrow().due()).contains(at(10));
        assertThat(engine.actions().subList(before.size(), engine.actions().size()))
                .anyMatch(action -> action instanceof Action.CreateContainer);
        assertThat(due(lab)).containsExactly(at(5), at(10));
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
    void what_a_run_has_written_is_there_to_be_read() throws Exception {
        HomelabRuntime lab = lab(JOBS);
        clock.advance(Duration.ofMinutes(5));
        FireResult unused = lab.jobs().fire("backup", JobListener.NONE);
        List<String> lines = new ArrayList<>();

        assertThat(lab.jobs().logs("backup", Optional.empty(), LogRequest.ALL, lines::add))
                .isTrue();

        assertThat(lines).containsExactly("saved");
    }

    @Test
    void an_undeploy_leaves_what_is_known_of_runs_unless_it_is_asked_for() throws Exception {
        HomelabRuntime lab = lab(JOBS);
        clock.advance(Duration.ofMinutes(5));
        FireResult unused = lab.jobs().fire("backup", JobListener.NONE);

        lab.planRemoval(RemovalRequest.of(List.of("all")).withRemoveOrphans(true))
                .apply();
        assertThat(engine.containers())
                .extracting(ObservedContainer::name)
                .containsExactly("lab-backup-20260101T0005Z");
        assertThat(engine.networks()).noneMatch(network -> network.name().startsWith("lab_"));

        lab.planRemoval(RemovalRequest.of(List.of("all")).withJobsHistory(true)).apply();
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void a_volume_that_goes_takes_the_runs_along_that_mount_it() throws Exception {
        HomelabRuntime lab = lab(JOBS);
        clock.advance(Duration.ofMinutes(5));
        FireResult unused = lab.jobs().fire("backup", JobListener.NONE);

        lab.planRemoval(RemovalRequest.of(List.of("all"))
                        .withVolumes(Set.of("lab_dumps"))
                        .withImages(RemovedImages.NONE))
                .apply();

        assertThat(engine.containers()).isEmpty();
        assertThat(engine.volumes()).noneMatch(volume -> volume.name().equals("lab_dumps"));
    }

    @Test
    void runs_are_no_orphans() throws Exception {
        HomelabRuntime lab = lab(JOBS);
        lab.plan(DeployRequest.of(List.of("all"))).apply();
        clock.advance(Duration.ofMinutes(5));
        FireResult unused = lab.jobs().fire("backup", JobListener.NONE);

        PreparedPlan plan = lab.plan(DeployRequest.of(List.of("all")).withRemoveOrphans(true));

        assertThat(plan.plan().isEmpty()).isTrue();
        assertThat(lab.status().orphans()).isEmpty();
        assertThat(engine.container("lab-backup-20260101T0005Z").state()).isEqualTo(ContainerState.EXITED);
        assertThat(engine.container("lab-backup-20260101T0005Z").label(HomelabLabels.JOB_DUE))
                .contains("2026-01-01T00:05:00Z");
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
