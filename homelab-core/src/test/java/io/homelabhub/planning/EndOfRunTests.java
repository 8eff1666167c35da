package io.homelabhub.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.graph.Condition;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Lasting;
import io.homelabhub.plan.Lasting.End;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Standing;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Work;
import io.homelabhub.resource.ApiObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What containers have to be at the end of a run. */
class EndOfRunTests {
    private static final Map<String, List<Map<String, String>>> PORT =
            Map.of("80/tcp", List.of(Map.of("HostIp", "", "HostPort", "8080")));

    private static Lasting of(Plan plan, String service) {
        Stream<Work> waits = plan.steps().stream().map(Step::work);
        return Stream.concat(waits, plan.standing().stream().map(Standing::await))
                .filter(Await.class::isInstance)
                .map(Await.class::cast)
                .filter(await -> await.service().equals(service))
                .map(Await::lasting)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void each_has_to_be_in_the_networks_that_its_service_asks_for() {
        Plan plan = new Lab()
                .service("web", "1")
                .service("db", "1")
                .prepared()
                .running("db", "1")
                .plan();
        assertThat(of(plan, "web").networks()).containsExactly(Lab.NETWORK);
        assertThat(of(plan, "db").networks()).containsExactly(Lab.NETWORK);
    }

    @Test
    void a_new_one_may_be_a_job() {
        Plan plan = new Lab().service("web", "1").prepared().plan();
        assertThat(of(plan, "web").end()).isEqualTo(End.TOLD);
    }

    @Test
    void one_that_publishes_a_port_is_no_job() {
        Plan plan = new Lab()
                .service("web", "1", Lab.hostConfig("PortBindings", PORT))
                .prepared()
                .plan();
        assertThat(of(plan, "web").end()).isEqualTo(End.FAILS);
    }

    @Test
    void one_that_was_up_is_no_job_be_it_replaced_or_left_alone() {
        Lab lab = new Lab().service("web", "2").service("db", "1").prepared();
        Plan plan = lab.running("web", "1").running("db", "1").plan();
        assertThat(of(plan, "web").end()).isEqualTo(End.FAILS);
        assertThat(of(plan, "db").end()).isEqualTo(End.FAILS);
    }

    @Test
    void one_that_has_ended_may_be_a_job_that_is_started_again() {
        Plan plan = new Lab()
                .service("web", "1")
                .prepared()
                .live("web", "web", "1", ContainerState.EXITED, ApiObject.EMPTY)
                .plan();
        assertThat(of(plan, "web").end()).isEqualTo(End.TOLD);
    }

    @Test
    void one_that_only_a_failure_brings_back_is_a_job() {
        Plan plan = new Lab()
                .service("web", "2", Lab.hostConfig("RestartPolicy", Map.of("Name", "on-failure")))
                .prepared()
                .running("web", "1")
                .plan();
        assertThat(of(plan, "web").end()).isEqualTo(End.ACCEPTED);
    }

    @Test
    void one_whose_end_is_waited_for_is_a_job() {
        DesiredDependency end =
                new DesiredDependency("seed", Set.of(Condition.COMPLETED_SUCCESSFULLY), true, false, false);
        Plan plan = new Lab()
                .service("seed", "1", Lab.hostConfig("PortBindings", PORT))
                .service(Lab.service("web", List.of(end), Lab.spec("web", "1")))
                .prepared()
                .plan();
        assertThat(of(plan, "seed").end()).isEqualTo(End.ACCEPTED);
    }
}
