package io.homelabhub.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.HealthCheck;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FakeEngineTests {
    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1);

    @Test
    void a_health_check_comes_after_its_interval_and_not_before() {
        engine.image("postgres:16").healthcheck(Duration.ofSeconds(10), 3, "CMD", "pg_isready");
        engine.given("db").image("postgres:16").running();

        clock.advance(Duration.ofSeconds(9));
        assertThat(status("db").health()).isEqualTo(Health.STARTING);
        assertThat(engine.probe("db").verdict()).isEqualTo(Verdict.PASSED);

        clock.advance(Duration.ofSeconds(1));
        assertThat(status("db").health()).isEqualTo(Health.HEALTHY);
        assertThat(kinds()).endsWith(ContainerEvent.Kind.HEALTHY);
    }

    @Test
    void a_container_is_unhealthy_after_as_many_failed_checks_as_it_retries() {
        engine.image("postgres:16")
                .healthcheck(Duration.ofSeconds(10), 3, "CMD", "pg_isready")
                .neverHealthy()
                .healthSays("no response");
        engine.given("db").image("postgres:16").running();

        clock.advance(Duration.ofSeconds(25));
        assertThat(status("db").health()).isEqualTo(Health.STARTING);

        clock.advance(Duration.ofSeconds(5));
        assertThat(status("db").health()).isEqualTo(Health.UNHEALTHY);
        assertThat(status("db").healthChecks())
                .containsOnly(new HealthCheck(1, "no response"))
                .hasSize(3);
    }

    @Test
    void a_start_interval_counts_from_api_1_44_on() {
        Map<String, Object> test = Map.of(
                "Test", List.of("CMD", "true"),
                "Interval", Duration.ofSeconds(30).toNanos(),
                "StartInterval", Duration.ofSeconds(1).toNanos(),
                "StartPeriod", Duration.ofSeconds(20).toNanos());
        engine.given("old").config("Healthcheck", test).running();
        clock.advance(Duration.ofSeconds(2));
        assertThat(status("old").health()).isEqualTo(Health.STARTING);

        engine.speaking("1.44").given("new").config("Healthcheck", test).running();
        clock.advance(Duration.ofSeconds(2));
        assertThat(status("new").health()).isEqualTo(Health.HEALTHY);
        assertThat(status("new").startInterval()).contains(Duration.ofSeconds(1));
    }

    @Test
    void failures_in_the_start_period_are_forgiven() {
        Map<String, Object> test = Map.of(
                "Test", List.of("CMD", "true"),
                "Interval", Duration.ofSeconds(1).toNanos(),
                "Retries", 1,
                "StartPeriod", Duration.ofSeconds(20).toNanos());
        engine.behaviourOf("slow").becomesHealthyAfter(Duration.ofSeconds(15));
        engine.given("slow").config("Healthcheck", test).running();

        clock.advance(Duration.ofSeconds(16));

        assertThat(status("slow").health()).isEqualTo(Health.HEALTHY);
        assertThat(kinds()).doesNotContain(ContainerEvent.Kind.UNHEALTHY);
    }

    @Test
    void a_crash_loop_says_restarting_with_longer_and_longer_pauses() {
        engine.image("bot").crashLoops();
        engine.given("bot").image("bot").restart("always").running();

        clock.advance(Duration.ofMillis(150));
        ContainerStatus first = status("bot");
        assertThat(first.state()).isEqualTo(ContainerState.RESTARTING);
        assertThat(first.exitCode()).isEqualTo(1);
        assertThat(engine.container("bot").exitCode()).contains(0);
        assertThat(engine.container("bot")
                        .inspection()
                        .orElseThrow()
                        .object("State")
                        .isTrue("Running"))
                .isTrue();

        clock.advance(Duration.ofMinutes(10));
        assertThat(status("bot").restarts()).isBetween(12, 20);
        assertThat(kinds()).doesNotContain(ContainerEvent.Kind.STOP);
    }

    @Test
    void a_process_whose_child_the_kernel_killed_runs_on_and_says_out_of_memory() {
        engine.behaviourOf("web").losesAChildToMemoryAfter(Duration.ofSeconds(2));
        engine.given("web").running();
        clock.advance(Duration.ofSeconds(3));

        assertThat(status("web").state()).isEqualTo(ContainerState.RUNNING);
        assertThat(status("web").outOfMemory()).isTrue();
        assertThat(kinds()).endsWith(ContainerEvent.Kind.OOM);

        engine.perform(new Action.StopContainer("web", Optional.empty()), ActionProgress.NONE);
        engine.perform(new Action.StartContainer("web"), ActionProgress.NONE);
        assertThat(status("web").outOfMemory()).isFalse();
    }

    @Test
    void a_mount_of_a_path_that_the_host_lacks_is_refused_and_a_bind_is_not() {
        engine.lacksPath("/srv/media");
        ApiObject mount = ApiObject.of(Map.of("Type", "bind", "Source", "/srv/media/music", "Target", "/music"));

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() ->
                        engine.given("web").hostConfig("Mounts", List.of(mount)).created())
                .withMessageContaining("/srv/media/music");
        engine.given("web").mount("/srv/media/music", "/music").running();
    }

    @Test
    void on_failure_gives_up_after_its_count_and_leaves_a_good_end_alone() {
        engine.behaviourOf("bad").exitsAfter(Duration.ofMillis(10), 3);
        engine.given("bad")
                .hostConfig("RestartPolicy", Map.of("Name", "on-failure", "MaximumRetryCount", 2))
                .running();
        engine.behaviourOf("good").exitsAfter(Duration.ofMillis(10), 0);
        engine.given("good").restart("on-failure").running();

        clock.advance(Duration.ofMinutes(1));

        assertThat(status("bad").state()).isEqualTo(ContainerState.EXITED);
        assertThat(status("bad").restarts()).isEqualTo(2);
        assertThat(status("good").restarts()).isZero();
    }

    @Test
    void a_stop_in_the_back_off_ends_the_loop_without_a_die() {
        engine.image("bot").crashLoops();
        engine.given("bot").image("bot").restart("always").running();
        clock.advance(Duration.ofSeconds(30));
        int before = engine.events().size();

        engine.perform(new Action.StopContainer("bot", Optional.empty()), ActionProgress.NONE);
        clock.advance(Duration.ofMinutes(5));

        assertThat(kinds().subList(before, kinds().size())).containsExactly(ContainerEvent.Kind.STOP);
        assertThat(status("bot").state()).isEqualTo(ContainerState.EXITED);
    }

    @Test
    void stop_and_die_come_in_either_order() {
        Set<List<ContainerEvent.Kind>> orders = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            FakeEngine one = new FakeEngine(VirtualClock.seeded(seed), seed);
            one.given("web").running();
            one.perform(new Action.StopContainer("web", Optional.empty()), ActionProgress.NONE);
            orders.add(one.events().stream().map(ContainerEvent::kind).skip(2).toList());
        }
        assertThat(orders)
                .containsExactlyInAnyOrder(
                        List.of(ContainerEvent.Kind.STOP, ContainerEvent.Kind.DIE),
                        List.of(ContainerEvent.Kind.DIE, ContainerEvent.Kind.STOP));
    }

    @Test
    void what_ignores_the_stop_is_killed_after_the_timeout() {
        engine.behaviourOf("stubborn").ignoresStop();
        engine.given("stubborn").running();
        Duration before = clock.elapsed();

        engine.perform(new Action.StopContainer("stubborn", Optional.of(Duration.ofSeconds(4))), ActionProgress.NONE);

        assertThat(status("stubborn").exitCode()).isEqualTo(137);
        assertThat(clock.elapsed().minus(before)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
    }

    @Test
    void a_start_on_a_taken_port_leaves_the_container_created_with_the_error() {
        engine.given("first").publishing(8080, 80).running();
        engine.given("second").publishing(8080, 80).created();

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> perform(new Action.StartContainer("second")))
                .withMessageContaining("Bind for 0.0.0.0:8080 failed: port is already allocated")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(EngineException.Kind.CONFLICT));
        assertThat(status("second").state()).isEqualTo(ContainerState.CREATED);
        assertThat(status("second").error()).contains("8080");

        perform(new Action.StopContainer("first", Optional.empty()));
        perform(new Action.StartContainer("second"));
        assertThat(engine.running()).containsExactly("second");
    }

    @Test
    void a_stranger_can_hold_a_port() {
        engine.troubles().portIsTaken(80);
        engine.given("web").publishing(80, 80).created();

        assertThatExceptionOfType(EngineException.class).isThrownBy(() -> perform(new Action.StartContainer("web")));
        engine.troubles().portIsFree(80);
        perform(new Action.StartContainer("web"));
    }

    @Test
    void an_inspection_shows_the_engines_defaults_and_the_images_settings() {
        engine.image("postgres:16").config("Env", List.of("PATH=/bin", "LANG=C.UTF-8"));
        engine.given("db")
                .image("postgres:16")
                .environment("LANG", "de")
                .hostConfig("Memory", 64L << 20)
                .restart("always")
                .running();

        ApiObject inspection = engine.container("db").inspection().orElseThrow();

        assertThat(inspection.object("Config").strings("Env")).containsExactly("LANG=de", "PATH=/bin");
        assertThat(inspection.object("HostConfig").number("MemorySwap")).isEqualTo(128L << 20);
        assertThat(inspection.object("HostConfig").object("RestartPolicy"))
                .isEqualTo(ApiObject.of(Map.of("Name", "always", "MaximumRetryCount", 0)));
        assertThat(inspection.object("HostConfig").number("ShmSize")).isEqualTo(64L << 20);
    }

    @Test
    void a_pull_brings_the_registrys_image_layer_by_layer() {
        List<String> told = new ArrayList<>();
        Action pull = new Action.PullImage("redis:7", Optional.empty());

        engine.perform(pull, (part, status, current, total) -> told.add(status));
        String first = imageOf("redis:7");
        engine.registry().publishes("redis:7");
        engine.given("cache").image("redis:7").running();
        engine.perform(pull, ActionProgress.NONE);

        assertThat(told).containsSubsequence("Pulling fs layer", "Downloading", "Pull complete");
        assertThat(imageOf("redis:7")).isNotEqualTo(first);
        ObservedContainer cache = engine.container("cache");
        assertThat(cache.image()).isEqualTo(first).isEqualTo(cache.imageId());
    }

    @Test
    void equal_seeds_give_equal_histories() {
        assertThat(history(3)).isEqualTo(history(3)).isNotEqualTo(history(4));
    }

    private static List<ContainerEvent> history(long seed) {
        FakeEngine one = new FakeEngine(VirtualClock.seeded(seed), seed);
        one.given("web").running();
        one.perform(new Action.StopContainer("web", Optional.empty()), ActionProgress.NONE);
        one.perform(new Action.StartContainer("web"), ActionProgress.NONE);
        return one.events();
    }

    private String imageOf(String reference) {
        Map<String, ObservedImage> images = engine.observe(new ObserveRequest("any", Set.of(reference), false))
                .images();
        return images.values().iterator().next().id();
    }

    private void perform(Action action) {
        engine.perform(action, ActionProgress.NONE);
    }

    private ContainerStatus status(String name) {
        return engine.status(name).orElseThrow();
    }

    private List<ContainerEvent.Kind> kinds() {
        return engine.events().stream().map(ContainerEvent::kind).toList();
    }
}
