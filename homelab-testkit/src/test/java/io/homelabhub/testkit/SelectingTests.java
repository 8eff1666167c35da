package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;
import static io.homelabhub.testkit.engine.Calls.start;
import static io.homelabhub.testkit.engine.Times.times;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.deployment.UnknownVolumeException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.planning.Recreate;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.engine.FakeEngine;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a deploy or an undeploy is about. */
@HomelabTest(compose = "src/test/resources/lab/selecting.yml")
class SelectingTests {
    private static DeployRequest deploy(String... names) {
        return DeployRequest.of(List.of(names));
    }

    private static RemovalRequest undeploy(String... names) {
        return RemovalRequest.of(List.of(names));
    }

    @Test
    void dependants_come_along_as_far_as_they_are_deployed(HomelabRuntime lab) {
        assertThat(lab.plan("bot")).applies();

        assertThat(lab.plan(deploy("db").withDependents(true).withRecreate(Recreate.ALWAYS))
                        .plan())
                .recreates("db")
                .and()
                .recreates("bot")
                .and()
                .doesNotConcern("web");
    }

    @Test
    void without_what_they_need_services_come_alone(HomelabRuntime lab) {
        assertThat(lab.plan(deploy("bot").withDependencies(false)).plan())
                .creates("bot")
                .and()
                .doesNotConcern("db");
    }

    @Test
    void what_nothing_else_that_is_deployed_needs_goes_too(HomelabRuntime lab, FakeEngine engine) {
        assertThat(lab.plan("bot")).applies();

        assertThat(lab.planRemoval(undeploy("bot").withPruneDependencies(true))).applies();
        assertThat(engine).runsNothing();
    }

    @Test
    void what_something_else_that_is_deployed_needs_stays(HomelabRuntime lab, FakeEngine engine) {
        assertThat(lab.plan("bot", "web")).applies();

        assertThat(lab.planRemoval(undeploy("bot").withPruneDependencies(true))).applies();
        assertThat(engine).runs("db", "web");
    }

    @Test
    void a_volume_can_be_named_as_in_the_file_or_as_on_the_engine(HomelabRuntime lab, FakeEngine engine) {
        assertThat(lab.plan("db")).applies();
        assertThat(lab.planRemoval(undeploy("db").withVolumes(Set.of("data"))).plan())
                .removes("volume:selecting_data");
        assertThat(lab.planRemoval(undeploy("db").withVolumes(Set.of("selecting_data"))))
                .applies();
        assertThat(engine.volumes()).isEmpty();
    }

    @Test
    void a_volume_that_nobody_knows_is_refused_with_the_one_that_may_be_meant(HomelabRuntime lab) {
        assertThat(lab.plan("db")).applies();
        RemovalRequest request = undeploy("db").withVolumes(Set.of("selecting_dta"));

        assertThatThrownBy(() -> lab.planRemoval(request))
                .isInstanceOf(UnknownVolumeException.class)
                .hasMessage("there is no volume `selecting_dta` in this project. Did you mean `selecting_data`?");
    }

    @Test
    void others_do_without_an_optional_service(HomelabRuntime lab, FakeEngine engine) {
        engine.on(start("extra")).fails(Kind.CONFLICT, times(1));

        assertThat(lab.plan("all")).applyFails().endedAs(Ending.APPLIED_IN_PART).failedOnly("extra");
        assertThat(engine).runs("app", "bot", "db", "web");
    }

    @Test
    void a_service_that_was_asked_for_by_name_is_not_optional(HomelabRuntime lab, FakeEngine engine) {
        engine.on(start("extra")).fails(Kind.CONFLICT, times(1));

        assertThat(lab.plan("app", "extra")).applyFails().rolledBack().failedOnly("extra");
        assertThat(engine).runsNothing();
    }

    @Test
    void an_image_that_only_an_optional_service_uses_is_optional_too(HomelabRuntime lab, FakeEngine engine) {
        engine.registry().lacks("extra:1");

        assertThat(lab.plan("all")).applyFails().endedAs(Ending.APPLIED_IN_PART).failedOnly("image:extra:1");
        assertThat(engine).runs("app", "bot", "db", "web");
    }
}
