package io.homelabhub.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Cause.Kind;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTests {
    private static Change refused(ResourceId resource, Cause... causes) {
        return new Change(resource, Verdict.REFUSE, List.of(causes), Downtime.NONE, false);
    }

    private static PlanRefusedException refusal(Change... changes) {
        return new PlanRefusedException(new Plan("lab", "undeploy db", List.of(changes), List.of(), List.of()));
    }

    @Test
    void a_service_goes_by_its_name_and_not_by_an_id() {
        assertThat(refusal(refused(ResourceId.service("db"), Cause.of(Kind.NEEDED_BY, "api, bot"))))
                .hasMessage("undeploy db did not start: db is needed by api, bot")
                .extracting(PlanRefusedException::remedy)
                .isEqualTo("Remove what needs it as well.");
    }

    @Test
    void each_refusal_has_its_own_remedy_which_can_be_typed() {
        PlanRefusedException refusal = refusal(
                refused(ResourceId.volume("lab_data"), Cause.of(Kind.DATA_LOSS), Cause.of(Kind.CONFIGURATION_CHANGED)),
                refused(ResourceId.service("web"), Cause.of(Kind.PORT_TAKEN, "container nginx: 80/tcp")),
                refused(ResourceId.network("lan"), Cause.of(Kind.NEEDED_BY, "container guest")),
                refused(ResourceId.volume("shared"), Cause.of(Kind.NOT_FOUND)));

        assertThat(refusal)
                .hasMessage("undeploy db did not start: volume lab_data would lose its data, as its configuration has"
                        + " changed; web needs a port that is taken by container nginx: 80/tcp; network lan is needed"
                        + " by container guest; volume shared does not exist");
        assertThat(refusal.remedy())
                .isEqualTo("Back up volume lab_data, then allow that its data is lost."
                        + " Stop what has the port, or publish another port."
                        + " Stop container guest, or disconnect it from network lan."
                        + " Create volume shared, or correct its name.");
    }

    @Test
    void one_remedy_for_several_is_told_once() {
        assertThat(refusal(
                                refused(ResourceId.service("a"), Cause.of(Kind.PORT_TAKEN, "container x: 80/tcp")),
                                refused(ResourceId.service("b"), Cause.of(Kind.PORT_TAKEN, "container y: 81/tcp")))
                        .remedy())
                .isEqualTo("Stop what has the port, or publish another port.");
    }
}
