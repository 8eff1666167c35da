package io.homelabhub.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredImage;
import io.homelabhub.desired.DesiredImage.Policy;
import io.homelabhub.graph.Condition;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.plan.Action.PullImage;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImagePlanningTests {
    private static final String OLD = "sha256:0001";
    private static final String NEW = "sha256:0002";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** A service that is up, whose image was pulled with the digest {@link #OLD}. */
    private static Lab web(Policy policy) {
        return new Lab()
                .service(Lab.fetched("web", policy, false, List.of()))
                .prepared()
                .image("web:1", "sha256:web", OLD)
                .running("web", "1");
    }

    private static List<String> verdicts(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.verdict() != Verdict.KEEP)
                .map(change -> change + " "
                        + change.causes().stream()
                                .flatMap(cause -> cause.differences().stream())
                                .toList())
                .toList();
    }

    @Test
    void an_image_that_the_registry_has_as_well_needs_no_pull() {
        Plan plan = web(Policy.ALWAYS).registry("web:1", RegistryImage.of(OLD)).plan();

        assertThat(plan.isEmpty()).isTrue();
    }

    private static DesiredImage image(String reference, String platform) {
        Optional<String> asked = Optional.of(platform).filter(text -> !text.isEmpty());
        return new DesiredImage(reference, asked, Optional.empty(), Policy.MISSING);
    }

    private static ApiObject builtFor(String architecture) {
        return ApiObject.of(Map.of("Config", Map.of(), "Os", "linux", "Architecture", architecture));
    }

    @Test
    void an_image_that_is_there_for_another_platform_is_pulled() {
        Lab lab = new Lab()
                .service(Lab.from("web", image("web:1", "linux/arm64"), List.of()))
                .prepared();

        assertThat(lab.image("web:1", OLD, builtFor("amd64")).plan().toString())
                .startsWith("#1 PullImage image:web:1\n");
        assertThat(lab.image("web:1", OLD, builtFor("arm64")).plan().toString()).doesNotContain("PullImage");
    }

    @Test
    void an_image_under_two_spellings_of_its_name_is_fetched_once() {
        Plan plan = new Lab()
                .service(Lab.from("web", image("redis", ""), List.of()))
                .service(Lab.from("db", image("docker.io/library/redis:latest", ""), List.of()))
                .plan();

        assertThat(plan.steps())
                .filteredOn(step -> step.work() instanceof PullImage)
                .hasSize(1);
    }

    @Test
    void what_an_index_says_beside_what_runs_makes_no_other_image() {
        ApiObject runs = ApiObject.of(Map.of("ID", "sha256:runs", "Kind", "image", "Available", true));
        ApiObject index = ApiObject.of(Map.of("Config", Map.of(), "Manifests", List.of(runs)));
        Lab lab = web(Policy.MISSING).image("web:1", NEW, index);

        assertThat(lab.showing("ImageManifestDescriptor", Map.of("digest", "sha256:runs"))
                        .plan()
                        .isEmpty())
                .isTrue();
        assertThat(lab.showing("ImageManifestDescriptor", Map.of("digest", "sha256:ran"))
                        .plan()
                        .isEmpty())
                .isFalse();
    }

    @Test
    void a_newer_image_is_pulled_and_its_container_replaced() {
        Plan plan = web(Policy.ALWAYS).registry("web:1", RegistryImage.of(NEW)).plan();

        assertThat(verdicts(plan))
                .containsExactly(
                        "UPDATE image:web:1 [PULL_POLICY(always)] [digest: 0001 -> 0002]",
                        "RECREATE service:web [IMAGE_CHANGED] [image: web:1 0001 -> web:1 0002]");
        assertThat(plan).hasToString("""
                #1 PullImage image:web:1
                #2 CreateContainer service:web after #1 if #1
                #3 StopContainer service:web after #1 #2 if #1
                #4 RenameContainer service:web after #1 #3 if #1
                #5 RenameContainer service:web after #1 #2 #4 if #1
                #6 StartContainer service:web after #1 #5 if #1
                #7 Await ready service:web after #1 #6 if #1
                #8 RemoveContainer service:web after #1 #7 if #1
                #9 CreateVolume volume:homelab-history-lab-web-1-91eb2b70 after #1 #7 if #1""");
    }

    @Test
    void where_the_registry_does_not_tell_the_pull_decides() {
        Plan plan = web(Policy.ALWAYS)
                .registry("web:1", RegistryImage.unknown("its registry does not answer"))
                .plan();

        assertThat(verdicts(plan))
                .containsExactly(
                        "UPDATE image:web:1 [PULL_POLICY(always; its registry does not answer)] []",
                        "RECREATE service:web [IMAGE_MAY_CHANGE(web:1)] []");
        assertThat(plan.steps())
                .allMatch(step -> step.id() == 1 || step.onlyIf().equals(Set.of(1)));
    }

    @Test
    void what_a_build_gives_only_the_build_tells() {
        Plan plan = new Lab()
                .service(Lab.fetched("web", Policy.BUILD, true, List.of()))
                .prepared()
                .running("web", "1")
                .plan();

        assertThat(verdicts(plan))
                .containsExactly(
                        "UPDATE image:web:1 [PULL_POLICY(build)] []",
                        "RECREATE service:web [IMAGE_MAY_CHANGE(web:1)] []");
        assertThat(plan.toString())
                .startsWith("#1 BuildImage image:web:1\n#2 CreateContainer service:web after #1 if #1");
    }

    @Test
    void what_cannot_be_built_here_is_left_alone_where_the_engine_has_it() {
        Lab lab = new Lab()
                .service(Lab.unbuildable("web", "compose.yaml:3:12: no"))
                .prepared();

        assertThat(verdicts(lab.plan())).containsExactly("CREATE service:web [NOT_FOUND] []");
        assertThat(lab.running("web", "1").plan().isEmpty()).isTrue();
    }

    @Test
    void what_cannot_be_built_here_is_refused_with_its_place_where_a_build_is_needed() {
        Lab lab = new Lab().service(Lab.unbuildable("web", "compose.yaml:3:12: no"));
        String refusal = "REFUSE image:web:1 [CANNOT_BUILD(compose.yaml:3:12: no)] []";

        assertThat(verdicts(lab.plan())).contains(refusal);
        assertThat(verdicts(lab.prepared().running("web", "1").plan(DeployOptions.DEFAULT.withBuild(Build.ALWAYS))))
                .containsExactly(refusal);
    }

    @Test
    void a_stopped_container_is_made_anew_whatever_its_build_gives() {
        Plan plan = new Lab()
                .service(Lab.fetched("web", Policy.BUILD, true, List.of()))
                .prepared()
                .live("web", "web", "1", ContainerState.EXITED, ApiObject.EMPTY)
                .plan();

        assertThat(verdicts(plan)).contains("RECREATE service:web [IMAGE_MAY_CHANGE(web:1), CRASHED(exit code 1)] []");
        assertThat(plan.steps()).allMatch(step -> step.onlyIf().isEmpty());
    }

    @Test
    void who_shares_a_namespace_follows_only_if_the_image_changes() {
        DesiredDependency shared = new DesiredDependency("web", Set.of(Condition.STARTED), true, true, true);
        Plan plan = new Lab()
                .service(Lab.fetched("web", Policy.BUILD, true, List.of()))
                .service(Lab.service("guest", List.of(shared), Lab.spec("guest", "1")))
                .prepared()
                .running("web", "1")
                .running("guest", "1")
                .plan();

        assertThat(verdicts(plan)).contains("RECREATE service:guest [DEPENDENCY_RECREATED(web)] []");
        assertThat(plan.steps().stream().filter(step -> step.resource().equals(ResourceId.service("guest"))))
                .isNotEmpty()
                .allMatch(step -> step.onlyIf().equals(Set.of(1)));
    }

    @Test
    void nothing_is_stopped_before_every_image_is_there() {
        Plan plan = new Lab()
                .service("db", "2", Lab.environment("LEVEL=debug"))
                .service(Lab.service("web", List.of(), Lab.spec("web", "1")))
                .prepared()
                .running("db", "1")
                .withoutImage("web:1")
                .plan();

        assertThat(plan.toString()).contains("#2 PullImage image:web:1", "#3 StopContainer service:db after #1 #2");
    }

    @Test
    void what_is_asked_for_with_the_deploy_counts_before_the_services_own_policy() {
        DeployOptions missing = DeployOptions.DEFAULT.withPull(Optional.of(Pull.MISSING));
        DeployOptions always = DeployOptions.DEFAULT.withPull(Optional.of(Pull.ALWAYS));

        assertThat(asked(web(Policy.ALWAYS), missing)).isEmpty();
        assertThat(asked(web(Policy.MISSING), always)).containsExactly("web:1");
        assertThat(asked(web(Policy.MISSING), DeployOptions.DEFAULT)).isEmpty();
    }

    private static Set<String> asked(Lab lab, DeployOptions options) {
        return RegistryQuestions.of(lab.desired(), lab.observed(), options, NOON);
    }

    @Test
    void a_policy_by_the_clock_asks_once_the_image_is_old_enough() {
        Lab lab = web(Policy.every(Duration.ofDays(1))).tagged("web:1", NOON.minus(Duration.ofHours(20)));

        assertThat(RegistryQuestions.of(lab.desired(), lab.observed(), DeployOptions.DEFAULT, NOON))
                .isEmpty();
        Instant later = NOON.plus(Duration.ofHours(4));
        assertThat(RegistryQuestions.of(lab.desired(), lab.observed(), DeployOptions.DEFAULT, later))
                .containsExactly("web:1");
    }

    @Test
    void every_image_that_can_be_built_is_built_on_demand() {
        Plan plan = new Lab()
                .service(Lab.fetched("web", Policy.MISSING, true, List.of()))
                .service(Lab.fetched("db", Policy.MISSING, false, List.of()))
                .prepared()
                .running("web", "1")
                .running("db", "1")
                .plan(DeployOptions.DEFAULT.withBuild(Build.ALWAYS));

        assertThat(plan.changes().stream()
                        .filter(change -> change.verdict() == Verdict.UPDATE)
                        .map(Change::resource))
                .containsExactly(ResourceId.image("web:1"));
    }

    @Test
    void an_image_that_must_be_there_and_is_not_is_refused() {
        Plan plan = new Lab().service("db", "1").plan(DeployOptions.DEFAULT.withPull(Optional.of(Pull.NEVER)));

        assertThat(plan.isRefused()).isTrue();
    }
}
