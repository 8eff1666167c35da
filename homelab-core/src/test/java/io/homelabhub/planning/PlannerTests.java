package io.homelabhub.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ApiObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTests {
    @Test
    void on_an_empty_engine_everything_is_made_and_dependants_wait_for_health() {
        Plan plan = new Lab().service("db", "1").service("web", "1", "db").plan();

        assertThat(plan).hasToString("""
                #1 CreateNetwork network:lab_default
                #2 PullImage image:db:1
                #3 CreateContainer service:db after #1 #2
                #4 StartContainer service:db after #3
                #5 Await healthy service:db after #4
                #6 PullImage image:web:1
                #7 CreateContainer service:web after #1 #6
                #8 StartContainer service:web after #5 #7
                #9 Await ready service:web after #8""");
    }

    @Test
    void nothing_is_done_when_everything_is_as_it_should_be() {
        Plan plan = new Lab()
                .service("db", "1")
                .service("web", "1", "db")
                .prepared()
                .running("db", "1")
                .running("web", "1")
                .plan();

        assertThat(plan.isEmpty()).isTrue();
        assertThat(Lab.verdictOn(plan, "web").verdict()).isEqualTo(Verdict.KEEP);
    }

    @Test
    void what_an_older_engine_forgets_of_an_unchanged_container_is_no_drift() {
        Lab annotated = new Lab().service("db", "1", Lab.hostConfig("Annotations", ApiObject.of(Map.of("note", "x"))));

        assertThat(annotated.prepared().running("db", "1").plan().isEmpty()).isTrue();
        assertThat(Lab.verdictOn(
                                new Lab()
                                        .service(
                                                "db",
                                                "2",
                                                Lab.hostConfig("Annotations", ApiObject.of(Map.of("note", "x"))))
                                        .prepared()
                                        .running("db", "1")
                                        .plan(),
                                "db")
                        .verdict())
                .isEqualTo(Verdict.RECREATE);
    }

    @Test
    void a_changed_container_is_put_aside_and_removed_only_when_every_service_is_ready() {
        Plan plan = new Lab()
                .service("db", "2", Lab.environment("LEVEL=debug"))
                .service("web", "1", "db")
                .prepared()
                .running("db", "1")
                .plan();

        assertThat(plan).hasToString("""
                #1 CreateContainer service:db
                #2 StopContainer service:db after #1
                #3 RenameContainer service:db after #2
                #4 RenameContainer service:db after #1 #3
                #5 StartContainer service:db after #4
                #6 Await healthy service:db after #5
                #7 CreateContainer service:web
                #8 StartContainer service:web after #6 #7
                #9 Await ready service:web after #8
                #10 RemoveContainer service:db after #6 #9""");
        assertThat(plan.steps().get(1).undo()).containsExactly(new Action.StartContainer("id-db"));
        assertThat(plan.steps().get(2).undo()).containsExactly(new Action.RenameContainer("id-db", "db"));
    }

    @Test
    void a_changed_variable_is_told_with_both_values_and_a_secret_one_without() {
        Plan plan = new Lab()
                .service("db", "2", Lab.environment("LEVEL=debug", "DB_PASSWORD=new"))
                .prepared()
                .live(
                        "db",
                        "db",
                        "1",
                        ContainerState.RUNNING,
                        ApiObject.EMPTY,
                        List.of("LEVEL=info", "DB_PASSWORD=old"))
                .plan();

        Change change = Lab.verdictOn(plan, "db");
        assertThat(change.verdict()).isEqualTo(Verdict.RECREATE);
        assertThat(change.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.kind()).isEqualTo(Cause.Kind.CONFIGURATION_CHANGED);
            assertThat(cause.differences())
                    .map(Object::toString)
                    .containsExactly(
                            "environment.DB_PASSWORD: (secret) -> (secret)", "environment.LEVEL: info -> debug");
        });
    }

    @Test
    void a_limit_is_changed_while_the_container_runs() {
        Plan plan = new Lab()
                .service("db", "2", Lab.hostConfig("Memory", 256))
                .prepared()
                .live("db", "db", "1", ContainerState.RUNNING, ApiObject.of(Map.of("Memory", 128, "MemorySwap", 256)))
                .plan();

        assertThat(plan).hasToString("#1 UpdateContainer service:db");
        assertThat(((Action.UpdateContainer) plan.steps().get(0).work()).settings())
                .isEqualTo(ApiObject.of(Map.of("Memory", 256, "MemorySwap", 512)));
    }

    @Test
    void a_limit_that_somebody_set_by_hand_is_drift() {
        Plan plan = new Lab()
                .service("db", "1")
                .prepared()
                .live("db", "db", "1", ContainerState.RUNNING, ApiObject.of(Map.of("NanoCpus", 500_000_000L)))
                .plan();

        assertThat(Lab.verdictOn(plan, "db").causes()).singleElement().satisfies(cause -> {
            assertThat(cause.kind()).isEqualTo(Cause.Kind.DRIFTED);
            assertThat(cause.differences()).map(Object::toString).containsExactly("cpus: 0.5 -> (none)");
        });
    }

    @Test
    void an_image_that_moved_on_is_a_cause_to_recreate() {
        Plan plan = new Lab()
                .service("db", "1")
                .prepared()
                .image("db:1", "sha256:0123456789abcdef")
                .running("db", "1")
                .plan();

        assertThat(Lab.verdictOn(plan, "db").causes()).singleElement().satisfies(cause -> {
            assertThat(cause.kind()).isEqualTo(Cause.Kind.IMAGE_CHANGED);
            assertThat(cause.differences())
                    .map(Object::toString)
                    .containsExactly("image: db:1 db -> db:1 0123456789ab");
        });
    }

    @Test
    void a_stopped_container_is_started() {
        Plan plan = new Lab()
                .service("db", "1")
                .prepared()
                .live("db", "db", "1", ContainerState.EXITED, ApiObject.EMPTY)
                .plan();

        assertThat(plan).hasToString("""
                #1 StartContainer service:db
                #2 Await ready service:db after #1""");
        assertThat(Lab.verdictOn(plan, "db").causes()).containsExactly(Cause.of(Cause.Kind.CRASHED, "exit code 1"));
    }

    @Test
    void a_stopped_container_whose_network_is_gone_is_made_anew() {
        Plan plan = new Lab()
                .service("db", "1")
                .image("db:1", "sha256:db")
                .live("db", "db", "1", ContainerState.EXITED, ApiObject.EMPTY)
                .plan();

        assertThat(Lab.verdictOn(plan, "db").verdict()).isEqualTo(Verdict.RECREATE);
        assertThat(Lab.verdictOn(plan, "db").causes())
                .containsExactly(Cause.of(Cause.Kind.NETWORK_CHANGED, Lab.NETWORK));
    }

    @Test
    void an_orphan_is_told_and_left_alone_unless_it_shall_go() {
        Lab lab = new Lab().service("db", "1").prepared().running("db", "1").running("gone", "1");

        assertThat(lab.plan().isEmpty()).isTrue();
        assertThat(lab.plan(DeployOptions.DEFAULT.withRemoveOrphans(true))).hasToString("""
                #1 StopContainer container:gone
                #2 RemoveContainer container:gone after #1""");
    }
}
