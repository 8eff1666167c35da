package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.FakeHosts;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The specification's two lines for several hosts, with this repository's own catalog and bundles, on engines in memory. */
class SpecifiedHostsTests {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path home = Path.of("set by JUnit");

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine serverA = new FakeEngine(clock, 1);
    private final FakeEngine serverB = new FakeEngine(clock, 2);
    private final FakeHosts hosts =
            new FakeHosts().with("unix:///var/run/docker.sock", serverA).with("ssh://ann@10.0.0.2", serverB);

    @BeforeEach
    void copy_the_bundles() throws IOException {
        try (Stream<Path> files = Files.walk(TOP.resolve("orchestration"))) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, home.resolve(TOP.relativize(file).toString()), LinkOption.NOFOLLOW_LINKS);
            }
        }
        Files.writeString(
                home.resolve(".env"),
                Files.readString(TOP.resolve(".env.example")).replaceAll("(?m)^([A-Z_]+)=$", "$1=test-$1"));
        for (FakeEngine engine : List.of(serverA, serverB)) {
            engine.has(images());
        }
    }

    private String[] images() {
        return type("config --images").out().lines().distinct().toArray(String[]::new);
    }

    private Typed.Outcome type(String line) {
        return new Typed().in(home).on(hosts, clock).type(line);
    }

    @Test
    void the_dashboard_goes_to_one_host_and_the_bots_to_another() throws IOException {
        assertThat(type("hosts add server-a unix:///var/run/docker.sock --address 10.0.0.1")
                        .code())
                .isZero();
        assertThat(type("hosts add server-b ssh://ann@10.0.0.2").code()).isZero();
        Path base = home.resolve("orchestration/compose.base.yml").toRealPath();
        Files.writeString(
                base,
                Files.readString(base)
                        .replaceFirst("( +)container_name: homelab-postgres\n", "$0$1ports: ['10.0.0.1:5432:5432']\n"));

        Typed.Outcome dashboard = type("deploy dashboard --host=server-a --progress plain");
        assertThat(dashboard.code()).as(dashboard.err()).isZero();
        assertThat(serverA.running()).contains("homelab-dashboard", "homelab-postgres", "caddy");

        Typed.Outcome bots = type("deploy bots --host=server-b --progress plain");
        assertThat(bots.code()).as(bots.err()).isZero();
        assertThat(serverB.running()).containsExactlyInAnyOrder("discord-bot", "stream-bot");
        assertThat(serverB.container("discord-bot")
                        .inspection()
                        .orElseThrow()
                        .object("HostConfig")
                        .strings("ExtraHosts"))
                .contains("postgres:10.0.0.1", "homelab-postgres:10.0.0.1");
    }

    @Test
    void what_is_missing_is_said_before_anything_is_done() {
        assertThat(type("deploy bots --host=server-b").err()).contains("no host `server-b`", "hosts add server-b");
        assertThat(type("hosts add server-b ssh://ann@10.0.0.2").code()).isZero();

        Typed.Outcome bots = type("deploy bots --host=server-b");
        assertThat(bots.code()).isEqualTo(5);
        assertThat(bots.err()).contains("discord-bot on server-b needs postgres on this machine", "hosts add here");
        assertThat(type("deploy dashboard --host=server-b").err())
                .contains("dashboard may only run on this machine (local_only at orchestration/services.yaml:");
        assertThat(serverB.actions()).isEmpty();
    }
}
