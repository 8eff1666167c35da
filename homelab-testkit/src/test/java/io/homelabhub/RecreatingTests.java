package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.SavedPlan;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.Build;
import io.homelabhub.planning.Recreate;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.ComposeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a deploy makes anew, what it keeps, and what it only creates. */
class RecreatingTests extends Embedded {
    private static final DeployRequest ALL = DeployRequest.of(List.of("all"));
    private static final DeployRequest WEB = DeployRequest.of(List.of("web"));

    private static final String DATA = """
            name: lab
            services:
              db: {image: "db:1", volumes: [/data], environment: {A: "1"}}
            """;

    private HomelabRuntime lab(String compose) throws IOException {
        builder = ComposeFolder.with(compose, folder, engine, clock);
        return builder.build();
    }

    private HomelabRuntime deployed() {
        HomelabRuntime lab = builder.build();
        lab.plan(ALL).apply();
        return lab;
    }

    private HomelabRuntime changed() throws IOException {
        deployed();
        return lab(COMPOSE.replace("image: db:1", "image: db:1\n    environment: {A: \"2\"}"));
    }

    private static List<String> verdicts(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.resource().kind() == ResourceId.Kind.SERVICE)
                .map(change -> change.resource().name() + " " + change.verdict())
                .toList();
    }

    @Test
    void only_what_is_asked_for_is_made_anew_though_nothing_has_changed() {
        HomelabRuntime lab = deployed();

        assertThat(verdicts(lab.plan(WEB.withRecreate(Recreate.ALWAYS)).plan()))
                .containsExactly("db KEEP", "web RECREATE");
        assertThat(verdicts(lab.plan(WEB.withRecreate(Recreate.ALWAYS).withRecreateDependencies(true))
                        .plan()))
                .containsExactly("db RECREATE", "web RECREATE");
        assertThat(verdicts(lab.plan(WEB.withRecreateDependencies(true)).plan()))
                .containsExactly("db RECREATE", "web KEEP");
    }

    @Test
    void what_differs_is_kept_where_nothing_is_to_be_made_anew_and_the_plan_says_so() throws IOException {
        HomelabRuntime lab = changed();
        String before = engine.container("lab-db-1").id();

        PreparedPlan prepared = lab.plan(ALL.withRecreate(Recreate.NEVER));

        assertThat(prepared.plan().isEmpty()).isTrue();
        assertThat(prepared.plan().notices()).contains("db is kept as it was made; its files say something else");
        assertThat(prepared.plan().changes())
                .filteredOn(change -> change.resource().equals(ResourceId.service("db")))
                .singleElement()
                .satisfies(change -> assertThat(change.causes()).containsExactly(Cause.of(Cause.Kind.KEPT)));
        assertThat(prepared.apply().ending()).isEqualTo(Ending.NOTHING_TO_DO);
        assertThat(engine.container("lab-db-1").id()).isEqualTo(before);
    }

    @Test
    void what_is_down_and_differs_is_started_as_it_was_where_nothing_is_to_be_made_anew() throws IOException {
        HomelabRuntime lab = changed();
        String before = engine.container("lab-db-1").id();
        engine.perform(new Action.StopContainer(before, Optional.empty()), ActionProgress.NONE);

        lab.plan(ALL.withRecreate(Recreate.NEVER)).apply();

        assertThat(engine.container("lab-db-1").id()).isEqualTo(before);
        assertThat(engine.running()).containsExactlyInAnyOrder("lab-db-1", "lab-web-1");
    }

    @Test
    void nothing_can_be_made_anew_and_kept_at_once() {
        assertThatThrownBy(() -> ALL.withRecreateDependencies(true).withRecreate(Recreate.NEVER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ALL.withStopTimeout(Duration.ofMillis(1500))).hasMessageContaining("whole seconds");
    }

    @Test
    void an_anonymous_volume_goes_on_to_the_next_container_unless_a_new_one_is_asked_for() throws IOException {
        HomelabRuntime lab = lab(DATA);
        lab.plan(ALL).apply();
        String volume = volumeOf("lab-db-1");

        lab.plan(ALL.withRecreate(Recreate.ALWAYS)).apply();
        assertThat(volumeOf("lab-db-1")).isEqualTo(volume);

        lab.plan(ALL.withRecreate(Recreate.ALWAYS).withRenewAnonymousVolumes(true))
                .apply();
        assertThat(volumeOf("lab-db-1")).isNotEqualTo(volume);
    }

    private String volumeOf(String container) {
        return engine.container(container).mounts().get(0).source();
    }

    @Test
    void containers_are_created_and_none_is_started_where_nothing_is_to_be_started() {
        HomelabRuntime lab = builder.build();

        PreparedPlan prepared = lab.plan(ALL.withStart(false));

        assertThat(prepared.plan()).hasToString("""
                #1 CreateNetwork network:lab_default
                #2 CreateContainer service:db after #1
                #3 CreateContainer service:web after #1""");
        assertThat(prepared.apply().ending()).isEqualTo(Ending.APPLIED);
        assertThat(engine.container("lab-db-1").state()).isEqualTo(ContainerState.CREATED);
        assertThat(lab.plan(ALL.withStart(false)).plan().isEmpty()).isTrue();

        lab.plan(ALL).apply();
        assertThat(engine.running()).containsExactlyInAnyOrder("lab-db-1", "lab-web-1");
    }

    @Test
    void what_is_down_and_differs_is_created_anew_and_what_is_up_goes_on_where_nothing_is_to_be_started()
            throws IOException {
        HomelabRuntime lab = changed();
        String up = engine.container("lab-db-1").id();

        lab.plan(ALL.withStart(false)).apply();
        assertThat(engine.container("lab-db-1").id()).isEqualTo(up);

        engine.perform(new Action.StopContainer(up, Optional.empty()), ActionProgress.NONE);
        assertThat(verdicts(lab.plan(ALL.withStart(false)).plan())).contains("db RECREATE");
        lab.plan(ALL.withStart(false)).apply();
        assertThat(engine.container("lab-db-1").id()).isNotEqualTo(up);
        assertThat(engine.container("lab-db-1").state()).isEqualTo(ContainerState.CREATED);
        assertThat(engine.running()).containsExactly("lab-web-1");
    }

    @Test
    void a_container_in_the_namespace_of_another_is_created_after_it_where_nothing_is_to_be_started()
            throws IOException {
        HomelabRuntime lab = lab("""
                name: lab
                services:
                  guest: {image: "web:1", network_mode: "service:db"}
                  db: {image: "db:1"}
                """);

        assertThat(lab.plan(ALL.withStart(false)).apply().ending()).isEqualTo(Ending.APPLIED);
        assertThat(engine.running()).isEmpty();
        assertThat(engine.containers()).hasSize(2);
    }

    @Test
    void every_stop_of_a_deploy_takes_the_time_that_is_given() throws IOException {
        HomelabRuntime lab = changed();

        Plan plan = lab.plan(ALL.withStopTimeout(Duration.ofSeconds(3))).plan();

        assertThat(plan.steps())
                .filteredOn(step -> step.work() instanceof Action.StopContainer)
                .isNotEmpty()
                .allSatisfy(step -> assertThat(((Action.StopContainer) step.work()).timeout())
                        .contains(Duration.ofSeconds(3)));
    }

    @Test
    void what_has_to_be_built_is_refused_where_nothing_is_to_be_built() throws IOException {
        HomelabRuntime lab = lab("""
                name: lab
                services:
                  own: {build: .}
                """);
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");

        Plan plan = lab.plan(ALL.withBuild(Build.NEVER)).plan();

        assertThat(plan.changes())
                .filteredOn(change -> change.verdict() == Verdict.REFUSE)
                .singleElement()
                .satisfies(change -> assertThat(change.causes())
                        .containsExactly(Cause.of(Cause.Kind.CANNOT_BUILD, "building was ruled out")));
    }

    @Test
    void a_saved_plan_keeps_how_it_was_asked_for() {
        HomelabRuntime lab = deployed();
        DeployRequest request = WEB.withRecreate(Recreate.ALWAYS)
                .withRecreateDependencies(true)
                .withRenewAnonymousVolumes(true)
                .withStart(true)
                .withBuild(Build.NEVER)
                .withStopTimeout(Duration.ofSeconds(7));

        SavedPlan saved = SavedPlan.of(request, lab.plan(request).plan());

        assertThat(SavedPlan.fromJson(saved.toJson(), Path.of("plan.json"))).isEqualTo(saved);
    }
}
