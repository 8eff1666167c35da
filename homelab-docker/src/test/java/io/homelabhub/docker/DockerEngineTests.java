package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.docker.ScriptedHost.Impatient;
import io.homelabhub.docker.ScriptedHost.Manner;
import io.homelabhub.docker.ScriptedHost.Reply;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.ImageBuild;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTests {
    private static final String SECRET = "hunter2-and-more";

    @TempDir
    Path folder = Path.of("set by JUnit");

    private ScriptedHost host;
    private Engine engine;

    @BeforeEach
    void open() {
        host = new ScriptedHost(folder);
        engine = host.engine(new Impatient());
    }

    @AfterEach
    void close() throws IOException {
        engine.close();
        host.close();
    }

    private Effect perform(Action action) {
        return engine.perform(action, ActionProgress.NONE);
    }

    private EngineException refused(Action action) {
        try {
            perform(action);
        } catch (EngineException refusal) {
            return refusal;
        }
        throw new AssertionError(action + " was not refused");
    }

    private static ContainerSpec spec(String... networks) {
        return new ContainerSpec(
                "web",
                "busybox:1",
                Optional.empty(),
                Map.of(),
                ApiObject.of(Map.of("Env", List.of("PASSWORD=" + SECRET))),
                ApiObject.EMPTY,
                List.of(networks).stream()
                        .map(network -> new NetworkAttachment(network, ApiObject.EMPTY))
                        .toList(),
                List.of());
    }

    @Test
    void the_newest_version_that_both_sides_know_is_spoken() {
        host.on("GET /containers/web/json", 404, "");
        engine.status("web");
        assertThat(host.asked()).containsExactly("GET /v1.51/containers/web/json");
        assertThat(engine.ping()).hasToString("Docker 99.1 (API 1.51) at unix://" + folder + "/host.sock");
    }

    @Test
    void an_engine_that_is_too_old_is_told_with_what_is_needed() throws IOException {
        close();
        Files.delete(folder.resolve("host.sock"));
        host = new ScriptedHost(folder).speaking("1.24");
        engine = host.engine(new Impatient());
        assertThatThrownBy(() -> engine.ping()).isInstanceOfSatisfying(EngineException.class, failure -> {
            assertThat(failure).hasMessageContaining("1.24").hasMessageContaining("1.41");
            assertThat(failure.remedy()).contains("Docker 20.10 or newer");
        });
    }

    @Test
    void nobody_there_lists_every_way_that_was_tried() {
        Map<String, String> environment = Map.of("HOME", folder.toString(), "XDG_RUNTIME_DIR", folder + "/run");
        try (Engine lost = new DockerEngineProvider()
                .open(new EngineSettings(
                        Optional.of("unix://" + folder + "/nobody.sock"), environment, 1, Timing.system()))) {
            assertThatThrownBy(lost::ping).isInstanceOfSatisfying(EngineException.class, failure -> {
                assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
                assertThat(failure).hasMessageContaining("nobody.sock").hasMessageContaining("no such file");
                assertThat(failure.remedy()).contains("DOCKER_HOST");
            });
        }
    }

    @Test
    void an_observation_is_four_calls_however_many_containers_there_are() {
        host.on("GET /containers/json", 200, ScriptedHost.containerRows(50, "lab"))
                .on("GET /networks", 200, "[]")
                .on("GET /volumes", 200, "{\"Volumes\":null}")
                .on("GET /images/json", 200, "[]");
        assertThat(engine.observe(new ObserveRequest("lab", Set.of("a:1", "b:1"), false))
                        .containers())
                .hasSize(50);
        assertThat(host.asked()).hasSize(4);
    }

    @Test
    void an_image_that_a_listing_leaves_out_is_looked_for_by_its_digest() {
        String digest = "@sha256:" + "d1".repeat(32);
        host.on("GET /containers/json", 200, "[]")
                .on("GET /networks", 200, "[]")
                .on("GET /volumes", 200, "{\"Volumes\":null}")
                .on("GET /images/json", 200, "[]")
                .on("GET /images/" + ApiCall.encoded("web" + digest) + "/json", 200, "{\"Id\":\"sha256:1\"}")
                .on("GET /images/" + ApiCall.encoded("db" + digest) + "/json", 404, "{\"message\":\"No such image\"}");

        Set<String> references = Set.of("web:1" + digest, "db" + digest, "bot:1");

        assertThat(engine.observe(new ObserveRequest("lab", references, false)).images())
                .containsOnlyKeys("web:1" + digest)
                .extractingByKey("web:1" + digest)
                .returns("sha256:1", ObservedImage::id);
    }

    @Test
    void inspecting_costs_one_call_more_for_each_container_of_the_project_and_leaves_out_what_has_gone() {
        host.on("GET /containers/json", 200, ScriptedHost.containerRows(3, "lab"))
                .on("GET /networks", 200, "[]")
                .on("GET /volumes", 200, "{\"Volumes\":[]}")
                .on("GET /containers/id0/json", 200, "{\"Id\":\"id0\"}")
                .on("GET /containers/id2/json", 200, "{\"Id\":\"id2\"}");
        assertThat(engine.observe(new ObserveRequest("lab", Set.of(), true)).containers())
                .extracting("name")
                .containsExactly("c0", "c2");
        assertThat(host.asked()).hasSize(6);
    }

    @Test
    void an_engine_that_hangs_is_given_up_with_the_outcome_unknown() {
        host.on("POST /containers/web/start", new Reply(0, "", Manner.HANG));
        host.on("GET /containers/web/json", 200, "{\"Id\":\"1\",\"Name\":\"/web\"}");
        EngineException failure = refused(new Action.StartContainer("web"));
        assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(failure).hasMessageStartingWith("starting container web: no answer");
        assertThat(failure.leavesOutcomeUnknown()).isTrue();
    }

    @Test
    void a_connection_that_breaks_is_unreachable_and_the_request_is_not_repeated() {
        host.on("POST /containers/web/kill", new Reply(0, "", Manner.CUT));
        EngineException failure = refused(new Action.SignalContainer("web", "SIGHUP"));
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.leavesOutcomeUnknown()).isTrue();
        assertThat(host.asked()).hasSize(1);
        host.on("POST /containers/web/kill", 204, "");
        assertThat(perform(new Action.SignalContainer("web", "SIGHUP"))).isEqualTo(Effect.DONE);
    }

    @Test
    void not_modified_is_already_so() {
        host.on("POST /containers/web/stop", 304, "");
        assertThat(perform(new Action.StopContainer("web", Optional.of(Duration.ofSeconds(3)))))
                .isEqualTo(Effect.ALREADY_SO);
        assertThat(host.asked()).containsExactly("POST /v1.51/containers/web/stop?t=3");
    }

    @Test
    void a_refusal_in_plain_text_is_told() {
        host.on("POST /containers/web/kill", 400, "client version 1.51 is too new.\n");
        assertThat(refused(new Action.SignalContainer("web", "SIGHUP")))
                .hasMessage("sending SIGHUP to container web: client version 1.51 is too new.");
    }

    @Test
    void a_secret_that_the_engine_repeats_is_masked() {
        host.on("POST /containers/create", 400, "{\"message\":\"invalid variable PASSWORD=" + SECRET + "\"}");
        assertThat(refused(new Action.CreateContainer(spec())))
                .hasMessage("creating container web: invalid variable PASSWORD=(secret)")
                .hasNoCause();
    }

    @Test
    void an_old_engine_is_given_one_network_at_create_and_the_others_after() throws IOException {
        speakingOld();
        host.on("POST /networks/two/connect", 200, "");
        perform(new Action.CreateContainer(spec("one", "two")));
        assertThat(host.lastRequest("/containers/create").body())
                .contains("\"EndpointsConfig\":{\"one\":{}}")
                .contains("\"NetworkMode\":\"one\"");
        assertThat(host.asked())
                .containsExactly(
                        "GET /v1.41/networks",
                        "POST /v1.41/containers/create?name=web",
                        "POST /v1.41/networks/two/connect",
                        "GET /v1.41/containers/" + "ab".repeat(32) + "/json");
    }

    @Test
    void what_an_engine_adds_is_learned_once_and_noted_on_each_container() throws IOException {
        speakingOld();
        String id = "ab".repeat(32);
        host.on("GET /containers/" + id + "/json", 200, "{\"Id\":\"" + id + "\",\"HostConfig\":{\"PidsLimit\":2048}}")
                .on("GET /images/web%3A1/json", 200, "{\"Id\":\"sha256:1\",\"Config\":{}}")
                .on("DELETE /containers/" + id, 204, "");

        perform(new Action.CreateContainer(spec()));
        perform(new Action.CreateContainer(spec()));

        assertThat(host.asked())
                .filteredOn(request -> request.startsWith("POST "))
                .hasSize(3);
        assertThat(host.lastRequest("/containers/create").body())
                .containsPattern("\"io.homelabhub.engines-own\":\"[0-9a-f,]{8,}\"");
    }

    @Test
    void a_container_that_cannot_be_connected_is_removed_again() throws IOException {
        speakingOld();
        host.on("POST /networks/two/connect", 500, "{\"message\":\"no\"}");
        host.on("DELETE /containers/" + "ab".repeat(32), 204, "");
        assertThat(refused(new Action.CreateContainer(spec("one", "two")))).hasMessageEndingWith(": no");
        assertThat(host.asked().get(3)).startsWith("DELETE /v1.41/containers/" + "ab".repeat(32) + "?force=1");
    }

    private void speakingOld() throws IOException {
        close();
        Files.delete(folder.resolve("host.sock"));
        host = new ScriptedHost(folder).speaking("1.41");
        engine = host.engine(new Impatient());
        host.on("GET /networks", 200, "[{\"Name\":\"one\"},{\"Name\":\"two\"}]")
                .on("POST /containers/create", 201, "{\"Id\":\"" + "ab".repeat(32) + "\"}");
    }

    @Test
    void a_new_engine_is_given_all_networks_at_create() {
        host.on("GET /networks", 200, "[{\"Name\":\"one\"},{\"Name\":\"two\"}]")
                .on("POST /containers/create", 201, "{\"Id\":\"1\"}");
        perform(new Action.CreateContainer(spec("one", "two")));
        assertThat(host.lastRequest("/containers/create").body()).contains("{\"one\":{},\"two\":{}}");
    }

    @Test
    void a_network_that_the_engine_has_lost_count_of_is_told_as_such() {
        host.on("DELETE /networks/net", 403, "{\"message\":\"network net id 1 has active endpoints\"}")
                .on("GET /networks/net", 200, "{\"Name\":\"net\",\"Containers\":{}}");
        EngineException failure = refused(new Action.RemoveNetwork("net"));
        assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(failure).hasMessageEndingWith("though no container is in it");
    }

    @Test
    void a_watch_says_gap_at_the_break_and_again_when_it_stands() throws Exception {
        String event = "{\"Type\":\"container\",\"Action\":\"die\",\"timeNano\":1000000000,"
                + "\"Actor\":{\"ID\":\"1\",\"Attributes\":{\"name\":\"web\",\"exitCode\":\"3\"}}}\n";
        host.on("GET /events", new Reply(200, event, Manner.OPEN_END));
        Mailbox<ContainerEvent> events = Timing.system().mailbox();
        try (Engine.Watch watch = engine.watch("lab", events::put)) {
            assertThat(watch).isNotNull();
            assertThat(next(events).exitCode()).contains(3);
            host.breakConnections();
            assertThat(List.of(
                            next(events).kind(),
                            next(events).kind(),
                            next(events).kind()))
                    .containsExactlyInAnyOrder(
                            ContainerEvent.Kind.GAP, ContainerEvent.Kind.GAP, ContainerEvent.Kind.DIE);
        }
    }

    private static ContainerEvent next(Mailbox<ContainerEvent> events) throws InterruptedException {
        return events.take(Duration.ofSeconds(20)).orElseThrow();
    }

    @Test
    void a_pull_shows_its_layers_and_sends_who_we_are() throws IOException {
        loggedIn();
        host.on("POST /images/create", 200, """
                {"status":"Downloading","id":"l1","progressDetail":{"current":5,"total":9}}
                {"status":"Status: Downloaded newer image"}
                """);
        Mailbox<String> told = Timing.system().mailbox();
        Effect effect = engine.perform(
                new Action.PullImage("ghcr.io/a/b:2", Optional.empty()),
                (part, status, current, total) -> told.put(part + " " + status + " " + current + "/" + total));
        assertThat(effect).isEqualTo(Effect.DONE);
        assertThat(host.asked().get(1)).contains("fromImage=ghcr.io").contains("tag=2");
        String sent = host.lastRequest("/images/create").headers().get("x-registry-auth");
        assertThat(sent).isNotNull();
        assertThat(new String(Base64.getUrlDecoder().decode(sent), StandardCharsets.UTF_8))
                .contains("\"username\":\"me\"")
                .contains(SECRET);
    }

    private void loggedIn() throws IOException {
        String login = Base64.getEncoder().encodeToString(("me:" + SECRET).getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("config.json"), "{\"auths\":{\"ghcr.io\":{\"auth\":\"" + login + "\"}}}");
        engine.close();
        engine = host.engine(new Impatient(), Map.of("DOCKER_CONFIG", folder.toString()));
    }

    @Test
    void a_registry_is_asked_for_a_digest_with_who_we_are() throws IOException {
        loggedIn();
        host.on("GET /distribution/ghcr.io/a/b:2/json", 200, "{\"Descriptor\":{\"digest\":\"sha256:12\"}}");
        host.on("GET /distribution/redis:7/json", 500, "{\"message\":\"dial tcp: lookup of host failed\"}");

        assertThat(engine.askRegistries(Set.of("ghcr.io/a/b:2", "redis:7")))
                .containsEntry("ghcr.io/a/b:2", RegistryImage.of("sha256:12"))
                .containsEntry("redis:7", RegistryImage.unknown("its registry does not answer"));
        assertThat(host.lastRequest("/distribution/ghcr.io").headers()).containsKey("x-registry-auth");
    }

    @Test
    void a_registry_that_denies_is_told_with_the_login_to_make_and_without_the_password() throws IOException {
        loggedIn();
        host.on("POST /images/create", 500, "{\"message\":\"unauthorized: no\"}");
        EngineException failure = refused(new Action.PullImage("ghcr.io/a/b:2", Optional.empty()));
        assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(failure).hasMessage("pulling image ghcr.io/a/b:2: unauthorized: no");
        assertThat(failure.remedy()).contains("docker login ghcr.io");
        assertThat(failure.toString() + failure.getCause()).doesNotContain(SECRET);
    }

    @Test
    void a_failure_in_the_middle_of_a_pull_is_a_failure() {
        host.on("POST /images/create", 200, """
                {"status":"Downloading","id":"l1"}
                {"errorDetail":{"message":"toomanyrequests: slow down"},"error":"toomanyrequests"}
                """);
        assertThat(refused(new Action.PullImage("a:1", Optional.empty())).kind())
                .isEqualTo(Kind.BUSY);
    }

    @Test
    void a_registry_that_hangs_does_not_hold_a_pull_for_ever() {
        host.on("POST /images/create", new Reply(200, "{\"status\":\"Pulling\"}\n", Manner.OPEN_END));
        assertThat(refused(new Action.PullImage("a:1", Optional.empty())).kind())
                .isEqualTo(Kind.TIMED_OUT);
    }

    @Test
    void an_engine_without_buildkit_builds_with_the_classic_builder() throws IOException {
        host.on("POST /build", 400, "{\"message\":\"buildkit is not enabled\"}");
        Path context = Files.createDirectory(folder.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch");
        ImageBuild build = new ImageBuild(
                "x:1",
                List.of(),
                context,
                "Dockerfile",
                Optional.empty(),
                Map.of("TOKEN", SECRET),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                false,
                ApiObject.of(Map.of("extrahosts", List.of("a:1", "b:2"), "cachefrom", List.of("c"))));
        assertThat(refused(new Action.BuildImage(build))).message().doesNotContain(SECRET);
        List<String> builds = host.asked().stream()
                .filter(request -> request.startsWith("POST /"))
                .toList();
        assertThat(builds).hasSize(2);
        assertThat(builds.get(0))
                .contains("version=2")
                .contains("extrahosts=a%3A1&extrahosts=b%3A2")
                .contains("cachefrom=%5B%22c%22%5D");
        assertThat(builds.get(1)).contains("version=1").contains("forcerm=1");
    }

    @Test
    void a_closed_engine_does_nothing_more() {
        engine.ping();
        engine.close();
        engine.close();
        assertThatThrownBy(() -> engine.status("web")).isInstanceOf(IllegalStateException.class);
    }
}
