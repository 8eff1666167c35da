package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.catalog.UnknownServiceException;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.EngineException;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.operation.ContainerChanges;
import io.homelabhub.operation.LogQuery;
import io.homelabhub.operation.NoContainerException;
import io.homelabhub.operation.OneOffSession;
import io.homelabhub.operation.PreparedRun;
import io.homelabhub.operation.RunRequest;
import io.homelabhub.operation.ServiceContainer;
import io.homelabhub.operation.ServiceFiles;
import io.homelabhub.plan.Action;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.Verb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A service that runs once, in a container of its own beside those that serve. */
class RunTests extends Embedded {
    private static final String FULL = """
            name: lab
            services:
              web:
                image: web:1
                container_name: the-web
                command: [serve]
                restart: always
                environment: {A: "1", B: "2"}
                ports: ["80:8080"]
                cap_add: [NET_ADMIN]
                cap_drop: [CHOWN]
                networks: {default: {aliases: [www]}}
                volumes: ["data:/data"]
            volumes: {data: {}}
            """;

    private static ContainerChanges named(String name) {
        return new ContainerChanges(
                Optional.of(name),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                false,
                List.of(),
                List.of(),
                false);
    }

    private HomelabRuntime lab(String compose) throws IOException {
        builder = ComposeFolder.with(compose, folder, engine, clock);
        return builder.build();
    }

    private static int ended(OneOffSession session, OutputStream output) throws IOException {
        session.copyOutput(output, OutputStream.nullOutputStream());
        return session.exitCode().orElseThrow();
    }

