package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.Ending;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A container that goes for a changed volume comes back under another id, and those that live with it find it again. So does an
 * orphan with that volume.
 */
@Tag("interoperation")
@Tag("long")
class VolumeHoldersIT {
    private static final String ORPHAN = "  old: {<<: *common, volumes: ['memory:/m']}\n";

    @RegisterExtension
    final LiveProject project = new LiveProject();

    private void write(String run, String size, String more) {
        project.compose("""
                x-common: &common
                  image: %s
                  init: true
                  command: sleep 600
                  stop_grace_period: 1s
                  healthcheck: {test: "true", interval: 1s}
                services:
                  vpn:
                    <<: *common
                    command: %s
                    network_mode: bridge
                    ipc: shareable
                    volumes: ['memory:/m', /shared]
                  torrent: {<<: *common, network_mode: "service:vpn"}
                  teller: {<<: *common, ipc: "service:vpn"}
                  watcher: {<<: *common, pid: "service:vpn"}
                  reader: {<<: *common, volumes_from: [vpn]}
                  linked: {<<: *common, network_mode: bridge, links: ["vpn:tunnel"]}
                %svolumes:
                  memory: {driver_opts: {type: tmpfs, device: tmpfs, o: "size=%s"}}
                """.formatted(RealEngine.IMAGE, run, more, size));
    }

    @Test
    void guests_and_orphans_are_as_they_were_if_the_new_lender_fails() {
        write("sleep 600", "1m", ORPHAN);
        project.deploy();
        project.output("vpn", "touch", "/shared/mark");
        write("sh -c 'exit 7'", "2m", "");

        DeployRequest request = DeployRequest.of(List.of("all")).withRemoveOrphans(true);
        ApplyFailedException failed = catchThrowableOfType(
                ApplyFailedException.class,
                () -> project.runtime().plan(request).apply());

        assertThat(failed.result().ending())
                .as("%s", failed.result().failedUndos())
                .isEqualTo(Ending.ROLLED_BACK);
        assertThat(project.containers()).hasSize(7).allSatisfy(container -> assertThat(
                        container.state().isRunning())
                .isTrue());
        assertThat(project.output("torrent", "sh", "-c", "ls /sys/class/net")).contains("eth0");
        assertThat(project.output("reader", "ls", "/shared")).isEqualTo("mark");
        assertThat(project.output("linked", "cat", "/etc/hosts")).contains("tunnel");
        assertThat(project.output("old", "sh", "-c", "df /m | tail -1")).contains("1024");
        write("sleep 600", "1m", ORPHAN);
        project.assertNothingToDo();
        assertThat(project.runtime().health().isHealthy()).isTrue();

        write("sleep 601", "2m", "");
        project.runtime().plan(request).apply();
        project.assertNothingToDo();
    }
}
