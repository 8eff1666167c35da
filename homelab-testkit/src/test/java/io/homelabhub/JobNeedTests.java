package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.job.JobEvent;
import io.homelabhub.job.JobRun;
import io.homelabhub.job.JobScheduler;
import io.homelabhub.plan.Action;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a job needs: services that are up, and jobs that run first. */
class JobNeedTests extends JobLab {
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
}