    /** The container as it was asked for, in one object. */
    private ApiObject created(HomelabRuntime lab, RunRequest request) {
        PreparedRun run = lab.services().plan(request);
        run.preparation().apply();
        return engine.actions().stream()
                .filter(Action.CreateContainer.class::isInstance)
                .map(action -> ((Action.CreateContainer) action).container())
                .filter(container -> container.name().equals(run.container()))
                .map(container -> ApiObject.of(Map.of(
                        "Config", container.config(),
                        "HostConfig", container.hostConfig(),
                        "Labels", container.labels(),
                        "Aliases",
                                container.networks().stream()
                                        .flatMap(network -> network.endpoint().strings("Aliases").stream())
                                        .toList())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_the_service_needs_is_ready_before_its_container_is_started() {
        PreparedRun run =
                builder.build().services().plan(RunRequest.of("web", "migrate").withChanges(named("once")));

        assertThat(run.preparation().plan()).hasToString("""
                #1 CreateNetwork network:lab_default
                #2 CreateContainer service:db after #1
                #3 StartContainer service:db after #2
                #4 Await healthy service:db after #3
                #5 CreateContainer service:once after #1""");
        assertThat(run.preparation().plan().operation()).isEqualTo("run web");
    }

    @Test
    void it_is_heard_from_its_start_to_its_end_and_stays() throws IOException {
        engine.image("web:1").logs("hello").exitsAfter(Duration.ofSeconds(3), 3);
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        String container;
        try (OneOffSession session = builder.build().services().run(RunRequest.of("web", "migrate"))) {
            container = session.container();
            assertThat(ended(session, output)).isEqualTo(3);
        }

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("hello\n");
        assertThat(container).matches("lab-web-run-[0-9a-f]{12}");
        assertThat(engine.container(container).state()).isEqualTo(ContainerState.EXITED);
        assertThat(engine.running()).containsExactly("lab-db-1");
    }

    @Test
    void who_goes_into_a_service_without_containers_finds_the_one_in_which_it_runs_once() throws IOException {
        HomelabRuntime lab = builder.build();

        try (OneOffSession session = lab.services().run(RunRequest.of("web", "migrate"));
                ServiceFiles files = lab.services().files(ServiceContainer.of("web"))) {
            assertThat(files.container()).isEqualTo(session.container());
            assertThatThrownBy(() -> lab.services().files(new ServiceContainer("web", Optional.of(1))))
                    .isInstanceOf(NoContainerException.class);
        }
    }

    @Test
    void its_container_is_known_as_none_that_serves() throws IOException {
        ApiObject container = created(lab(FULL), RunRequest.of("web", "migrate").withInput());

        Map<String, String> labels = container.object("Labels").texts();
        assertThat(labels).containsEntry(ComposeLabels.ONE_OFF, "True").containsEntry(ComposeLabels.SERVICE, "web");
        assertThat(labels.get(ComposeLabels.SLUG)).matches("[0-9a-f]{64}");
        assertThat(labels).doesNotContainKey(ComposeLabels.CONTAINER_NUMBER);
        assertThat(container.object("HostConfig").get("RestartPolicy")).isNull();
        assertThat(container.object("HostConfig").object("PortBindings").isEmpty())
                .isTrue();
        assertThat(container.object("Config").strings("Cmd")).containsExactly("migrate");
        assertThat(container.object("Config").isTrue("StdinOnce")).isTrue();
        assertThat(container.strings("Aliases")).singleElement().asString().startsWith("lab-web-run-");
    }

    @Test
    void the_request_changes_what_the_files_say() throws IOException {
        ContainerChanges changes = new ContainerChanges(
                Optional.empty(),
                Optional.of("sh -c"),
                Map.of("A", "$9", "C", "3"),
                Map.of("k", "v"),
                Optional.of("5:6"),
                Optional.of("/srv"),
                List.of("./here:/there:ro", "data:/more"),
                List.of("81:8080"),
                false,
                List.of("CHOWN"),
                List.of("NET_ADMIN"),
                true);

        ApiObject container =
                created(lab(FULL), RunRequest.of("web").withChanges(changes).removed());

        ApiObject config = container.object("Config");
        ApiObject host = container.object("HostConfig");
        assertThat(config.strings("Entrypoint")).containsExactly("sh", "-c");
        assertThat(config.strings("Cmd")).isEmpty();
        assertThat(config.strings("Env")).containsExactly("A=$9", "B=2", "C=3");
        assertThat(config.string("User")).contains("5:6");
        assertThat(config.string("WorkingDir")).contains("/srv");
        assertThat(container.object("Labels").texts()).containsEntry("k", "v");
        assertThat(host.strings("Binds"))
                .contains("lab_data:/data:rw", "lab_data:/more:rw")
                .anyMatch(bind -> bind.startsWith(folder.resolve("here") + ":/there:ro"));
        assertThat(host.object("PortBindings").objects("8080/tcp"))
                .extracting(binding -> binding.string("HostPort").orElse(""))
                .containsExactly("81");
        assertThat(host.strings("CapAdd")).containsExactly("CAP_CHOWN");
        assertThat(host.strings("CapDrop")).containsExactly("CAP_NET_ADMIN");
        assertThat(host.isTrue("AutoRemove")).isTrue();
        assertThat(container.strings("Aliases")).contains("web", "www");
    }

    @Test
    void a_mistake_in_the_request_is_told_as_one_in_a_file() {
        ContainerChanges changes = new ContainerChanges(
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of("80:what"),
                false,
                List.of(),
                List.of(),
                false);
        HomelabRuntime lab = builder.build();

        assertThatThrownBy(() -> lab.services().plan(RunRequest.of("web").withChanges(changes)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("command line")
                .hasMessageContaining("80:what");
        assertThatThrownBy(() -> lab.services().plan(RunRequest.of("wbe"))).isInstanceOf(UnknownServiceException.class);
        assertThat(engine.actions()).isEmpty();
    }

    @Test
    void what_does_not_stay_is_gone_when_it_has_ended_or_was_stopped() throws IOException {
        engine.image("web:1").exitsAfter(Duration.ofSeconds(1), 0);
        HomelabRuntime lab = builder.build();
        RunRequest request = RunRequest.of("web").removed();

        try (OneOffSession session = lab.services().run(request)) {
            assertThat(ended(session, OutputStream.nullOutputStream())).isZero();
        }
        assertThat(engine.containers()).extracting(ObservedContainer::name).containsExactly("lab-db-1");

        engine.image("web:1").runsOn();
        try (OneOffSession session = lab.services().run(request)) {
            session.stop(Optional.empty());
        }
        assertThat(engine.containers()).extracting(ObservedContainer::name).containsExactly("lab-db-1");
    }

    @Test
    void its_network_is_made_under_the_lock_as_an_engine_may_take_two_of_one_name() {
        HomelabRuntime lab = builder.build();
        PreparedRun run =
                lab.services().plan(RunRequest.of("web").withDeploy(deploy -> deploy.withDependencies(false)));

        run.preparation().apply();

        assertThat(engine.calls()).anyMatch(call -> call.call().verb() == Verb.ACQUIRE_LOCK);
    }

    @Test
    void without_its_dependencies_it_needs_no_lock_where_its_network_is_there() {
        HomelabRuntime lab = builder.build();
        lab.plan("db").apply();
        PreparedRun run =
                lab.services().plan(RunRequest.of("web").withDeploy(deploy -> deploy.withDependencies(false)));
        int before = engine.calls().size();

        run.preparation().apply();
        run.startDetached();

        assertThat(engine.running()).contains(run.container());
        assertThat(engine.calls().stream().skip(before))
                .noneMatch(call -> call.call().verb() == Verb.ACQUIRE_LOCK);
    }

    @Test
    void a_dependency_that_fails_takes_the_container_with_it() {
        engine.image("db:1").exitsAfter(Duration.ZERO, 1);
        HomelabRuntime lab = builder.build();

        assertThatThrownBy(() -> lab.services().run(RunRequest.of("web"))).isInstanceOf(ApplyFailedException.class);

        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void a_run_that_was_not_prepared_cannot_be_started() {
        PreparedRun run = builder.build().services().plan(RunRequest.of("web"));

        assertThatThrownBy(run::start)
                .isInstanceOfSatisfying(EngineException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(EngineException.Kind.NOT_FOUND));
    }

    @Test
    void a_service_is_none_the_worse_for_it() {
        HomelabRuntime lab = builder.build();
        lab.plan("all").apply();
        PreparedRun run = lab.services().plan(RunRequest.of("web", "migrate"));
        run.preparation().apply();
        run.startDetached();

        assertThat(engine.running()).contains(run.container(), "lab-web-1", "lab-db-1");
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
        assertThat(lab.status().services().toString()).doesNotContain(run.container());
        assertThat(lab.health().isHealthy()).isTrue();
        try (var log = lab.services().logs(LogQuery.of(List.of("web")), notice -> {})) {
            assertThat(log.containers()).containsExactly("lab-web-1");
        }
    }

    @Test
    void an_undeploy_of_one_service_leaves_what_runs_once() {
        HomelabRuntime lab = builder.build();
        lab.plan("all").apply();
        PreparedRun run = lab.services().plan(RunRequest.of("web", "migrate"));
        run.preparation().apply();
        run.startDetached();

        lab.planRemoval(RemovalRequest.of(List.of("web"))).apply();

        assertThat(engine.running()).containsExactlyInAnyOrder(run.container(), "lab-db-1");
    }

    @Test
    void an_undeploy_takes_along_what_runs_once_and_its_networks() {
        HomelabRuntime lab = builder.build();
        lab.plan("all").apply();
        PreparedRun run = lab.services().plan(RunRequest.of("web", "migrate"));
        run.preparation().apply();
        run.startDetached();

        lab.planRemoval(RemovalRequest.of(List.of("all"))).apply();

        assertThat(engine.containers()).isEmpty();
        assertThat(engine.networks()).noneMatch(network -> network.name().equals("lab_default"));
    }
}
