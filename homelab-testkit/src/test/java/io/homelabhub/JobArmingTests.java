package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.job.FireResult;
import io.homelabhub.job.JobListener;
import io.homelabhub.job.JobStatus;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.testkit.ComposeFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs run by themselves from a deploy to an undeploy, and what has changed of them is in the plan. */
class JobArmingTests extends Embedded {
    private static final String JOBS = """
        name: lab
        services: {db: {image: "db:1"}}
        jobs:
          backup: {image: "backup:1", triggers: {schedule: ["*/5 * * * *"]}}
          migrate: {image: "backup:1", triggers: {manual: true}}
          media: {image: "backup:1", profiles: [films], triggers: {schedule: ["0 4 * * *"]}}
        """;

    @BeforeEach
    void images() {
        engine.has("backup:1");
        engine.image("backup:1").exitsAfter(Duration.ofSeconds(10), 0);
    }

    private HomelabRuntime lab(String compose) throws IOException {
        return ComposeFolder.with(compose, folder, engine, clock).build();
    }

    private static Plan planned(HomelabRuntime lab, String name) {
        return lab.plan(DeployRequest.of(List.of(name))).plan();
    }

    private static Optional<Change> change(Plan plan, String job) {
        return plan.changes().stream()
                .filter(change -> change.resource().equals(ResourceId.job(job)))
                .findFirst();
    }

    private static boolean armed(HomelabRuntime lab, String job) {
        return lab.jobs().show(job, 1).armed();
    }

    @Test
    void a_deploy_arms_what_has_a_schedule() throws IOException {
        HomelabRuntime lab = lab(JOBS);
        assertThat(armed(lab, "backup")).isFalse();
        assertThat(change(planned(lab, "all"), "backup"))
                .get()
                .extracting(Change::verdict)
                .isEqualTo(Verdict.CREATE);
        assertThat(change(planned(lab, "all"), "migrate")).isEmpty();

        lab.plan(DeployRequest.of(List.of("all"))).apply();

        assertThat(armed(lab, "backup")).isTrue();
        assertThat(armed(lab, "media")).as("in no active profile").isFalse();
        assertThat(planned(lab, "all").isEmpty()).isTrue();
    }

    @Test
    void a_profile_arms_what_is_in_it() throws IOException {
        HomelabRuntime lab = lab(JOBS);

        lab.plan(DeployRequest.of(List.of("films"))).apply();

        assertThat(engine.volumes())
                .extracting(ObservedVolume::name)
                .singleElement()
                .asString()
                .startsWith("lab.media.armed-");
    }

