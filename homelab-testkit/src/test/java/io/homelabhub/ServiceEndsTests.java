package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.operation.ContainerEnd;
import io.homelabhub.operation.LifecycleRequest;
import io.homelabhub.operation.ServiceEnds;
import io.homelabhub.plan.Verdict;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.ComposeFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How containers end, and what becomes of those that have. */
class ServiceEndsTests extends Embedded {
    private static final List<String> ALL = List.of("all");
    private static final Duration HOUR = Duration.ofHours(1);

    private HomelabRuntime lab(String compose) throws IOException {
        builder = ComposeFolder.with(compose, folder, engine, clock);
        return builder.build();
    }

    private HomelabRuntime following() {
        HomelabRuntime lab = builder.build();
        lab.plan(DeployRequest.of(ALL).withAwaitAll(false)).apply();
        return lab;
    }

    @Test
    void ends_are_told_as_they_come_each_once() {
        engine.image("web:1").exitsAfter(Duration.ofMinutes(2), 3);
        HomelabRuntime lab = following();

        try (ServiceEnds ends = lab.services().ends(List.of("web"))) {
            assertThat(ends.next(Duration.ofSeconds(30))).isEmpty();
            assertThat(ends.next(HOUR)).contains(new ContainerEnd("web", "lab-web-1", 3));
            assertThat(ends.isEmpty()).isTrue();
            assertThat(ends.next(HOUR)).isEmpty();
        }
    }

    @Test
    void where_nothing_is_up_it_is_told_how_each_has_ended() {
        HomelabRuntime lab = following();
        lab.services().plan(LifecycleRequest.kill(ALL, "KILL")).apply();

        try (ServiceEnds ends = lab.services().ends(List.of())) {
            assertThat(List.of(ends.next(HOUR).orElseThrow(), ends.next(HOUR).orElseThrow()))
                    .containsExactlyInAnyOrder(
                            new ContainerEnd("db", "lab-db-1", 137), new ContainerEnd("web", "lab-web-1", 137));
        }
    }

    @Test
    void what_its_restart_policy_starts_again_has_not_ended() throws IOException {
        HomelabRuntime lab = lab("""
                name: lab
                services:
                  web: {image: "web:1", restart: always}
                """);
        engine.image("web:1").exitsAfter(Duration.ofMinutes(1), 1);
        lab.plan(DeployRequest.of(ALL).withAwaitAll(false)).apply();

        try (ServiceEnds ends = lab.services().ends(ALL)) {
            assertThat(ends.next(Duration.ofMinutes(10))).isEmpty();
        }
    }

    @Test
    void a_container_that_is_removed_has_ended() {
        HomelabRuntime lab = following();

        try (ServiceEnds ends = lab.services().ends(List.of("web"))) {
            lab.planRemoval(RemovalRequest.of(List.of("web"))).apply();
            assertThat(ends.next(HOUR).map(ContainerEnd::service)).isEqualTo(Optional.of("web"));
        }
    }

    @Test
    void a_deploy_that_is_followed_waits_only_for_what_others_wait_for() {
        engine.image("web:1").exitsAfter(Duration.ZERO, 1);
        engine.image("db:1").becomesHealthyAfter(Duration.ofSeconds(2));
        HomelabRuntime lab = builder.build();

        var prepared = lab.plan(DeployRequest.of(ALL).withAwaitAll(false));

        assertThat(prepared.plan()).hasToString("""
                #1 CreateNetwork network:lab_default
                #2 CreateContainer service:db after #1
                #3 StartContainer service:db after #2
                #4 Await healthy service:db after #3
                #5 CreateContainer service:web after #1
                #6 StartContainer service:web after #4 #5""");
        assertThat(prepared.apply().ending()).isEqualTo(Ending.APPLIED);
    }

    @Test
    void only_what_is_down_is_removed_where_that_is_asked_for() {
        HomelabRuntime lab = builder.build();
        lab.plan("all").apply();
        lab.services().plan(LifecycleRequest.stop(List.of("db"))).apply();
        RemovalRequest down = RemovalRequest.of(ALL).withOnlyDown(true);

        assertThat(lab.planRemoval(down).plan().changes())
                .extracting(change -> change.resource().name() + " " + change.verdict())
                .containsExactlyInAnyOrder("db " + Verdict.REMOVE, "web " + Verdict.KEEP);
        lab.planRemoval(down).apply();

        assertThat(engine.containers())
                .extracting(container -> container.name())
                .containsExactly("lab-web-1");
        assertThat(lab.planRemoval(down).plan().isEmpty()).isTrue();
    }
}
