package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.planning.Recreate;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.status.ProjectHealth;
import io.homelabhub.status.ProjectHealth.HealthCheck;
import io.homelabhub.status.ProjectHealth.HealthCheck.Kind;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectHealthTests {
    private static final String CATALOG = """
            services:
              db: {health_check_type: command, health_endpoint: "db-ready"}
              migrate: {}
              web: {dependencies: [db], health_endpoint: "http://localhost:8080/health"}
            """;
    private static final String BUNDLE = """
            name: lab
            services:
              db:
                image: postgres:16
                environment: {POSTGRES_PASSWORD: open-sesame}
                healthcheck: {test: ["CMD", "pg_isready"], interval: 10s}
              migrate: {image: "migrate:1"}
              web:
                image: web:1
                ports: ["8080:8080"]
                restart: unless-stopped
                depends_on: {migrate: {condition: service_completed_successfully}}
            """;

    @TempDir
    private Path folder;

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1);
    private ProbeResult answer = new ProbeResult(Verdict.PASSED, "HTTP status 200");
    private HomelabRuntime lab = Homelab.builder().build();

    @BeforeEach
    void deploy() throws IOException {
        Files.writeString(folder.resolve("services.yaml"), CATALOG);
        Files.writeString(folder.resolve("compose.all.yml"), BUNDLE);
        engine.has("postgres:16", "web:1");
        engine.image("migrate:1").exitsAfter(Duration.ofSeconds(1), 0);
        engine.behaviourOf("lab-db-1").answers(List.of("/bin/sh", "-c", "db-ready"), Verdict.PASSED, "");
        lab = Homelab.builder()
                .catalog(folder.resolve("services.yaml"))
                .environment(Map.of())
                .engine(engine.provider())
                .timing(clock)
                .prober((endpoint, within) -> answer)
                .build();
        lab.plan("web").apply();
    }

    @Test
    void each_service_is_asked_by_state_by_its_own_test_and_by_its_endpoint() {
        assertThat(lab.health().isHealthy()).isTrue();
        assertThat(lab.health().services())
                .flatExtracting(service -> service.checks())
                .extracting(HealthCheck::kind, HealthCheck::subject)
                .containsExactlyInAnyOrder(
                        tuple(Kind.STATE, "lab-db-1"),
                        tuple(Kind.TEST, "lab-db-1"),
                        tuple(Kind.ENDPOINT, "db-ready"),
                        tuple(Kind.STATE, "lab-migrate-1"),
                        tuple(Kind.STATE, "lab-web-1"),
                        tuple(Kind.ENDPOINT, "http://localhost:8080/health"));
    }

    @Test
    void what_others_wait_for_may_have_ended_well() {
        assertThat(lab.health("migrate").services().get(0).checks())
                .containsExactly(new HealthCheck(Kind.STATE, "lab-migrate-1", true, "exited (0)"));
    }

    @Test
    void an_endpoint_that_does_not_answer_is_not_well() {
        answer = new ProbeResult(Verdict.FAILED, "HTTP status 503");

        ProjectHealth health = lab.health("web");

        assertThat(health.isHealthy()).isFalse();
        assertThat(health.services().get(0).checks())
                .contains(new HealthCheck(Kind.ENDPOINT, "http://localhost:8080/health", false, "HTTP status 503"));
    }

    @Test
    void a_health_test_is_run_now_and_its_words_are_told_without_secrets() {
        engine.behaviourOf("lab-db-1").neverHealthy().healthSays("wrong password\nopen-sesame");

        assertThat(lab.health("db").services().get(0).checks())
                .contains(new HealthCheck(Kind.TEST, "lab-db-1", false, "wrong password / (secret)"));
    }

    @Test
    void a_container_that_its_policy_restarts_again_and_again_is_not_well_however_it_looks_now() {
        restartsEvery(Duration.ofSeconds(12));

        ProjectHealth health = lab.health("web");

        assertThat(health.isHealthy()).isFalse();
        assertThat(health.services().get(0).checks().get(0).detail())
                .matches("running, restarted 4 times, last \\d s ago");
        assertThat(lab.status("web").services().get(0).isUp()).isFalse();
    }

    @Test
    void a_plan_names_a_crash_loop_and_a_deploy_does_not_call_it_done() {
        restartsEvery(Duration.ofSeconds(12));

        PreparedPlan plan = lab.plan("web");

        assertThat(plan.plan().notices())
                .last(STRING)
                .matches("web keeps ending: container lab-web-1 was restarted 4 times, last \\d s ago; .*");
        assertThatThrownBy(plan::apply).isInstanceOf(ApplyFailedException.class);
    }

    private void restartsEvery(Duration time) {
        engine.image("web:1").exitsAfter(time, 7);
        lab.plan(DeployRequest.of(List.of("web")).withRecreate(Recreate.ALWAYS)).apply();
        clock.advance(time.multipliedBy(4).plusSeconds(2));
    }

    @Test
    void nothing_deployed_is_nothing_that_could_be_well() {
        lab.planRemoval(RemovalRequest.of(List.of("all"))).apply();

        assertThat(lab.health().services()).isEmpty();
        assertThat(lab.health().isHealthy()).isFalse();
    }

    @Test
    void a_service_that_is_not_deployed_is_unhealthy_if_it_was_named_and_else_left_out() {
        lab.planRemoval(RemovalRequest.of(List.of("web"))).apply();

        assertThat(lab.health().isHealthy()).isTrue();
        assertThat(lab.health("web").isHealthy()).isFalse();
        assertThat(lab.health("web").services().get(0).checks()).isEmpty();
    }
}
