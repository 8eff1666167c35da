package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedPort;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ContainerSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ports of the host: who has one, and who gets one. */
interface PortClauses extends Clauses {
    @Test
    default void required_c32_a_taken_port_is_a_conflict_at_start_and_leaves_it_not_running() {
        int port = 20_000 + Math.floorMod(bench().project.hashCode(), 10_000);
        String first = bench().run(publishing("first", String.valueOf(port)));
        String second = bench().create(publishing("second", String.valueOf(port)));

        assertThat(bench().refused(new Action.StartContainer(second)).kind()).isEqualTo(Kind.CONFLICT);
        assertThat(bench().state(second).isRunning()).isFalse();
        assertThat(bench().state(first)).isEqualTo(ContainerState.RUNNING);
        assertThat(bench().observed(first).ports()).contains(new ObservedPort("127.0.0.1", port, 80, "tcp"));

        bench().stop(first);
        assertThat(bench().observed(first).ports()).isEmpty();
        assertThat(bench().start(second)).isEqualTo(Effect.DONE);
    }

    private ContainerSpec publishing(String what, String ports) {
        ContainerSpec spec = bench().spec(what, Program.RUNS_ON).withConfig("ExposedPorts", Map.of("80/tcp", Map.of()));
        return spec.withHostConfig(
                "PortBindings", Map.of("80/tcp", List.of(Map.of("HostIp", "127.0.0.1", "HostPort", ports))));
    }

    @Test
    default void required_c35_of_a_range_of_ports_each_gets_a_free_one() {
        int port = 30_000 + Math.floorMod(bench().project.hashCode(), 2_000);
        ContainerSpec first = publishing("first", port + "-" + (port + 1));
        if (differs(Difference.REFUSES_PORT_RANGES)) {
            bench().refused(new Action.CreateContainer(first));
        } else {
            String one = bench().run(first);
            String other = bench().run(publishing("second", port + "-" + (port + 1)));

            assertThat(bench().observed(one).ports()).contains(new ObservedPort("127.0.0.1", port, 80, "tcp"));
            assertThat(bench().observed(other).ports()).contains(new ObservedPort("127.0.0.1", port + 1, 80, "tcp"));
        }
    }

    @Test
    default void required_c39_containers_that_start_at_once_get_different_ports_of_a_range()
            throws InterruptedException {
        if (differs(Difference.REFUSES_PORT_RANGES)) {
            return; // c35 requires that
        }
        int port = 32_000 + Math.floorMod(bench().project.hashCode(), 700);
        List<String> names = Stream.of("a", "b", "c", "d")
                .map(what -> bench().create(publishing(what, port + "-" + (port + 3))))
                .toList();
        bench().atOnce(names.stream()
                .<Runnable>map(name -> () -> bench().start(name))
                .toList());

        assertThat(names)
                .extracting(name -> bench().observed(name).ports().get(0).hostPort())
                .containsExactlyInAnyOrder(port, port + 1, port + 2, port + 3);
    }
}
