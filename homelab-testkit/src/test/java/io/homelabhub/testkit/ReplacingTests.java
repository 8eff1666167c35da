package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.plan.Action;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many services that cannot stand beside their old containers are replaced. */
@HomelabTest
class ReplacingTests {
    private static final int SERVICES = 20;
    private static final int PARALLELISM = 4;

    @TempDir
    Path folder;

    private HomelabRuntime lab(FakeEngine engine, VirtualClock clock, String version) throws IOException {
        String services = IntStream.range(0, SERVICES)
                .mapToObj(n -> "  s%d: {image: app:1, container_name: s%d, environment: {VERSION: '%s'}}\n"
                        .formatted(n, n, version))
                .collect(Collectors.joining());
        Path file = folder.resolve("compose.yaml");
        Files.writeString(file, "name: lab\nservices:\n" + services);
        return Homelab.builder()
                .engine(engine.provider())
                .timing(clock)
                .workingDirectory(folder)
                .composeFiles(List.of(file))
                .environment(Map.of())
                .parallelism(PARALLELISM)
                .build();
    }

    @Test
    void a_few_are_down_at_once_and_not_all(FakeEngine engine, VirtualClock clock) throws IOException {
        assertThat(lab(engine, clock, "1").plan("all")).applies();
        int before = engine.actions().size();
        assertThat(lab(engine, clock, "2").plan("all")).applies();

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
}
