package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.planning.Build;
import io.homelabhub.planning.Pull;
import io.homelabhub.testkit.engine.FakeEngine;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@HomelabTest(compose = "src/test/resources/lab/pulled-or-built.yml")
class PulledOrBuiltTests {
    private static DeployRequest request(String name) {
        return DeployRequest.of(List.of(name));
    }

    private static void deploy(HomelabRuntime lab, String... names) {
        assertThat(lab.plan(names)).applies();
    }

    private static List<Class<?>> fetches(FakeEngine engine) {
        return engine.actions().stream()
                .<Class<?>>map(Object::getClass)
                .filter(Set.of(Action.PullImage.class, Action.BuildImage.class)::contains)
                .toList();
    }

    @Test
    void an_image_that_a_file_names_and_builds_is_pulled_where_its_registry_has_it(
            HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "bot");

        assertThat(fetches(engine)).containsExactly(Action.PullImage.class);
        assertThat(lab.plan("bot").plan()).isEmpty();
    }

    @Test
    void what_its_registry_does_not_have_is_built(HomelabRuntime lab, FakeEngine engine) {
        engine.registry().lacks("registry.lab/bot:1");

        assertThat(lab.plan("bot").plan()).creates("image:registry.lab/bot:1").because(Cause.Kind.CANNOT_PULL);
        deploy(lab, "bot");
        assertThat(fetches(engine)).containsExactly(Action.BuildImage.class);
        assertThat(lab.plan("bot").plan()).isEmpty();
    }

    @Test
    void an_image_that_is_there_is_used_whoever_made_it(HomelabRuntime lab, FakeEngine engine) {
        engine.has("registry.lab/bot:1");
        deploy(lab, "bot");

        assertThat(fetches(engine)).isEmpty();
    }

    @Test
    void what_may_not_be_pulled_is_built_and_no_registry_is_asked(HomelabRuntime lab, FakeEngine engine) {
        assertThat(lab.plan(request("bot").withPull(Pull.NEVER))).applies();
        assertThat(lab.plan(request("bot").withBuild(Build.ALWAYS))).applies();

        assertThat(fetches(engine)).containsExactly(Action.BuildImage.class, Action.BuildImage.class);
    }

    @Test
    void an_image_with_a_name_needs_no_folder_to_build_it_from(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "own");
        assertThat(lab.plan(request("own").withBuild(Build.ALWAYS)).plan()).isEmpty();

        assertThat(fetches(engine)).containsExactly(Action.PullImage.class);
    }

    @Test
    void an_image_that_can_be_neither_pulled_nor_built_is_refused_for_both_reasons(
            HomelabRuntime lab, FakeEngine engine) {
        engine.registry().deniesAccessTo("registry.lab/own:1");

        assertThat(lab.plan("own").plan())
                .refuses("image:registry.lab/own:1")
                .because(Cause.Kind.CANNOT_PULL)
                .because(Cause.Kind.CANNOT_BUILD);
    }

    @Test
    void an_image_without_a_name_is_built_and_never_looked_for(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "nameless");

        assertThat(fetches(engine)).containsExactly(Action.BuildImage.class);
    }

    @Test
    void a_policy_of_always_follows_the_registry_though_the_image_can_be_built(HomelabRuntime lab, FakeEngine engine) {
        deploy(lab, "newest");
        engine.registry().publishes("registry.lab/newest:1");
        deploy(lab, "newest");
        assertThat(fetches(engine)).containsExactly(Action.PullImage.class, Action.PullImage.class);

        engine.registry().isAway();
        assertThat(lab.plan("newest").plan()).isEmpty();
    }
}
