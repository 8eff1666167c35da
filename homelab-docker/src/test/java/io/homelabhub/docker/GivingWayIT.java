package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedPort;
import io.homelabhub.plan.Verdict;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.Ending;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What there can only be one of goes from one container to another on a real engine, and comes back if that fails. */
@Tag("long")
class GivingWayIT {
    private static final DeployRequest REMOVING =
            DeployRequest.of(List.of("all")).withRemoveOrphans(true);

    @RegisterExtension
    final LiveProject project = new LiveProject();

    @BeforeEach
    void runsOn() {
        project.variable("RUN", "sleep 600");
    }

    private int port(int which) {
        return 34_000 + Math.floorMod(project.lab().project().hashCode(), 400) * 2 + which;
    }

    private String service(String name, int which) {
        return """
                      %s:
                        image: %s
                        init: true
                        stop_grace_period: 1s
                        command: ["sh", "-c", "${RUN}"]
                        healthcheck: {test: "true", interval: 1s}
                        container_name: %s
                        ports: ["127.0.0.1:%d:80"]
                    """.formatted(name, RealEngine.IMAGE, project.lab().name("thing" + which), port(which));
    }

    private void compose(String... services) {
        project.compose("services:\n" + String.join("", services));
    }

    private void assertHas(String service, int which) {
        ObservedContainer container = project.container(service);
        assertThat(container.state()).isEqualTo(ContainerState.RUNNING);
        assertThat(container.name()).isEqualTo(project.lab().name("thing" + which));
        assertThat(container.ports()).contains(new ObservedPort("127.0.0.1", port(which), 80, "tcp"));
    }

    @Test
    void two_services_swap_their_names_and_ports_and_have_their_own_again_if_that_fails() {
        compose(service("one", 0), service("two", 1));
        project.deploy();
        List<String> ids = ids();

        project.variable("RUN", "exit 7");
        compose(service("one", 1), service("two", 0));
        assertThat(failed(DeployRequest.of(List.of("all")))).isEqualTo(Ending.ROLLED_BACK);
        assertThat(ids()).isEqualTo(ids);
        assertHas("one", 0);
        assertHas("two", 1);

        project.variable("RUN", "sleep 600");
        project.deploy();
        assertHas("one", 1);
        assertHas("two", 0);
    }

    @Test
    void a_service_with_a_new_name_takes_what_its_orphan_has_when_that_may_go() {
        compose(service("old", 0));
        project.deploy();
        List<String> ids = ids();
        compose(service("new", 0));
        String orphan = "container " + project.lab().name("thing0")
                + ", an orphan of service old, which --remove-orphans removes";
        assertThat(VerdictLines.of(project.plan(), change -> change.verdict() == Verdict.REFUSE))
                .containsExactly("REFUSE service:new [NAME_TAKEN(%s), PORT_TAKEN(%s: 127.0.0.1:%d/tcp)]"
                        .formatted(orphan, orphan, port(0)));

        project.variable("RUN", "exit 7");
        assertThat(failed(REMOVING)).isEqualTo(Ending.ROLLED_BACK);
        assertThat(ids()).isEqualTo(ids);
        assertHas("old", 0);

        project.variable("RUN", "sleep 600");
        project.runtime().plan(REMOVING).apply();
        assertHas("new", 0);
        assertThat(project.containersOf("old")).isEmpty();
        project.assertNothingToDo();
    }

    private Ending failed(DeployRequest request) {
        return catchThrowableOfType(
                        ApplyFailedException.class,
                        () -> project.runtime().plan(request).apply())
                .result()
                .ending();
    }

    private List<String> ids() {
        return project.containers().stream().map(ObservedContainer::id).sorted().toList();
    }
}
