package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.operation.ImageRequest;
import io.homelabhub.operation.LifecycleRequest;
import io.homelabhub.operation.PruneRequest;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Plan;
import io.homelabhub.planning.Build;
import io.homelabhub.planning.ImageTask;
import io.homelabhub.testkit.ComposeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a project has left behind. */
class PruneTests extends Embedded {
    private static final String MORE = """
            name: lab
            services:
              db: {image: "db:1", volumes: ["data:/data"]}
              own: {build: ., networks: [back]}
            networks:
              back:
            volumes:
              data:
            """;

    private static final String LESS = """
            name: lab
            services:
              db: {image: "db:1"}
            """;

    private HomelabRuntime lab(String compose) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        return ComposeFolder.with(compose, folder, engine, clock).build();
    }

    private static List<String> changes(Plan plan) {
        return plan.changes().stream()
                .map(change -> change.resource() + " " + change.verdict())
                .toList();
    }

    private static Plan prune(HomelabRuntime lab) {
        return lab.services().plan(PruneRequest.DEFAULT).plan();
    }

    @Test
    void what_is_described_or_runs_stays() throws IOException {
        HomelabRuntime more = lab(MORE);
        more.plan("all").apply();
        more.services().plan(LifecycleRequest.stop(List.of("db"))).apply();
        assertThat(prune(more).isEmpty()).isTrue();

        HomelabRuntime less = lab(LESS);
        Plan plan = prune(less);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.notices())
                .anyMatch(notice -> notice.contains("lab-own-1") && notice.contains("deploy --remove-orphans"));
    }

    @Test
    void ended_orphans_and_networks_go_and_volumes_by_name_alone() throws IOException {
        HomelabRuntime more = lab(MORE);
        more.plan("all").apply();
        more.services().plan(LifecycleRequest.stop(List.of("own"))).apply();
        HomelabRuntime less = lab(LESS);
        less.plan("db").apply();

        assertThat(changes(prune(less))).containsExactly("network:lab_back REMOVE", "container:lab-own-1 REMOVE");
        assertThat(prune(less).notices()).anyMatch(notice -> notice.contains("volume lab_data stays"));
        assertThat(prune(less).steps())
                .filteredOn(step -> step.work() instanceof Action.RemoveContainer)
                .extracting(step -> ((Action.RemoveContainer) step.work()).anonymousVolumes())
                .containsExactly(false);
        less.services()
                .plan(PruneRequest.DEFAULT.withVolumes(Set.of("lab_data")))
                .apply();

        assertThat(engine.containers()).hasSize(1);
        assertThat(engine.networks()).noneMatch(network -> network.name().equals("lab_back"));
        assertThat(engine.volumes()).isEmpty();
        assertThat(prune(less).isEmpty()).isTrue();
    }

    @Test
    void an_image_that_a_build_has_left_goes_unless_a_rollback_can_come_back_to_it() throws IOException {
        HomelabRuntime lab = lab(MORE);
        lab.plan("own").apply();
        String first = engine.container("lab-own-1").imageId();
        engine.edited("lab-own");
        lab.plan(DeployRequest.of(List.of("own")).withBuild(Build.ALWAYS)).apply();
        assertThat(engine.container("lab-own-1").imageId()).isNotEqualTo(first);

        assertThat(prune(lab).isEmpty()).isTrue();

        engine.edited("lab-own");
        lab.services().plan(ImageRequest.of(ImageTask.BUILD, List.of("own"))).apply();
        engine.edited("lab-own");
        lab.services().plan(ImageRequest.of(ImageTask.BUILD, List.of("own"))).apply();
        assertThat(changes(prune(lab))).hasSize(1).allMatch(change -> change.startsWith("image:sha256:"));
        lab.services().plan(PruneRequest.DEFAULT).apply();
        assertThat(prune(lab).isEmpty()).isTrue();
    }
}
