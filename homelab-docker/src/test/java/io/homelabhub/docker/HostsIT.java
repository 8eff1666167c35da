package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.inventory.HostCheck;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The engine of this machine, once by its socket file and once behind ssh, with everything that can go wrong on the way. */
@Tag("long")
class HostsIT {
    @RegisterExtension
    static final LoopbackSsh SSH = new LoopbackSsh();

    @RegisterExtension
    final RealEngine lab = new RealEngine(RealEngine.host());

    @TempDir
    Path folder = Path.of("set by JUnit");

    private String socket() {
        return URI.create(lab.endpoint().orElse("unix:///var/run/docker.sock")).getPath();
    }

    @BeforeEach
    void hosts() throws IOException {
        SSH.trusts("host");
        SSH.uses("user");
        Files.createDirectories(folder.resolve("orchestration"));
        write("hosts.yaml", """
                hosts:
                  server-a: {endpoint: 'unix://%1$s', address: 127.0.0.1}
                  server-b: {endpoint: '%2$s', address: 127.0.0.1}
                  nowhere: '%3$s'
                """.formatted(socket(), SSH.endpoint(socket()), SSH.endpoint("/nowhere.sock")));
        write("services.yaml", "services: {web: {placement: local_or_remote}, db: {placement: local_only}}\n");
        write("compose.base.yml", """
                name: %s
                services:
                  web: {image: '%s', command: [sleep, '600'], stop_grace_period: 0s}
                  db: {image: '%2$s', command: [sleep, '600']}
                """.formatted(lab.project(), RealEngine.IMAGE));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("orchestration").resolve(name), text);
    }

    private HomelabRuntime runtime(String host) {
        return Homelab.builder()
                .workingDirectory(folder)
                .environment(SSH.environment())
                .host(host)
                .build();
    }

    private HostCheck checked(String name) {
        return runtime("server-a").hosts().check(List.of(name)).get(0);
    }

    @Test
    void a_deploy_through_ssh_is_a_deploy() {
        HomelabRuntime there = runtime("server-b");
        try {
            assertThat(there.plan("web").apply().changedSomething()).isTrue();
            assertThat(lab.engine().status(lab.name("web-1")))
                    .map(ContainerStatus::name)
                    .isPresent();
            assertThat(there.plan("web").plan().isEmpty()).isTrue();
            assertThat(there.plan("web").engine().host()).contains("server-b");
            assertThat(there.plan("web").engine().endpoint()).startsWith("ssh://root@127.0.0.1:");
        } finally {
            there.planRemoval(RemovalRequest.of(List.of("all"))).apply();
        }
    }

    @Test
    void a_check_tells_apart_what_is_wrong() throws IOException {
        assertThat(checked("server-b").isReachable()).isTrue();
        assertThat(checked("nowhere").failure()).hasValueSatisfying(failure -> assertThat(failure)
                .hasMessageContaining("ssh works, but no engine takes the connection there"));
        SSH.uses("stranger");
        assertThat(checked("server-b").failure()).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(failure).hasMessageContaining("takes none of your keys");
        });
        SSH.uses("user");
        SSH.trusts("nobody");
        assertThat(checked("server-b").failure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("host key is not known here"));
        SSH.trusts("stranger");
        assertThat(checked("server-b").failure()).hasValueSatisfying(failure -> assertThat(failure)
                .hasMessageContaining("its host key is not the one that known_hosts has"));
    }

    @Test
    void a_machine_that_is_frozen_ends_a_check_in_bounded_time() throws Exception {
        SSH.signal("STOP");
        try {
            HostCheck check = checked("server-b");

            assertThat(check.failure()).isPresent();
            assertThat(check.connecting()).isLessThan(Duration.ofSeconds(40));
        } finally {
            SSH.signal("CONT");
        }
    }
}
