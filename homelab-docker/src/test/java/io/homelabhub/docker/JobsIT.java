package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.job.FireResult;
import io.homelabhub.job.JobEvent;
import io.homelabhub.job.JobListener;
import io.homelabhub.job.JobRun;
import io.homelabhub.job.JobScheduler;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.operation.OneOffSession;
import io.homelabhub.operation.RunRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs on a real engine: a database, a job by hand, one each minute, and one that fails. */
@Tag("interoperation")
class JobsIT {
    @RegisterExtension
    final LiveProject project = new LiveProject();

    private HomelabRuntime lab;

    @BeforeEach
    void describe() {
        project.compose("""
            services:
              db:
                image: %1$s
                stop_grace_period: 1s
                command: ["sh", "-c", "echo data > /data/db; exec sleep 600"]
                volumes: ["data:/data"]
                healthcheck: {test: ["CMD", "test", "-f", "/data/db"], interval: 1s}
            jobs:
              migrate:
                image: %1$s
                command: ["sh", "-c", "echo migrated >> /data/db && cat /data/db"]
                volumes: ["data:/data"]
                depends_on: {db: {condition: service_healthy}}
                triggers: {manual: true}
              backup:
                image: %1$s
                command: ["sh", "-c", "cp /data/db /dumps/db && cat /dumps/db"]
                volumes: ["data:/data", "dumps:/dumps"]
                networks: [offsite]
                depends_on: {db: {condition: service_healthy}}
                triggers: {schedule: ["* * * * *"]}
              report:
                image: %1$s
                command: ["sh", "-c", "echo no report; exit 3"]
                triggers: {schedule: [{cron: "* * * * *", timezone: Europe/Berlin}]}
            networks: {offsite: {internal: true}}
            volumes: {data: {}, dumps: {}}
            """.formatted(RealEngine.IMAGE));
        lab = project.runtime();
    }

    private void deploy() {
        lab.plan(DeployRequest.of(List.of("all"))).apply();
    }

    private List<String> log(String job) {
        List<String> lines = new ArrayList<>();
        assertThat(lab.jobs().logs(job, Optional.empty(), LogRequest.ALL, lines::add))
                .isTrue();
        return lines;
    }

    @Test
    void a_deploy_runs_none_and_the_next_has_nothing_to_do() {
        lab.plan(DeployRequest.of(List.of("all"))).apply();

        assertThat(project.containers()).hasSize(1);
        assertThat(lab.plan(DeployRequest.of(List.of("all"))).plan().isEmpty()).isTrue();
    }

    @Test
    void by_hand_it_runs_after_what_it_needs() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (OneOffSession session = lab.services().run(RunRequest.of("migrate"))) {
            session.copyOutput(output, OutputStream.nullOutputStream());
            assertThat(session.exitCode()).contains(0);
        }

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("data\nmigrated\n");
        assertThat(project.container("db").state()).isEqualTo(ContainerState.RUNNING);
        assertThat(lab.jobs().runs("migrate")).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(JobRun.State.SUCCEEDED);
            assertThat(run.due()).isEmpty();
        });
    }

    @Test
    void a_timer_runs_it_once_and_passes_on_how_it_ended() throws InterruptedException {
        deploy();
        FireResult good = lab.jobs().fire("backup", JobListener.NONE);
        FireResult bad = lab.jobs().fire("report", JobListener.NONE);

        assertThat(good.run().orElseThrow().state()).isEqualTo(JobRun.State.SUCCEEDED);
        assertThat(bad.run().orElseThrow().exitCode()).contains(3);
        assertThat(log("backup")).containsExactly("data");
        assertThat(log("report")).containsExactly("no report");
        assertThat(project.container("db").state()).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    void what_cannot_be_started_is_told_and_on_record() throws InterruptedException {
        project.compose("""
            jobs:
              broken:
                image: %s
                command: ["/no/such/program"]
                triggers: {schedule: ["* * * * *"]}
            """.formatted(RealEngine.IMAGE));
        deploy();

        FireResult result = lab.jobs().fire("broken", JobListener.NONE);

        assertThat(result.outcome()).isEqualTo(FireResult.Outcome.FAILED);
        assertThat(result.reason()).contains("/no/such/program");
        assertThat(lab.jobs().runs("broken")).singleElement().matches(run -> run.state() == JobRun.State.FAILED);
    }

    @Test
    void two_who_try_at_once_run_it_once() throws Exception {
        deploy();
        CountDownLatch begin = new CountDownLatch(1);
        List<CompletableFuture<FireResult>> tries = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            tries.add(CompletableFuture.supplyAsync(() -> fired(begin)));
        }
        begin.countDown();

        List<FireResult> results = new ArrayList<>();
        for (CompletableFuture<FireResult> each : tries) {
            results.add(each.get(2, TimeUnit.MINUTES));
        }

        assertThat(results)
                .extracting(FireResult::outcome)
                .as(results.toString())
                .contains(FireResult.Outcome.RAN);
        assertThat(lab.jobs().runs("report").stream().map(JobRun::due).toList()).doesNotHaveDuplicates();
    }

    private FireResult fired(CountDownLatch begin) {
        try {
            begin.await();
            return lab.jobs().fire("report", JobListener.NONE);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void a_scheduler_runs_what_is_due() throws Exception {
        deploy();
        CountDownLatch ended = new CountDownLatch(1);
        JobScheduler scheduler = lab.jobs().scheduler(event -> {
            if (event instanceof JobEvent.Ended && event.job().equals("report")) {
                ended.countDown();
            }
        });
        CompletableFuture<Void> serving = CompletableFuture.runAsync(scheduler::run);

        assertThat(ended.await(180, TimeUnit.SECONDS)).isTrue();
        scheduler.stop();
        serving.get(30, TimeUnit.SECONDS);

        assertThat(lab.jobs().runs("report").get(0).exitCode()).contains(3);
    }

    @Test
    void an_undeploy_leaves_what_is_known_of_runs_and_no_network() throws InterruptedException {
        deploy();
        FireResult unused = lab.jobs().fire("backup", JobListener.NONE);

        lab.planRemoval(RemovalRequest.of(List.of("all"))).apply();
        assertThat(lab.jobs().fire("backup", JobListener.NONE).outcome())
                .as("disarmed")
                .isNotEqualTo(FireResult.Outcome.RAN);
        assertThat(project.containers()).singleElement().matches(ObservedContainer::isJobRun);

        lab.planRemoval(RemovalRequest.of(List.of("all")).withJobsHistory(true)).apply();
        assertThat(project.containers()).isEmpty();
    }
}
