package io.homelabhub.cli;

import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.FakeHosts;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Three hosts of which two are used: a dashboard here, its database on another machine. */
abstract class FleetLab {
    static final String CATALOG = """
            services:
              dashboard: {dependencies: [postgres]}
              postgres: {host: server-b, interfaces: [{port: 5432, internal: true}]}
              lonely: {}
            """;

    static final String SSH_B = "ssh://ann@10.0.0.2";
    static final String SSH_PI = "ssh://ann@10.0.0.3";

    @TempDir
    Path folder = Path.of("set by JUnit");

    final VirtualClock clock = VirtualClock.seeded(1);
    final FakeEngine here = new FakeEngine(clock, 1).reachedAt("unix:///var/run/docker.sock");
    final FakeEngine there = new FakeEngine(clock, 2).reachedAt(SSH_B);
    final FakeEngine pi = new FakeEngine(clock, 3).reachedAt(SSH_PI);
    final FakeHosts hosts = new FakeHosts()
            .with("unix:///var/run/docker.sock", here)
            .with(SSH_B, there)
            .with(SSH_PI, pi);

    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("orchestration").resolve(name), text);
    }

    Typed.Outcome type(String line) {
        return new Typed().in(folder).on(hosts, clock).type(line);
    }
}
