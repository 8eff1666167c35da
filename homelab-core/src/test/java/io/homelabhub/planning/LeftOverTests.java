package io.homelabhub.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Plan;
import io.homelabhub.resource.ApiObject;
import org.junit.jupiter.api.Test;

/** What an interrupted run has left behind, by the names of its containers. */
class LeftOverTests {
    @Test
    void an_interrupted_replacement_is_finished_and_can_still_go_back() {
        Plan plan = new Lab()
                .service("db", "2")
                .prepared()
                .live("db", "db", "2", ContainerState.CREATED, ApiObject.EMPTY)
                .live("db.previous", "db", "1", ContainerState.EXITED, ApiObject.EMPTY)
                .plan();

        assertThat(plan).hasToString("""
                #1 StartContainer service:db
                #2 Await ready service:db after #1
                #3 RemoveContainer service:db after #2""");
        assertThat(plan.steps().get(0).undo()).contains(new Action.StartContainer("id-db.previous"));
    }

    @Test
    void a_half_made_replacement_is_cleared_away() {
        Plan plan = new Lab()
                .service("db", "1")
                .prepared()
                .running("db", "1")
                .live("db.next", "db", "2", ContainerState.CREATED, ApiObject.EMPTY)
                .plan();

        assertThat(plan).hasToString("#1 RemoveContainer service:db");
        assertThat(Lab.verdictOn(plan, "db").causes()).containsExactly(Cause.of(Cause.Kind.LEFT_OVER, "db.next"));
    }

    @Test
    void a_container_put_aside_without_a_successor_takes_its_place_again() {
        Plan plan = new Lab()
                .service("db", "1")
                .prepared()
                .live("db.previous", "db", "1", ContainerState.EXITED, ApiObject.EMPTY)
                .plan();

        assertThat(plan).hasToString("""
                #1 RenameContainer service:db
                #2 StartContainer service:db after #1
                #3 Await ready service:db after #2""");
    }

    @Test
    void a_name_of_the_owners_choice_that_looks_like_one_of_ours_is_his_containers() {
        assertThat(new Lab()
                        .service("0123456789ab_web", "1")
                        .prepared()
                        .running("0123456789ab_web", "1")
                        .plan()
                        .isEmpty())
                .isTrue();
    }
}
