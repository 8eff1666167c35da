package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who lives in another container's namespace or has its volumes follows it, whoever has restarted or replaced that. */
@Tag("long")
class GuestsIT {
    @RegisterExtension
    final LiveProject project = new LiveProject();

    @BeforeEach
    void deploy() {
        project.compose("""
                x-common: &common
                  image: %s
                  init: true
                  command: sleep 600
                  stop_grace_period: 1s
                  healthcheck: {test: "true", interval: 1s}
                services:
                  vpn: {<<: *common, ipc: shareable, volumes: [/shared]}
                  torrent: {<<: *common, network_mode: "service:vpn"}
                  teller: {<<: *common, ipc: "service:vpn"}
                  reader: {<<: *common, volumes_from: [vpn]}
                  bystander: {<<: *common}
                """.formatted(RealEngine.IMAGE));
        project.deploy();
    }

    private String interfaces(String service) {
        return project.output(service, "sh", "-c", "ls /sys/class/net | tr '\\n' ' '");
    }

    @Test
    void a_guest_of_what_was_restarted_from_outside_is_restarted() {
        ObservedContainer vpn = project.container("vpn");
        List<String> ids = ids();
        project.byHand(new Action.StopContainer(vpn.id(), Optional.empty()));
        project.byHand(new Action.StartContainer(vpn.id()));
        assertThat(interfaces("torrent")).doesNotContain("eth0");

        assertThat(VerdictLines.of(project.plan()))
                .containsExactlyInAnyOrder(
                        "RESTART service:torrent [NAMESPACE_LOST(network of %s, which was started after it)]"
                                .formatted(vpn.name()),
                        "RESTART service:teller [NAMESPACE_LOST(IPC namespace of %s, which was started after it)]"
                                .formatted(vpn.name()));
        assertThat(project.runtime().health().isHealthy()).isFalse();
        project.deploy();

        assertThat(interfaces("torrent")).contains("eth0");
        assertThat(ids()).isEqualTo(ids);
        assertThat(project.runtime().health().isHealthy()).isTrue();
    }

    @Test
    void guests_of_what_was_removed_from_outside_are_made_anew_with_it() {
        String bystander = project.container("bystander").id();
        List<String> ids = ids();
        project.byHand(new Action.RemoveContainer(project.container("vpn").id(), false));
        project.deploy();

        assertThat(project.container("bystander").id()).isEqualTo(bystander);
        assertThat(ids()).hasSize(5).filteredOn(ids::contains).containsExactly(bystander);
        assertThat(interfaces("torrent")).contains("eth0");
        project.output("vpn", "touch", "/shared/mark");
        assertThat(project.output("reader", "ls", "/shared")).isEqualTo("mark");
    }

    private List<String> ids() {
        return project.containers().stream().map(ObservedContainer::id).sorted().toList();
    }
}
