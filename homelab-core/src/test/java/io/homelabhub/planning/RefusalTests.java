package io.homelabhub.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.desired.ApiNeed;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.Dialects;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.ResourceId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What ought to be done and cannot be, and is told before anything is begun. */
class RefusalTests {
    @Test
    void a_port_that_a_stranger_holds_is_refused_before_anything_is_done() {
        Map<String, Object> binding = Map.of("80/tcp", List.of(Map.of("HostIp", "", "HostPort", "8080")));
        Plan plan = new Lab()
                .service("web", "1", Lab.hostConfig("PortBindings", binding))
                .prepared()
                .stranger("old-web", 8080)
                .plan();

        assertThat(plan.isRefused()).isTrue();
        assertThat(Lab.verdictOn(plan, "web").causes())
                .containsExactly(
                        Cause.of(Cause.Kind.PORT_TAKEN, "container old-web, which belongs to no project: 8080/tcp"));
    }

    @Test
    void a_key_that_the_engine_does_not_understand_is_refused_with_its_place() {
        ApiNeed need = new ApiNeed(
                ResourceId.service("web"),
                "services.web.networks.front.gw_priority",
                new SourceLocation(Path.of("compose.yaml"), 7, 9),
                "1.48",
                "Docker 28.0");
        DesiredState desired = new Lab().service("web", "1").desired();
        DesiredState needing = new DesiredState(
                desired.project(),
                desired.networks(),
                desired.volumes(),
                desired.services(),
                desired.described(),
                desired.mask(),
                List.of(need),
                Dialects.NONE);

        Plan old = plan(needing, "1.41");
        assertThat(old.isRefused()).isTrue();
        assertThat(Lab.verdictOn(old, "web").causes())
                .containsExactly(Cause.of(
                        Cause.Kind.ENGINE_TOO_OLD,
                        "services.web.networks.front.gw_priority (compose.yaml:7:9) needs API 1.48, which came with"
                                + " Docker 28.0; the engine speaks 1.41"));
        assertThat(plan(needing, "1.48").isRefused()).isFalse();
    }

    @Test
    void a_name_that_a_stranger_carries_is_refused() {
        Plan plan =
                new Lab().service("web", "1").prepared().stranger("web", 8080).plan();

        assertThat(Lab.verdictOn(plan, "web").verdict()).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void a_changed_volume_is_refused_unless_the_loss_of_its_data_is_allowed() {
        Lab lab = new Lab().volume("data", "2").liveVolume("data", "1").prepared();

        Plan refused = lab.plan();
        assertThat(refused.isRefused()).isTrue();
        assertThat(refused.losesData()).isFalse();

        Plan allowed = lab.plan(DeployOptions.DEFAULT.withAllowDataLoss(Set.of("data")));
        assertThat(allowed.isRefused()).isFalse();
        assertThat(allowed.losesData()).isTrue();
    }

    private static Plan plan(DesiredState desired, String apiVersion) {
        return Planner.plan(
                desired, ObservedState.EMPTY.withApiVersion(apiVersion), DeployOptions.DEFAULT, "deploy", List.of());
    }
}