    @Test
    void a_job_that_is_not_armed_is_not_run() throws Exception {
        HomelabRuntime lab = lab(JOBS);
        clock.advance(Duration.ofMinutes(5));

        FireResult result = lab.jobs().fire("backup", JobListener.NONE);

        assertThat(result.outcome()).isEqualTo(FireResult.Outcome.DROPPED);
        assertThat(result.reason()).contains("not armed", "homelab deploy all");
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void a_changed_schedule_is_a_difference() throws IOException {
        lab(JOBS).plan(DeployRequest.of(List.of("all"))).apply();
        HomelabRuntime changed = lab(JOBS.replace("*/5 *", "7 3"));

        Change change = change(planned(changed, "all"), "backup").orElseThrow();
        assertThat(change.verdict()).isEqualTo(Verdict.UPDATE);
        assertThat(change.causes().get(0).differences())
                .extracting(Object::toString)
                .containsExactly("triggers.schedule: */5 * * * * UTC -> 7 3 * * * UTC");
        changed.plan(DeployRequest.of(List.of("all"))).apply();

        assertThat(planned(changed, "all").isEmpty()).isTrue();
        assertThat(engine.volumes()).hasSize(1);
    }

    @Test
    void a_changed_command_is_a_difference() throws IOException {
        lab(JOBS).plan(DeployRequest.of(List.of("all"))).apply();

        HomelabRuntime changed =
                lab(JOBS.replace("backup: {image: \"backup:1\"", "backup: {command: x, image: \"backup:1\""));

        assertThat(change(planned(changed, "all"), "backup"))
                .get()
                .extracting(Change::verdict)
                .isEqualTo(Verdict.UPDATE);
    }

    @Test
    void a_job_that_has_left_the_files_is_disarmed() throws IOException {
        lab(JOBS).plan(DeployRequest.of(List.of("all"))).apply();
        HomelabRuntime changed = lab(JOBS.replace("backup:", "dump:"));

        assertThat(change(planned(changed, "all"), "backup"))
                .get()
                .extracting(Change::verdict)
                .isEqualTo(Verdict.REMOVE);
        changed.plan(DeployRequest.of(List.of("all"))).apply();

        assertThat(engine.volumes())
                .extracting(ObservedVolume::name)
                .singleElement()
                .asString()
                .startsWith("lab.dump.armed-");
    }

    @Test
    void an_undeploy_disarms_all_and_leaves_what_is_known_of_runs() throws Exception {
        HomelabRuntime lab = lab(JOBS);
        lab.plan(DeployRequest.of(List.of("all"))).apply();
        clock.advance(Duration.ofMinutes(5));
        FireResult run = lab.jobs().fire("backup", JobListener.NONE);
        assertThat(run.outcome()).isEqualTo(FireResult.Outcome.RAN);

        lab.planRemoval(RemovalRequest.of(List.of("all"))).apply();
        clock.advance(Duration.ofMinutes(5));

        assertThat(lab.jobs().fire("backup", JobListener.NONE).outcome()).isEqualTo(FireResult.Outcome.DROPPED);
        assertThat(lab.jobs().runs("backup")).hasSize(1);
        assertThat(engine.volumes()).isEmpty();
        assertThat(engine.running()).isEmpty();
    }

    @Test
    void an_undeploy_of_a_part_disarms_none() throws IOException {
        HomelabRuntime lab = lab(JOBS.replace("services: {", "services: {web: {image: \"web:1\"}, "));
        lab.plan(DeployRequest.of(List.of("all"))).apply();

        lab.planRemoval(RemovalRequest.of(List.of("web"))).apply();

        assertThat(armed(lab, "backup")).isTrue();
    }

    @Test
    void health_and_status_tell_of_jobs_in_trouble() throws Exception {
        engine.image("backup:1").exitsAfter(Duration.ofSeconds(10), 3);
        HomelabRuntime lab = lab(JOBS);
        lab.plan(DeployRequest.of(List.of("all"))).apply();
        assertThat(lab.health().isHealthy()).isTrue();
        clock.advance(Duration.ofMinutes(5));
        FireResult unused = lab.jobs().fire("backup", JobListener.NONE);

        assertThat(lab.health().isHealthy()).isFalse();
        assertThat(lab.health().unwellJobs()).singleElement().satisfies(job -> {
            assertThat(job.name()).isEqualTo("backup");
            assertThat(job.trouble()).contains(JobStatus.Trouble.FAILED);
        });
        assertThat(lab.health("db").isHealthy())
                .as("asked about a service alone")
                .isTrue();
        clock.advance(Duration.ofMinutes(8));
        assertThat(lab.status().jobs())
                .filteredOn(job -> job.trouble().isPresent())
                .singleElement()
                .extracting(JobStatus::trouble)
                .isEqualTo(Optional.of(JobStatus.Trouble.OVERDUE));
    }

    @Test
    void a_time_that_came_while_the_last_run_went_on_makes_no_job_overdue() throws Exception {
        engine.image("backup:1").exitsAfter(Duration.ofMinutes(7), 0);
        HomelabRuntime lab = lab(JOBS);
        lab.plan(DeployRequest.of(List.of("all"))).apply();
        clock.advance(Duration.ofMinutes(5));
        FireResult unused = lab.jobs().fire("backup", JobListener.NONE); // from minute 5 to 12
        clock.advance(Duration.ofMinutes(2));

        assertThat(lab.health().unwellJobs()).isEmpty();

        clock.advance(Duration.ofMinutes(3)); // minute 15 and what is granted to a scheduler are over
        assertThat(lab.health().unwellJobs())
                .singleElement()
                .extracting(JobStatus::trouble)
                .isEqualTo(Optional.of(JobStatus.Trouble.OVERDUE));
    }

    @Test
    void a_job_whose_mark_was_pruned_away_is_in_trouble() throws Exception {
        HomelabRuntime lab = lab(JOBS);
        lab.plan(DeployRequest.of(List.of("all"))).apply();
        clock.advance(Duration.ofMinutes(5));
        FireResult unused = lab.jobs().fire("backup", JobListener.NONE);
        String mark = engine.volumes().iterator().next().name();
        engine.set(new Action.RemoveVolume(mark));

        assertThat(lab.health().unwellJobs())
                .singleElement()
                .extracting(JobStatus::trouble)
                .isEqualTo(Optional.of(JobStatus.Trouble.DISARMED));
    }
}
