package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.plan.Action;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container that is there already is attached to a network that the same deploy makes. */
class NetworkOrderTests {
    private static final String TWO_NETWORKS = """
            name: lab
            services:
              web: {image: "web:1", networks: [front, back]}
            networks: {front: {}, back: {}}
            """;

    @TempDir
    private Path folder;

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1).has("web:1");

    @Test
    void a_running_container_joins_a_network_again_once_that_is_made_anew() throws IOException {
        HomelabRuntime lab = lab();
        lab.plan("web").apply();
        engine.set(new Action.DisconnectNetwork("lab-web-1", "lab_back")).set(new Action.RemoveNetwork("lab_back"));

        PreparedPlan prepared = lab.plan("web");

        assertThat(prepared.plan()).hasToString("""
                #1 CreateNetwork network:lab_back
                #2 ConnectNetwork service:web after #1""");
        prepared.apply();
        assertThat(engine.container("lab-web-1").networks()).containsOnlyKeys("lab_front", "lab_back");
    }

    private HomelabRuntime lab() throws IOException {
        return ComposeFolder.with(TWO_NETWORKS, folder, engine, clock).build();
    }
}
