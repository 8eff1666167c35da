package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.plan.Verdict;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.Ending;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A volume whose description has changed is made anew, and its container with it. If that fails, both are made again as they
 * were; what the container was made with is known from its inspection alone, which each engine writes in its own way.
 */
@Tag("interoperation")
@Tag("long")
class ChangedVolumeIT {
    @RegisterExtension
    final LiveProject project = new LiveProject();

    @BeforeEach
    void deploy() {
        project.variable("RUN", "sleep 600");
        project.variable("SIZE", "1m");
        project.variable("USE", "a");
        project.write("motto.txt", "as it was");
        project.compose("""
                services:
                  app:
                    image: %1$s
                    init: true
                    stop_grace_period: 1s
                    stop_signal: SIGINT
                    command: ["sh", "-c", "echo kept >/own/mark; ${RUN}"]
                    environment: {COLOUR: blue}
                    healthcheck: {test: "test -e /own/mark", interval: 1s, retries: 5}
                    hostname: teller
                    mac_address: "02:42:ac:11:00:53"
                    user: "0:0"
                    working_dir: /tmp
                    restart: on-failure:3
                    mem_limit: 32m
                    cap_drop: [NET_RAW]
                    sysctls: {net.core.somaxconn: "512"}
                    ulimits: {nofile: {soft: 512, hard: 1024}}
                    expose: ["7000"]
                    ports: ["127.0.0.1::8080", "127.0.0.1::53/udp"]
                    dns: [192.0.2.1]
                    extra_hosts: ["far=192.0.2.7"]
                    tmpfs: ["/scratch:size=1m"]
                    shm_size: 16m
                    logging: {driver: json-file, options: {max-size: 1m}}
                    networks:
                      default: {aliases: [www]}
                      lan: {ipv4_address: "%2$s.9"}
                    volumes: ["memory:/memory", "/own"]
                    configs: [{source: motto, target: /etc/motto}]
                  plain:
                    image: %1$s
                    init: true
                    command: sleep 600
                    healthcheck: {test: "true", interval: 1s}
                    volumes: ["data:/data"]
                configs:
                  motto: {content: "as it was"}
                networks:
                  lan: {ipam: {config: [{subnet: "%2$s.0/24"}]}}
                volumes:
                  memory: {driver_opts: {type: tmpfs, device: tmpfs, o: "size=${SIZE}"}}
                  data: {labels: {use: "${USE}"}}
                """.formatted(RealEngine.IMAGE, subnet()));
        project.deploy();
    }

    private String subnet() {
        return "10.233.%d".formatted(Math.floorMod(project.lab().project().hashCode(), 250));
    }

    private String option() {
        return project.observe()
                .volume(project.lab().project() + "_memory")
                .orElseThrow()
                .settings()
                .object("Options")
                .string("o")
                .orElse("");
    }

    @Test
    void container_and_volume_are_as_they_were_if_the_new_ones_fail() {
        project.variable("SIZE", "2m");
        project.variable("RUN", "exit 7");
        ApplyFailedException failed = catchThrowableOfType(
                ApplyFailedException.class, () -> project.runtime().plan("all").apply());

        assertThat(failed.result().ending()).as(failed.getMessage()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(option()).isEqualTo("size=1m");
        assertThat(project.container("app").state()).isEqualTo(ContainerState.RUNNING);
        assertThat(project.output("app", "cat", "/etc/motto", "/own/mark")).isEqualTo("as it waskept");
        project.variable("SIZE", "1m");
        project.variable("RUN", "sleep 600");
        project.assertNothingToDo();

        project.variable("SIZE", "2m");
        project.deploy();
        assertThat(option()).isEqualTo("size=2m");
    }

    @Test
    void what_is_in_it_goes_with_consent_alone() {
        project.output("plain", "sh", "-c", "echo old >/data/mark");
        project.variable("USE", "b");
        assertThat(project.plan().changes())
                .filteredOn(change -> change.verdict() == Verdict.REFUSE)
                .singleElement()
                .hasToString("REFUSE volume:%s_data [DATA_LOSS, CONFIGURATION_CHANGED]"
                        .formatted(project.lab().project()));

        project.runtime()
                .plan(DeployRequest.of(List.of("all")).withAllowDataLoss(Set.of("data")))
                .apply();
        assertThat(project.output("plain", "ls", "/data")).isEmpty();
        project.assertNothingToDo();
    }
}
