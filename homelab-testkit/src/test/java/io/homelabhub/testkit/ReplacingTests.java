package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;

import io.homelabhub.HomelabBuilder;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.plan.Action;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many services at once are replaced, and taken away. */
@HomelabTest
class ReplacingTests {
    private static final int SERVICES = 20;
    private static final int PARALLELISM = 4;

    @TempDir
    Path folder;

    private HomelabRuntime lab(FakeEngine engine, VirtualClock clock, String version, Consumer<HomelabBuilder> more)
            throws IOException {
        String services = IntStream.range(0, SERVICES)
                .mapToObj(n -> "  s%d: {image: app:1, container_name: s%d, environment: {VERSION: '%s'}}\n"
                        .formatted(n, n, version))
                .collect(Collectors.joining());
        HomelabBuilder builder = ComposeFolder.with("name: lab\nservices:\n" + services, folder, engine, clock);
        more.accept(builder);
        return builder.build();
    }

    @Test
    void a_few_are_down_at_once_and_not_all(FakeEngine engine, VirtualClock clock) throws IOException {
        assertThat(lab(engine, clock, "1", builder -> {}).plan("all")).applies();
        int before = engine.actions().size();
        assertThat(lab(engine, clock, "2", builder -> builder.parallelism(PARALLELISM))
                        .plan("all"))
                .applies();

        int down = 0;
        int most = 0;
        for (Action action : engine.actions().subList(before, engine.actions().size())) {
            down += action instanceof Action.StopContainer ? 1 : 0;
            down -= action instanceof Action.StartContainer ? 1 : 0;
            most = Math.max(most, down);
        }
        assertThat(down).isZero();
        assertThat(most).isBetween(1, PARALLELISM);
    }

    @Test
    void programs_that_take_long_to_end_are_waited_for_together(FakeEngine engine, VirtualClock clock)
            throws IOException {
        Duration grace = Duration.ofSeconds(10);
        engine.image("app:1").stopsWithin(grace, 137);
        HomelabRuntime lab = lab(engine, clock, "1", builder -> {});
        assertThat(lab.plan("all")).applies();

        Duration began = clock.elapsed();
        assertThat(lab.planRemoval(RemovalRequest.of(List.of("all")))).applies();
        assertThat(clock.elapsed().minus(began)).isBetween(grace, grace.multipliedBy(2));
    }

    @Test
    void what_somebody_removed_meanwhile_need_not_be_taken_back(FakeEngine engine, VirtualClock clock)
            throws IOException {
        String file = """
                name: lab
                services:
                  a: {image: app:1, environment: {VERSION: '%1$s'}, healthcheck: {test: 'true', interval: 1s}}
                  slow: {image: 'slow:%1$s', healthcheck: {test: 'true', interval: 1s, retries: 90}}
                """;
        engine.has("app:1", "slow:1", "slow:2");
        engine.image("slow:2").neverHealthy();
        assertThat(ComposeFolder.with(file.formatted(1), folder, engine, clock)
                        .build()
                        .plan("all"))
                .applies();
        String before = engine.container("lab-a-1").id();
        var unused = clock.after(Duration.ofSeconds(10), () -> engine.troubles().isRemoved("lab-a-1.next"));

        assertThat(ComposeFolder.with(file.formatted(2), folder, engine, clock)
                        .build()
                        .plan("all"))
                .applyFails()
                .failed("a")
                .rolledBack();

        assertThat(engine.container("lab-a-1").id()).isEqualTo(before);
    }
}
