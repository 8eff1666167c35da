package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.catalog.UnknownServiceException;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.job.FireResult;
import io.homelabhub.job.JobListener;
import io.homelabhub.job.JobRun;
import io.homelabhub.job.JobScheduler;
import io.homelabhub.job.UnknownJobException;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.operation.OneOffSession;
import io.homelabhub.operation.RunRequest;
import io.homelabhub.plan.Action;
import io.homelabhub.planning.RemovedImages;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.resource.HomelabLabels;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Jobs on an engine in memory, from their files to what is left of their runs. */
class JobTests extends JobLab {
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
    void older_runs_make_room() throws IOException {
        HomelabRuntime lab =
                lab(job("x-homelab: {keep: {succeeded: 2, failed: 0}}, triggers: {schedule: ['* * * * *']}"));

        serving(lab, Duration.ofSeconds(390));

        assertThat(due(lab)).containsExactly(at(5), at(6));
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
}
