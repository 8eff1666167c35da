package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.deployment.RollbackRequest;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.look.ImageUpdate;
import io.homelabhub.look.RegistryMemory;
import io.homelabhub.look.ServiceImageRun;
import io.homelabhub.operation.PruneRequest;
import io.homelabhub.plan.Action;
import io.homelabhub.planning.Build;
import io.homelabhub.planning.Pull;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.Ending;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Updates of images, what is remembered of them, and the way back. */
@Tag("long")
class ImageHistoryIT {
    private static final List<String> WEB = List.of("web");

    @RegisterExtension
    final LiveProject project = new LiveProject();

    private String repository = "";

    @BeforeEach
    void deploy() {
        String registry =
                RealEngine.registry().filter(host -> !host.equals("none")).orElse("");
        Assumptions.assumeFalse(registry.isEmpty(), "needs a registry to push to");
        repository = registry + "/" + project.lab().project() + "/web";
        publish("1.0", "ENV VERSION=1 TOKEN=there");
        project.compose("""
                services:
                  web:
                    image: %s:1.0
                    command: ["sh", "-c", 'trap "exit 0" TERM; sleep 600 & wait']
                    healthcheck:
                      test: '[ -n "$$TOKEN" ] || { echo no token; exit 1; }'
                      interval: 1s
                      retries: 2
                """.formatted(repository));
        project.deploy();
    }

    private void publish(String tag, String what) {
        project.image(repository + ":" + tag, "FROM " + RealEngine.IMAGE + "\n" + what + "\n");
        project.push(repository + ":" + tag);
    }

    /** The registry gets another image under the name that runs, and the engine keeps the one it has. */
    private void publishAnother(String what) {
        String before = project.container("web").imageId();
        project.tag(before, repository + ":kept"); // a store of manifests keeps nothing without a name
        publish("1.0", what);
        project.tag(before, repository + ":1.0");
    }

    private PreparedPlan update() {
        return project.runtime().plan(DeployRequest.of(WEB).withPull(Pull.ALWAYS));
    }

    private PreparedPlan rollback() {
        return project.runtime().services().plan(RollbackRequest.of(List.of()));
    }

    private String runningVersion() {
        return project.output("web", "sh", "-c", "echo $VERSION");
    }

    private List<String> records() {
        return project.lab().engine().observe(ObserveRequest.listing("")).volumes().stream()
                .map(volume -> volume.name())
                .filter(name ->
                        name.startsWith("homelab-history-" + project.lab().project() + "-"))
                .toList();
    }

    @Test
    void a_broken_update_leaves_nothing_to_go_back_to() {
        String before = project.container("web").id();
        publishAnother("ENV VERSION=2");

        assertThat(update().run(new Cancellation()).ending()).isEqualTo(Ending.ROLLED_BACK);

        assertThat(project.container("web").id()).isEqualTo(before);
        assertThat(rollback().run(new Cancellation()).ending()).isEqualTo(Ending.NOTHING_TO_DO);
        assertThat(records()).isEmpty();
    }

    @Test
    void a_good_update_is_remembered_and_taken_back_by_name() {
        String old = project.container("web").imageId();
        publishAnother("ENV VERSION=2 TOKEN=there");
        update().apply();
        assertThat(runningVersion()).isEqualTo("2");

        List<ServiceImageRun> runs = project.runtime().services().history().items();
        assertThat(runs).extracting(ServiceImageRun::back).containsExactly(0, 1);
        assertThat(runs.get(1).id()).isEqualTo(old);
        assertThat(runs.get(1).digest()).isPresent();
        assertThat(runs.get(1).replaced()).isPresent();
        assertThat(records()).hasSize(1);

        rollback().apply();
        assertThat(runningVersion()).isEqualTo("1");
        assertThat(project.container("web").imageId()).isEqualTo(old);
        assertThat(project.runtime().plan("all").plan().isEmpty()).isTrue();
        assertThat(records()).hasSize(1);

        project.runtime().planRemoval(RemovalRequest.of(WEB)).apply();
        assertThat(records()).isEmpty();
    }

    @Test
    void an_image_that_is_gone_is_pulled_by_its_digest() {
        String old = project.container("web").imageId();
        publishAnother("ENV VERSION=2 TOKEN=there");
        update().apply();
        project.byHand(new Action.RemoveImage(repository + ":kept"));
        project.byHand(new Action.RemoveImage(old));

        rollback().apply();

        assertThat(runningVersion()).isEqualTo("1");
    }

    @Test
    void registries_tell_what_is_newer() {
        publishAnother("ENV VERSION=2 TOKEN=there");
        for (String tag : List.of("1.1", "2.0", "2.1-alpine", "latest")) {
            publish(tag, "ENV VERSION=" + tag);
        }

        List<ImageUpdate> updates =
                project.runtime().services().outdated(RegistryMemory.NONE).items();

        assertThat(updates).singleElement().satisfies(update -> {
            assertThat(update.problem()).isEmpty();
            assertThat(update.isReplaced()).isTrue();
            assertThat(update.sameLine()).contains("1.1");
            assertThat(update.newest()).contains("2.0");
        });
    }

    @Test
    void an_image_of_a_build_that_has_lost_its_name_is_pruned() {
        project.write("Dockerfile", "FROM " + RealEngine.IMAGE + "\nENV VERSION=1\n");
        project.compose("""
                services:
                  web:
                    build: .
                    command: ["sh", "-c", 'trap "exit 0" TERM; sleep 600 & wait']
                """);
        project.deploy();
        String first = project.container("web").imageId();
        project.write("Dockerfile", "FROM " + RealEngine.IMAGE + "\nENV VERSION=2\n");
        project.runtime().plan(DeployRequest.of(WEB).withBuild(Build.ALWAYS)).apply();

        Assumptions.assumeTrue(
                project.lab().engine().unnamedImages(project.lab().project()).contains(first),
                "this engine keeps no image of a build without a name");
        assertThat(project.runtime()
                        .services()
                        .plan(PruneRequest.DEFAULT)
                        .plan()
                        .isEmpty())
                .as("a rollback can come back to it")
                .isTrue();
        rollback().apply();
        assertThat(project.container("web").imageId()).isEqualTo(first);
    }
}
