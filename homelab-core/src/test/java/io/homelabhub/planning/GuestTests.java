package io.homelabhub.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.graph.Condition;
import io.homelabhub.plan.Plan;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Containers that live in the namespace of another one. */
class GuestTests {
    @Test
    void a_guest_is_created_once_the_container_whose_namespace_it_shares_is_there_under_its_name() {
        DesiredDependency shared = new DesiredDependency("db", Set.of(Condition.STARTED), true, true, true);
        Plan plan = new Lab()
                .service("db", "2", Lab.environment("LEVEL=debug"))
                .service(Lab.service("guest", List.of(shared), Lab.spec("guest", "1")))
                .prepared()
                .running("db", "1")
                .plan();

        // the container of db could be ready before the old one stops, and the guest would find the old one
        assertThat(plan).hasToString("""
                #1 CreateContainer service:db
                #2 StopContainer service:db after #1
                #3 RenameContainer service:db after #2
                #4 RenameContainer service:db after #1 #3
                #5 StartContainer service:db after #4
                #6 Await ready service:db after #5
                #7 CreateContainer service:guest after #5
                #8 StartContainer service:guest after #5 #7
                #9 Await ready service:guest after #8
                #10 RemoveContainer service:db after #6 #9""");
    }

    @Test
    void a_guest_stops_just_before_the_container_whose_namespace_it_shares() {
        DesiredDependency shared = new DesiredDependency("db", Set.of(Condition.STARTED), true, true, true);
        Plan plan = new Lab()
                .service("db", "2", Lab.environment("LEVEL=debug"))
                .service(Lab.service("guest", List.of(shared), Lab.spec("guest", "1")))
                .prepared()
                .running("db", "1")
                .running("guest", "1")
                .plan();

        // taken back the other way round, the guest starts when its namespace is there again
        assertThat(plan).hasToString("""
                #1 CreateContainer service:db
                #2 StopContainer service:guest after #1
                #3 StopContainer service:db after #1 #2
                #4 RenameContainer service:db after #3
                #5 RenameContainer service:db after #1 #4
                #6 StartContainer service:db after #5
                #7 Await ready service:db after #6
                #8 RenameContainer service:guest after #2
                #9 CreateContainer service:guest after #6 #8
                #10 StartContainer service:guest after #6 #9
                #11 Await ready service:guest after #10
                #12 RemoveContainer service:db after #7 #11
                #13 RemoveContainer service:guest after #7 #11""");
    }
}
