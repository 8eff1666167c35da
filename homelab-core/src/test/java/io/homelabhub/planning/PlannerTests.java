package io.homelabhub.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.desired.ApiNeed;
import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.graph.Condition;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ResourceId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTests {
    private static Change verdictOn(Plan plan, ResourceId resource) {
        return plan.changes().stream()
                .filter(change -> change.resource().equals(resource))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no verdict on " + resource + " in " + plan.changes()));
    }

    private static Change verdictOn(Plan plan, String service) {
        return verdictOn(plan, ResourceId.service(service));
    }

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
        assertThat(verdictOn(plan, "web").verdict()).isEqualTo(Verdict.KEEP);
    }

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

    @Test
    void what_an_older_engine_forgets_of_an_unchanged_container_is_no_drift() {
        Lab annotated = new Lab().service("db", "1", Lab.hostConfig("Annotations", ApiObject.of(Map.of("note", "x"))));

        assertThat(annotated.prepared().running("db", "1").plan().isEmpty()).isTrue();
        assertThat(verdictOn(
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

        Change change = verdictOn(plan, "db");
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

        assertThat(verdictOn(plan, "db").causes()).singleElement().satisfies(cause -> {
            assertThat(cause.kind()).isEqualTo(Cause.Kind.DRIFTED);
            assertThat(cause.differences()).map(Object::toString).containsExactly("cpus: 500000000 -> (none)");
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

        assertThat(verdictOn(plan, "db").causes()).singleElement().satisfies(cause -> {
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
        assertThat(verdictOn(plan, "db").causes()).containsExactly(Cause.of(Cause.Kind.CRASHED, "exit code 1"));
    }

    @Test
    void a_stopped_container_whose_network_is_gone_is_made_anew() {
        Plan plan = new Lab()
                .service("db", "1")
                .image("db:1", "sha256:db")
                .live("db", "db", "1", ContainerState.EXITED, ApiObject.EMPTY)
                .plan();

        assertThat(verdictOn(plan, "db").verdict()).isEqualTo(Verdict.RECREATE);
        assertThat(verdictOn(plan, "db").causes()).containsExactly(Cause.of(Cause.Kind.NETWORK_CHANGED, Lab.NETWORK));
    }

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
        assertThat(verdictOn(plan, "db").causes()).containsExactly(Cause.of(Cause.Kind.LEFT_OVER, "db.next"));
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
    void a_port_that_a_stranger_holds_is_refused_before_anything_is_done() {
        Map<String, Object> binding = Map.of("80/tcp", List.of(Map.of("HostIp", "", "HostPort", "8080")));
        Plan plan = new Lab()
                .service("web", "1", Lab.hostConfig("PortBindings", binding))
                .prepared()
                .stranger("old-web", 8080)
                .plan();

        assertThat(plan.isRefused()).isTrue();
        assertThat(verdictOn(plan, "web").causes())
                .containsExactly(Cause.of(Cause.Kind.PORT_TAKEN, "8080/tcp is held by container old-web"));
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
                List.of(need));

        Plan old = plan(needing, "1.41");
        assertThat(old.isRefused()).isTrue();
        assertThat(verdictOn(old, "web").causes())
                .containsExactly(Cause.of(
                        Cause.Kind.ENGINE_TOO_OLD,
                        "services.web.networks.front.gw_priority (compose.yaml:7:9) needs API 1.48, which came with"
                                + " Docker 28.0; the engine speaks 1.41"));
        assertThat(plan(needing, "1.48").isRefused()).isFalse();
    }

    private static Plan plan(DesiredState desired, String apiVersion) {
        return Planner.plan(
                desired, ObservedState.EMPTY.withApiVersion(apiVersion), DeployOptions.DEFAULT, "deploy", List.of());
    }

    @Test
    void a_name_that_a_stranger_carries_is_refused() {
        Plan plan =
                new Lab().service("web", "1").prepared().stranger("web", 8080).plan();

        assertThat(verdictOn(plan, "web").verdict()).isEqualTo(Verdict.REFUSE);
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

    @Test
    void an_orphan_is_told_and_left_alone_unless_it_shall_go() {
        Lab lab = new Lab().service("db", "1").prepared().running("db", "1").running("gone", "1");

        assertThat(lab.plan().isEmpty()).isTrue();
        assertThat(lab.plan(DeployOptions.DEFAULT.withRemoveOrphans(true))).hasToString("""
                #1 StopContainer container:gone
                #2 RemoveContainer container:gone after #1""");
    }
}
