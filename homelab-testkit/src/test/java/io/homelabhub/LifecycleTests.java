package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.catalog.UnknownServiceException;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.operation.LifecycleRequest;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.Ending;
import io.homelabhub.session.LockedException;
import io.homelabhub.testkit.ComposeFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Services started, stopped and restarted as they are. */
class LifecycleTests extends Embedded {
    private static final List<String> ALL = List.of("all");

    private HomelabRuntime deployed() {
        HomelabRuntime lab = builder.build();
        lab.plan("all").apply();
        return lab;
    }

    private HomelabRuntime deployed(String compose) throws IOException {
        builder = ComposeFolder.with(compose, folder, engine, clock);
        return deployed();
    }

    private static PreparedPlan plan(HomelabRuntime lab, LifecycleRequest request) {
        return lab.services().plan(request);
    }

    private List<String> doneAfter(int before) {
        return engine.actions().stream().skip(before).map(this::text).toList();
    }

    private String text(Action action) {
        if (action instanceof Action.StopContainer stop) {
            return "stop " + name(stop.container());
        }
        return action instanceof Action.StartContainer start ? "start " + name(start.container()) : action.toString();
    }

    private String name(String id) {
        return engine.containers().stream()
                .filter(container -> container.id().equals(id))
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    void a_restart_stops_dependants_first_and_starts_dependencies_first_each_when_the_other_is_ready() {
        engine.image("db:1").becomesHealthyAfter(Duration.ofSeconds(2));
        HomelabRuntime lab = deployed();
        int before = engine.actions().size();

        PreparedPlan restart = plan(lab, LifecycleRequest.restart(ALL));

        assertThat(restart.plan()).hasToString("""
                #1 StopContainer service:web
                #2 StopContainer service:db after #1
                #3 StartContainer service:db after #2
                #4 Await ready service:db after #3
                #5 StartContainer service:web after #1 #4
                #6 Await ready service:web after #5""");
        assertThat(restart.apply().ending()).isEqualTo(Ending.APPLIED);
        assertThat(doneAfter(before))
                .containsExactly("stop lab-web-1", "stop lab-db-1", "start lab-db-1", "start lab-web-1");
        assertThat(engine.running()).containsExactlyInAnyOrder("lab-db-1", "lab-web-1");
    }

    @Test
    void a_pause_freezes_what_runs_and_an_unpause_lets_it_go_on() {
        HomelabRuntime lab = deployed();

        assertThat(plan(lab, LifecycleRequest.pause(List.of("db"))).apply().ending())
                .isEqualTo(Ending.APPLIED);
        assertThat(engine.container("lab-db-1").state()).isEqualTo(ContainerState.PAUSED);
        assertThat(plan(lab, LifecycleRequest.pause(List.of("db"))).plan().isEmpty())
                .isTrue();
        assertThat(lab.health().isHealthy()).isFalse();

        assertThat(plan(lab, LifecycleRequest.unpause(ALL)).plan().changes())
                .extracting(change -> change.verdict() + " " + change.resource().name())
                .containsExactlyInAnyOrder("UNPAUSE db", "KEEP web");
        plan(lab, LifecycleRequest.unpause(ALL)).apply();
        assertThat(engine.container("lab-db-1").state()).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    void what_is_down_is_not_paused_and_what_was_due_in_a_pause_comes_after_it() {
        HomelabRuntime lab = deployed();
        plan(lab, LifecycleRequest.stop(List.of("web"))).apply();

        assertThat(plan(lab, LifecycleRequest.pause(List.of("web"))).plan().isEmpty())
                .isTrue();

        engine.behaviourOf("lab-web-1").exitsAfter(Duration.ofMinutes(10), 0);
        plan(lab, LifecycleRequest.start(List.of("web"))).apply();
        plan(lab, LifecycleRequest.pause(List.of("web"))).apply();
        clock.advance(Duration.ofHours(1));
        assertThat(engine.container("lab-web-1").state()).isEqualTo(ContainerState.PAUSED);
        plan(lab, LifecycleRequest.unpause(List.of("web"))).apply();
        assertThat(engine.container("lab-web-1").state()).isEqualTo(ContainerState.EXITED);
    }

    @Test
    void a_kill_sends_the_signal_to_what_is_up_and_waits_for_nobody() {
        HomelabRuntime lab = deployed();

        PreparedPlan hup = plan(lab, LifecycleRequest.kill(List.of("web"), "HUP"));
        assertThat(hup.plan()).hasToString("#1 SignalContainer service:web");
        hup.apply();
        assertThat(engine.running()).hasSize(2);

        plan(lab, LifecycleRequest.kill(ALL, "SIGKILL")).apply();
        assertThat(engine.running()).isEmpty();
        assertThat(plan(lab, LifecycleRequest.kill(ALL, "SIGKILL")).plan().isEmpty())
                .isTrue();
        assertThatThrownBy(() -> LifecycleRequest.kill(ALL, "no signal"))
                .hasMessage("'no signal' is no signal; give one like SIGTERM, HUP or 9");
    }

    @Test
    void a_stop_takes_the_time_that_is_given_and_a_start_alone_takes_nothing_along() {
        HomelabRuntime lab = deployed();

        assertThat(plan(lab, LifecycleRequest.stop(ALL).withStopTimeout(Duration.ofSeconds(3)))
                        .plan()
                        .steps())
                .extracting(step -> ((Action.StopContainer) step.work()).timeout())
                .containsOnly(Optional.of(Duration.ofSeconds(3)));
        plan(lab, LifecycleRequest.stop(ALL)).apply();
        plan(lab, LifecycleRequest.start(List.of("web")).withAlone(true)).apply();
        assertThat(engine.running()).containsExactly("lab-web-1");
    }

    @Test
    void a_restart_of_one_service_leaves_the_others_as_they_are() {
        HomelabRuntime lab = deployed();
        int before = engine.actions().size();

        plan(lab, LifecycleRequest.restart(List.of("db"))).apply();

        assertThat(doneAfter(before)).containsExactly("stop lab-db-1", "start lab-db-1");
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
    }

    @Test
    void a_restart_takes_along_what_lives_in_a_namespace_and_what_its_dependency_restarts() throws IOException {
        HomelabRuntime lab = deployed("""
                name: lab
                services:
                  db: {image: "db:1"}
                  guest: {image: "web:1", network_mode: "service:db"}
                  web:
                    image: web:1
                    depends_on: {db: {condition: service_started, restart: true}}
                  other: {image: "web:1", depends_on: [db]}
                """);

        PreparedPlan restart = plan(lab, LifecycleRequest.restart(List.of("db")));

        assertThat(restart.plan().changes())
                .extracting(change -> change.verdict() + " " + change.resource().name())
                .containsExactlyInAnyOrder("RESTART db", "RESTART guest", "RESTART web");
        assertThat(restart.plan().notices())
                .contains(
                        "guest is included: it is restarted with what it needs",
                        "web is included: it is restarted with what it needs");
        assertThat(restart.apply().ending()).isEqualTo(Ending.APPLIED);
        assertThat(lab.health().isHealthy()).isTrue();
    }

    @Test
    void a_restart_says_which_containers_differ_from_their_files_and_keeps_them() throws IOException {
        HomelabRuntime lab = deployed();
        String before = engine.container("lab-db-1").id();
        ComposeFolder.with(COMPOSE.replace("db:1", "db:2"), folder, engine, clock);
        engine.has("db:2");

        PreparedPlan restart = plan(lab, LifecycleRequest.restart(List.of("db")));

        assertThat(restart.plan().notices())
                .contains("a restart keeps the configuration; db differs from the files: `homelab deploy db`");
        restart.apply();
        assertThat(engine.container("lab-db-1").id()).isEqualTo(before);
    }

    @Test
    void a_restart_that_does_not_come_up_fails_and_names_the_service() {
        HomelabRuntime lab = deployed();
        engine.behaviourOf("lab-db-1").exitsAfter(Duration.ZERO, 7);

        ApplyResult result = plan(lab, LifecycleRequest.restart(List.of("db"))).run(new Cancellation());

        assertThat(result.ending().isSuccess()).isFalse();
        assertThat(result.failures().get(0).services()).contains(ResourceId.service("db"));
    }

    @Test
    void a_restart_that_is_cancelled_between_stop_and_start_brings_up_what_it_has_stopped() {
        engine.image("web:1").stopsWithin(Duration.ofSeconds(5), 0);
        HomelabRuntime lab = deployed();
        Cancellation cancellation = new Cancellation();
        clock.after(Duration.ofSeconds(1), cancellation::cancel);

        ApplyResult result = plan(lab, LifecycleRequest.restart(ALL)).run(cancellation);

        assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(engine.running()).containsExactlyInAnyOrder("lab-db-1", "lab-web-1");
    }

    @Test
    void a_stop_names_who_runs_on_and_needs_what_stops() {
        HomelabRuntime lab = deployed();

        PreparedPlan stop = plan(lab, LifecycleRequest.stop(List.of("db")));

        assertThat(stop.plan().notices())
                .containsExactly("web runs on and needs db; --with-dependents stops it as well");
        assertThat(stop.apply().ending()).isEqualTo(Ending.APPLIED);
        assertThat(engine.running()).containsExactly("lab-web-1");
        assertThat(engine.container("lab-db-1").state()).isEqualTo(ContainerState.EXITED);
    }

    @Test
    void a_stop_with_dependents_stops_them_first_and_a_second_one_has_nothing_to_do() {
        HomelabRuntime lab = deployed();
        int before = engine.actions().size();
        LifecycleRequest request = LifecycleRequest.stop(List.of("db")).withDependents(true);

        plan(lab, request).apply();

        assertThat(doneAfter(before)).containsExactly("stop lab-web-1", "stop lab-db-1");
        assertThat(plan(lab, request).plan().isEmpty()).isTrue();
    }

    @Test
    void a_start_brings_up_what_is_down_with_what_it_needs() {
        HomelabRuntime lab = deployed();
        plan(lab, LifecycleRequest.stop(ALL)).apply();
        int before = engine.actions().size();

        plan(lab, LifecycleRequest.start(List.of("web"))).apply();

        assertThat(doneAfter(before)).containsExactly("start lab-db-1", "start lab-web-1");
        assertThat(plan(lab, LifecycleRequest.start(ALL)).plan().isEmpty()).isTrue();
    }

    @Test
    void a_start_makes_no_container_and_says_who_does() {
        HomelabRuntime lab = builder.build();

        PreparedPlan start = plan(lab, LifecycleRequest.start(List.of("db")));

        assertThat(start.plan().isEmpty()).isTrue();
        assertThat(start.plan().changes())
                .extracting(change -> change.verdict())
                .containsExactly(Verdict.ABSENT);
        assertThat(start.plan().notices()).containsExactly("db has no container; `homelab deploy db` makes one");
    }

    @Test
    void a_job_that_has_ended_well_is_not_run_again_by_a_start() throws IOException {
        engine.image("job:1").exitsAfter(Duration.ofSeconds(1), 0);
        engine.has("job:1");
        HomelabRuntime lab = deployed("""
                name: lab
                services:
                  job: {image: "job:1", restart: "no"}
                  web:
                    image: web:1
                    depends_on: {job: {condition: service_completed_successfully}}
                """);

        assertThat(plan(lab, LifecycleRequest.start(ALL)).plan().isEmpty()).isTrue();
        int before = engine.actions().size();
        assertThat(plan(lab, LifecycleRequest.restart(List.of("job"))).apply().ending())
                .isEqualTo(Ending.APPLIED);
        assertThat(doneAfter(before)).containsExactly("start lab-job-1");
    }

    @Test
    void files_that_cannot_be_read_do_not_keep_services_from_being_stopped_and_started() throws IOException {
        HomelabRuntime lab = deployed();
        ComposeFolder.with("name: lab\nservices: [", folder, engine, clock);
        HomelabRuntime broken = builder.projectName("lab").build();

        plan(broken, LifecycleRequest.stop(ALL)).apply();
        assertThat(engine.running()).isEmpty();
        plan(broken, LifecycleRequest.start(ALL)).apply();
        assertThat(engine.running()).hasSize(2);
        assertThat(lab.lockHolder()).isEmpty();
    }

    @Test
    void what_a_dependency_restarts_is_known_from_labels_where_the_files_cannot_be_read() throws IOException {
        deployed("""
                name: lab
                services:
                  db: {image: "db:1"}
                  web:
                    image: web:1
                    depends_on: {db: {condition: service_started, restart: true}}
                  other: {image: "web:1", depends_on: [db]}
                """);
        ComposeFolder.with("name: lab\nservices: [", folder, engine, clock);
        HomelabRuntime broken = builder.projectName("lab").build();

        assertThat(plan(broken, LifecycleRequest.restart(List.of("db"))).plan().changes())
                .extracting(change -> change.verdict() + " " + change.resource().name())
                .containsExactlyInAnyOrder("RESTART db", "RESTART web");
    }

    @Test
    void a_deploy_that_is_under_way_keeps_a_restart_out() {
        HomelabRuntime lab = deployed();
        PreparedPlan restart = plan(lab, LifecycleRequest.restart(ALL));
        assertThat(engine.acquireLock("lab", new LockHolder("x", "bob@away", 1, "deploy all", clock.now())))
                .isEmpty();

        assertThatThrownBy(restart::apply).isInstanceOf(LockedException.class);
        assertThat(engine.running()).hasSize(2);
    }

    @Test
    void a_name_that_means_nothing_is_refused() {
        HomelabRuntime lab = deployed();

        assertThatThrownBy(() -> plan(lab, LifecycleRequest.stop(List.of("dbb"))))
                .isInstanceOf(UnknownServiceException.class);
    }
}
