package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.StalePlanException;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.observed.Health;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BetweenPlanAndApplyTests {
    @TempDir
    private Path folder;

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1);
    private HomelabRuntime lab = Homelab.builder().build();

    @BeforeEach
    void deploy_the_database() throws IOException {
        String compose = """
                name: lab
                services:
                  db:
                    image: postgres:16
                    healthcheck: {test: ["CMD", "pg_isready"], interval: 10s}
                  web:
                    image: web:1
                    depends_on: {db: {condition: service_healthy}}
                """;
        engine.has("postgres:16", "web:1");
        lab = ComposeFolder.with(compose, folder, engine, clock)
                .operator("ann@home")
                .build();
        lab.plan("db").apply();
    }

    @Test
    void what_becomes_healthy_makes_no_plan_stale() throws InterruptedException {
        assertThat(engine.container("lab-db-1").health()).isEqualTo(Health.STARTING);
        PreparedPlan prepared = lab.plan("web");

        clock.advance(Duration.ofSeconds(20));

        assertThat(engine.container("lab-db-1").health()).isEqualTo(Health.HEALTHY);
        prepared.apply();
        assertThat(engine.running()).contains("lab-web-1");
    }

    @Test
    void a_plan_with_nothing_to_do_needs_the_engine_no_more() throws InterruptedException {
        clock.advance(Duration.ofSeconds(20));
        PreparedPlan prepared = lab.plan("db");
        int before = engine.calls().size();

        assertThat(prepared.apply().ending()).isEqualTo(Ending.NOTHING_TO_DO);

        assertThat(engine.calls()).hasSize(before);
    }

    @Test
    void a_lock_that_was_left_behind_is_cleared_away_though_there_is_nothing_else_to_do() throws InterruptedException {
        clock.advance(Duration.ofSeconds(20));
        LockHolder gone = new LockHolder("gone", "ann@home", 999_999_999, "deploy", clock.now());
        assertThat(engine.acquireLock("lab", gone)).isEmpty();

        assertThat(lab.plan("db").apply().ending()).isEqualTo(Ending.NOTHING_TO_DO);

        assertThat(engine.lockHolder("lab")).isEmpty();
    }

    @Test
    void what_ends_makes_it_stale() {
        PreparedPlan prepared = lab.plan("web");

        engine.troubles().dies("lab-db-1", 1);

        assertThatThrownBy(prepared::apply)
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("db (planned: keep, up to date; now: start, exited)");
        assertThat(engine.running()).doesNotContain("lab-web-1");
    }
}
