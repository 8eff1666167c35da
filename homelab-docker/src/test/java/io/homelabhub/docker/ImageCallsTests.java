package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.docker.ScriptedHost.Impatient;
import io.homelabhub.docker.ScriptedHost.Manner;
import io.homelabhub.docker.ScriptedHost.Reply;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ImageBuild;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageCallsTests extends OnScriptedHost {
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
}
