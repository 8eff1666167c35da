package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.deployment.SavedPlan;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.planning.Pull;
import io.homelabhub.planning.Recreate;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.engine.FakeEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@HomelabTest(compose = "src/test/resources/lab/fetching.yml")
class FetchingImagesTests {
    private static final String WEB = "registry.lab/web:1";

    private static DeployRequest request(String name) {
        return DeployRequest.of(List.of(name));
    }

    private static void deploy(HomelabRuntime lab, String... names) {
        assertThat(lab.plan(names)).applies();
    }

    private static String idOf(FakeEngine engine, String container) {
        return engine.container(container).id();
    }

    @Test
    void straight_after_a_deploy_a_policy_of_always_has_nothing_to_pull(HomelabRuntime lab) {
        deploy(lab, "web");

        assertThat(lab.plan("web").plan()).isEmpty();
    }

    @Test
    void a_new_image_under_the_same_name_is_planned_without_being_pulled(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "web");
        engine.registry().publishes(WEB);
        int before = engine.actions().size();

        assertThat(lab.plan("web").plan())
                .updates("image:" + WEB)
                .because(Cause.Kind.PULL_POLICY)
                .differsIn("digest")
                .and()
                .recreates("web")
                .because(Cause.Kind.IMAGE_CHANGED);
        assertThat(engine.actions()).hasSize(before);
    }

    @Test
    void a_new_image_under_the_same_name_runs_after_one_deploy(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "web");
        String old = engine.container("web").imageId();
        engine.registry().publishes(WEB);
        deploy(lab, "web");

        assertThat(engine.container("web").imageId()).isNotEqualTo(old);
        assertThat(engine).hasContainers("web");
        assertThat(lab.plan("web").plan()).isEmpty();
    }

    @Test
    void a_name_stands_for_the_old_image_again_when_a_deploy_with_a_new_one_is_taken_back(
            HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "web");
        String container = idOf(engine, "web");
        engine.registry().publishes(WEB);
        engine.image(WEB).exitsAfter(Duration.ZERO, 1);

        assertThat(lab.plan("web").run(new Cancellation()).ending()).isEqualTo(Ending.ROLLED_BACK);

        assertThat(idOf(engine, "web")).isEqualTo(container);
        assertThat(lab.plan(request("web").withPull(Pull.MISSING)).plan()).isEmpty();
    }

    @Test
    void a_service_that_was_undeployed_comes_back_with_the_new_image(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "web");
        String old = engine.container("web").imageId();
        lab.planRemoval(RemovalRequest.of(List.of("web"))).apply();
        engine.registry().publishes(WEB);
        deploy(lab, "web");

        assertThat(engine.container("web").imageId()).isNotEqualTo(old);
        assertThat(lab.plan("web").plan()).isEmpty();
    }

    @Test
    void a_new_image_under_the_same_name_can_do_otherwise_than_the_one_before(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "web");
        String before = idOf(engine, "web");
        engine.registry().publishes(WEB);
        engine.image(WEB).exitsAfter(Duration.ofMillis(100), 1);

        assertThat(lab.plan("web")).applyFails().rolledBack().failedOnly("web");
        assertThat(engine).runs("web");
        assertThat(idOf(engine, "web")).isEqualTo(before);
    }

    @Test
    void a_registry_that_does_not_answer_stands_in_nobodys_way_whose_image_is_there(
            HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "all");
        engine.registry().isAway();

        assertThat(lab.plan("other").plan()).isEmpty();
        assertThat(lab.plan(request("web").withPull(Pull.MISSING)).plan()).isEmpty();
        assertThat(lab.plan("web")).applyFails().rolledBack().failedOnly("image:" + WEB);
        assertThat(engine).runs("web", "other", "app", "worker");

        engine.registry().isBack();
        assertThat(lab.plan("web").plan()).isEmpty();
    }

    @Test
    void a_container_stays_if_a_registry_that_did_not_tell_has_nothing_new(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "web");
        String before = idOf(engine, "web");
        engine.registry().tellsNothing();
        deploy(lab, "web");

        assertThat(idOf(engine, "web")).isEqualTo(before);
        assertThat(engine.actions().stream().filter(Action.PullImage.class::isInstance))
                .hasSize(2);
    }

    @Test
    void a_registry_that_did_not_tell_can_have_a_new_image_all_the_same(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "web");
        String before = idOf(engine, "web");
        engine.registry().tellsNothing().publishes(WEB);
        deploy(lab, "web");

        assertThat(idOf(engine, "web")).isNotEqualTo(before);
    }

    @Test
    void a_pull_that_fails_stops_nothing(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "all");
        List<String> before = List.of(idOf(engine, "web"), idOf(engine, "other"));
        engine.registry().lacks(WEB);

        PreparedPlan plan = lab.plan(request("all").withRecreate(Recreate.ALWAYS));
        assertThat(plan)
                .applyFails()
                .rolledBack()
                .failedOnly("image:" + WEB)
                .tells("manifest unknown")
                .tells("pull only what is missing");
        assertThat(List.of(idOf(engine, "web"), idOf(engine, "other"))).isEqualTo(before);
        assertThat(engine.actions().stream().filter(Action.StopContainer.class::isInstance))
                .isEmpty();
    }

    @Test
    void a_build_that_gives_the_same_image_leaves_its_containers_alone(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "worker");
        List<String> before = List.of(idOf(engine, "app"), idOf(engine, "worker"));
        deploy(lab, "worker");

        assertThat(List.of(idOf(engine, "app"), idOf(engine, "worker"))).isEqualTo(before);
    }

    @Test
    void a_build_that_gives_another_image_replaces_all_containers_that_use_it(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "worker");
        List<String> before = List.of(idOf(engine, "app"), idOf(engine, "worker"));
        engine.edited("app:dev");
        deploy(lab, "worker");

        assertThat(List.of(idOf(engine, "app"), idOf(engine, "worker"))).doesNotContainAnyElementsOf(before);
        assertThat(engine.container("worker").imageId())
                .isEqualTo(engine.container("app").imageId());
        assertThat(engine).hasContainers("app", "worker");
    }

    @Test
    void the_request_overrules_the_services(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "all");
        engine.registry().publishes(WEB).publishes("registry.lab/other:1");

        assertThat(lab.plan(request("web").withPull(Pull.MISSING)).plan()).isEmpty();
        assertThat(lab.plan(request("other")).plan()).isEmpty();
        assertThat(lab.plan(request("other").withPull(Pull.ALWAYS)).plan()).recreates("other");
    }

    @Test
    void a_saved_plan_remembers_how_images_are_fetched(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "other");
        engine.registry().publishes("registry.lab/other:1");
        DeployRequest request = request("other").withPull(Pull.ALWAYS);
        SavedPlan saved = SavedPlan.of(request, lab.plan(request).plan());
        SavedPlan read = SavedPlan.fromJson(saved.toJson(), Path.of("plan.json"));

        assertThat(lab.plan(read).plan()).recreates("other");
    }
}
