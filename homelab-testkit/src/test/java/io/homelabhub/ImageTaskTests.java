package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.operation.ImageRequest;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.ImageTask;
import io.homelabhub.planning.ImageTaskOptions;
import io.homelabhub.planning.RemovedImages;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.ComposeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Images pulled, built, pushed and removed on their own. */
class ImageTaskTests extends Embedded {
    private static final List<String> ALL = List.of("all");

    private static final String BUILT = """
            name: lab
            services:
              own: {build: .}
              named: {build: ., image: "registry.lab/named:1"}
              web: {image: "web:1"}
            """;

    private HomelabRuntime lab(String compose) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        builder = ComposeFolder.with(compose, folder, engine, clock);
        return builder.build();
    }

    private static List<String> verdicts(Plan plan) {
        return plan.changes().stream()
                .map(change -> change.resource().name() + " " + change.verdict())
                .toList();
    }

    private static Plan plan(HomelabRuntime lab, ImageTask task) {
        return lab.services().plan(ImageRequest.of(task, ALL)).plan();
    }

    @Test
    void a_pull_fetches_what_the_registry_has_and_the_engine_has_not_and_touches_no_container() {
        HomelabRuntime lab = builder.build();
        lab.plan(ALL.get(0)).apply();
        engine.registry().publishes("db:1");
        String running = engine.container("lab-db-1").id();

        Plan plan = plan(lab, ImageTask.PULL);
        lab.services().plan(ImageRequest.of(ImageTask.PULL, ALL)).apply();

        assertThat(verdicts(plan)).containsExactlyInAnyOrder("db:1 UPDATE", "web:1 KEEP");
        assertThat(engine.container("lab-db-1").id()).isEqualTo(running);
        assertThat(plan(lab, ImageTask.PULL).isEmpty()).isTrue();
        assertThat(lab.plan("db").plan().changes())
                .anySatisfy(change -> assertThat(change.verdict()).isEqualTo(Verdict.RECREATE));
    }

    @Test
    void a_pull_of_what_is_missing_leaves_what_is_there() {
        HomelabRuntime lab = builder.build();
        engine.registry().publishes("db:1");
        ImageTaskOptions missing = new ImageTaskOptions(ImageTask.PULL, true, false, false, false, Map.of(), false);

        Plan plan = lab.services()
                .plan(ImageRequest.of(ImageTask.PULL, ALL).withOptions(missing))
                .plan();

        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void a_pull_of_one_service_takes_what_it_needs_only_when_asked() {
        HomelabRuntime lab = builder.build();
        ImageRequest web = ImageRequest.of(ImageTask.PULL, List.of("web"));

        assertThat(verdicts(lab.services().plan(web).plan())).containsExactly("web:1 KEEP");
        assertThat(verdicts(lab.services().plan(web.withDependencies(true)).plan()))
                .containsExactlyInAnyOrder("db:1 KEEP", "web:1 KEEP");
    }

    @Test
    void a_pull_says_what_is_built_instead_and_a_registry_that_is_away_fails_it() throws IOException {
        HomelabRuntime lab = lab(BUILT);
        engine.registry().lacks("registry.lab/named:1");

        Plan plan = plan(lab, ImageTask.PULL);

        assertThat(plan.notices())
                .contains("own is left out: its image is built here")
                .anySatisfy(notice ->
                        assertThat(notice).startsWith("registry.lab/named:1 cannot be pulled and is built instead: "));
        engine.registry().publishes("web:1");
        engine.registry().isAway();
        assertThat(lab.services()
                        .plan(ImageRequest.of(ImageTask.PULL, List.of("web")))
                        .run(new Cancellation())
                        .ending())
                .isNotEqualTo(Ending.APPLIED);
    }

    @Test
    void a_build_builds_what_can_be_built_and_pushes_what_has_a_name() throws IOException {
        HomelabRuntime lab = lab(BUILT);
        ImageTaskOptions pushing =
                new ImageTaskOptions(ImageTask.BUILD, false, false, true, true, Map.of("A", "b"), true);

        assertThat(lab.services()
                        .plan(ImageRequest.of(ImageTask.BUILD, ALL).withOptions(pushing))
                        .apply()
                        .ending())
                .isEqualTo(Ending.APPLIED);

        assertThat(engine.registry().pushed()).singleElement().asString().endsWith("registry.lab/named:1");
        assertThat(plan(lab, ImageTask.BUILD).notices())
                .contains("web is left out: nothing says how its image is built");
    }

    @Test
    void a_push_refuses_what_is_not_there_and_leaves_out_what_is_not_ours() throws IOException {
        HomelabRuntime lab = lab(BUILT);

        Plan plan = plan(lab, ImageTask.PUSH);

        assertThat(plan.isRefused()).isTrue();
        assertThat(plan.notices())
                .contains(
                        "own is left out: its image has no name of its own",
                        "web is left out: its image is not built here");
        lab.services().plan(ImageRequest.of(ImageTask.BUILD, ALL)).apply();
        assertThat(lab.services()
                        .plan(ImageRequest.of(ImageTask.PUSH, ALL))
                        .apply()
                        .ending())
                .isEqualTo(Ending.APPLIED);
    }

    @Test
    void build_arguments_are_never_printed() {
        assertThat(new ImageTaskOptions(ImageTask.BUILD, false, false, false, false, Map.of("TOKEN", "s3cret"), false))
                .hasToString("ImageTaskOptions[build, arguments [TOKEN]]");
    }

    @Test
    void an_undeploy_takes_the_images_that_were_built_here_or_all_but_none_that_another_uses() throws IOException {
        HomelabRuntime lab = lab(BUILT);
        lab.plan("all").apply();
        RemovalRequest all = RemovalRequest.of(ALL);

        assertThat(images(lab.planRemoval(all).plan())).isEmpty();
        assertThat(images(lab.planRemoval(all.withImages(RemovedImages.LOCAL)).plan()))
                .containsExactly("lab-own REMOVE");
        assertThat(images(lab.planRemoval(all.withImages(RemovedImages.ALL)).plan()))
                .containsExactlyInAnyOrder("lab-own REMOVE", "registry.lab/named:1 REMOVE", "web:1 REMOVE");
        engine.given("stranger").image("web:1").running();
        Plan beside = lab.planRemoval(all.withImages(RemovedImages.ALL)).plan();
        assertThat(images(beside)).contains("web:1 KEEP");
        assertThat(beside.changes())
                .filteredOn(change -> change.resource().equals(ResourceId.image("web:1")))
                .singleElement()
                .satisfies(change ->
                        assertThat(change.causes()).containsExactly(Cause.of(Cause.Kind.NEEDED_BY, "stranger")));

        assertThat(lab.planRemoval(all.withImages(RemovedImages.ALL)).apply().ending())
                .isEqualTo(Ending.APPLIED);
        assertThat(lab.planRemoval(all.withImages(RemovedImages.ALL)).plan().isEmpty())
                .isTrue();
    }

    @Test
    void what_a_service_needs_is_built_first_as_its_own_image_may_be_built_on_it() throws IOException {
        HomelabRuntime lab = lab("""
                name: lab
                services:
                  app: {build: {dockerfile_inline: "FROM lab-zero"}, depends_on: [between]}
                  between: {image: "web:1", depends_on: [zero]}
                  zero: {build: {dockerfile_inline: "FROM scratch"}}
                """);

        assertThat(plan(lab, ImageTask.BUILD)).hasToString("""
                #1 BuildImage image:lab-zero
                #2 BuildImage image:lab-app after #1""");
        assertThat(lab.plan("all").plan().toString())
                .containsPattern("BuildImage image:lab-zero\n")
                .containsPattern("BuildImage image:lab-app after #2\n");
    }

    @Test
    void an_undeploy_also_takes_images_that_were_built_or_pulled_and_never_deployed() throws IOException {
        HomelabRuntime lab = lab(BUILT);
        lab.services().plan(ImageRequest.of(ImageTask.BUILD, ALL)).apply();
        engine.has("web:1");
        RemovalRequest all = RemovalRequest.of(ALL);

        assertThat(images(lab.planRemoval(all).plan())).isEmpty();
        assertThat(images(lab.planRemoval(all.withImages(RemovedImages.LOCAL)).plan()))
                .containsExactly("lab-own REMOVE");
        assertThat(images(lab.planRemoval(RemovalRequest.of(List.of("web")).withImages(RemovedImages.ALL))
                        .plan()))
                .containsExactly("web:1 REMOVE");
        assertThat(lab.planRemoval(all.withImages(RemovedImages.ALL)).apply().ending())
                .isEqualTo(Ending.APPLIED);
        assertThat(lab.planRemoval(all.withImages(RemovedImages.ALL)).plan().isEmpty())
                .isTrue();
    }

    private static List<String> images(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.resource().kind() == ResourceId.Kind.IMAGE)
                .map(change -> change.resource().name() + " " + change.verdict())
                .toList();
    }
}
