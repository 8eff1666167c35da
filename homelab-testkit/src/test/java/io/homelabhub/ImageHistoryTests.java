package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.catalog.UnknownServiceException;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PlanRefusedException;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.deployment.RollbackRequest;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.look.ServiceImageRun;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.plan.Action;
import io.homelabhub.planning.Pull;
import io.homelabhub.planning.Recreate;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What services ran before, and the way back to it. */
class ImageHistoryTests extends Embedded {
    private HomelabRuntime lab = Homelab.builder().build();

    @BeforeEach
    void deploy() {
        lab = builder.build();
        lab.plan("all").apply();
    }

    private String imageOf(String container) {
        return engine.container(container).imageId();
    }

    private void update(String... names) {
        lab.plan(DeployRequest.of(List.of(names)).withPull(Pull.ALWAYS)).apply();
    }

    /** Publishes a new image and takes it. */
    private String updated(String service) {
        engine.registry().publishes(service + ":1");
        update(service);
        clock.advance(Duration.ofMinutes(10));
        return imageOf("lab-" + service + "-1");
    }

    private PreparedPlan rollback(int back, String... names) {
        return lab.services().plan(RollbackRequest.of(List.of(names)).withBack(back));
    }

    private List<ObservedVolume> records() {
        return engine.volumes().stream()
                .filter(volume -> volume.name().startsWith("homelab-history-"))
                .toList();
    }

    @Test
    void an_update_is_remembered_with_what_ran_before_and_when() {
        String first = imageOf("lab-web-1");
        String second = updated("web");

        List<ServiceImageRun> runs = lab.services().history("web").items();

        assertThat(runs).extracting(ServiceImageRun::id).containsExactly(second, first);
        assertThat(runs).extracting(ServiceImageRun::back).containsExactly(0, 1);
        assertThat(runs.get(1).digest()).isPresent();
        assertThat(runs.get(1).operation()).isEqualTo("deploy web");
        assertThat(runs.get(1).replaced()).isPresent();
        assertThat(Duration.between(runs.get(1).replaced().get(), clock.now()))
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        assertThat(records()).hasSize(1);
    }

    @Test
    void a_deploy_that_changes_no_image_is_not_remembered() {
        update("all");
        lab.plan(DeployRequest.of(List.of("all")).withRecreate(Recreate.ALWAYS)).apply();

        assertThat(records()).isEmpty();
        assertThat(rollback(1).plan().isEmpty()).isTrue();
        assertThat(rollback(1).run(new Cancellation()).ending()).isEqualTo(Ending.NOTHING_TO_DO);
    }

    @Test
    void a_rollback_lets_the_old_image_run_and_the_next_deploy_leaves_it_at_that() {
        String first = imageOf("lab-web-1");
        String database = engine.container("lab-db-1").id();
        updated("web");

        rollback(1).apply();

        assertThat(imageOf("lab-web-1")).isEqualTo(first);
        assertThat(engine.container("lab-db-1").id()).isEqualTo(database);
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
        assertThat(lab.plan(DeployRequest.of(List.of("web")).withPull(Pull.ALWAYS))
                        .plan()
                        .isEmpty())
                .isFalse();
    }

    @Test
    void a_rollback_of_a_rollback_goes_forward_again() {
        updated("web");
        String second = imageOf("lab-web-1");
        rollback(1, "web").apply();
        rollback(1, "web").apply();

        assertThat(imageOf("lab-web-1")).isEqualTo(second);
    }

    @Test
    void after_an_update_that_was_taken_back_there_is_nothing_to_go_back_to() {
        String first = imageOf("lab-web-1");
        engine.registry().publishes("web:1");
        engine.image("web:1").exitsAfter(Duration.ZERO, 1);
        PreparedPlan update = lab.plan(DeployRequest.of(List.of("web")).withPull(Pull.ALWAYS));
        assertThat(update.run(new Cancellation()).ending()).isEqualTo(Ending.ROLLED_BACK);

        assertThat(rollback(1).plan().isEmpty()).isTrue();
        assertThat(rollback(1, "web").plan().notices()).contains("web has had no other image that is remembered");
        assertThat(imageOf("lab-web-1")).isEqualTo(first);
        assertThat(records()).isEmpty();
    }

    @Test
    void a_rollback_that_fails_is_taken_back_itself() {
        updated("web");
        String running = engine.container("lab-web-1").id();
        engine.on(Calls.of(Verb.START_CONTAINER)).fails(Kind.REJECTED, Times.times(1));

        assertThat(rollback(1).run(new Cancellation()).ending()).isEqualTo(Ending.ROLLED_BACK);

        assertThat(engine.container("lab-web-1").id()).isEqualTo(running);
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
        assertThat(lab.services().history("web").items()).hasSize(2);
    }

    @Test
    void what_was_deployed_together_is_taken_back_together_and_names_choose() {
        String web = imageOf("lab-web-1");
        String db = imageOf("lab-db-1");
        engine.registry().publishes("web:1");
        engine.registry().publishes("db:1");
        update("all");
        updated("web");

        rollback(2).apply();
        assertThat(imageOf("lab-web-1")).isEqualTo(web);
        assertThat(imageOf("lab-db-1")).isEqualTo(db);

        assertThatThrownBy(() -> rollback(9).apply())
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("remembered");
        assertThatThrownBy(() -> rollback(1, "wbe")).isInstanceOf(UnknownServiceException.class);
    }

    @Test
    void an_image_that_is_gone_is_pulled_by_its_digest_and_refused_by_name_without_one() {
        String first = imageOf("lab-web-1");
        updated("web");
        engine.set(new Action.RemoveImage(first));

        rollback(1).apply();

        assertThat(imageOf("lab-web-1")).isEqualTo(first);
        assertThat(engine.actions())
                .anyMatch(action -> action instanceof Action.PullImage pull
                        && pull.reference().startsWith("web@sha256:"));
    }

    @Test
    void what_the_files_name_otherwise_by_now_is_refused_with_what_to_write() throws IOException {
        updated("web");
        lab = ComposeFolder.with(COMPOSE.replace("web:1", "web:2"), folder, engine, clock)
                .build();
        engine.has("web:2");
        lab.plan("web").apply();

        assertThatThrownBy(() -> rollback(1, "web").apply())
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("it ran web:1, and the files say web:2 now; put web:1 back there");
    }

    @Test
    void no_more_than_ten_images_of_a_service_are_remembered() {
        for (int i = 0; i < 13; i++) {
            updated("web");
        }

        assertThat(lab.services().history("web").items()).hasSize(11);
        assertThat(records()).hasSize(1);
    }

    @Test
    void an_undeploy_forgets_what_ran() {
        updated("web");
        lab.planRemoval(RemovalRequest.of(List.of("web"))).apply();

        assertThat(records()).isEmpty();
        assertThat(lab.services().history().items())
                .extracting(ServiceImageRun::service)
                .containsExactly("db");
    }
}
