package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.docker.ScriptedHost.Impatient;
import io.homelabhub.docker.ScriptedHost.Manner;
import io.homelabhub.docker.ScriptedHost.Reply;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContainerCallsTests extends OnScriptedHost {
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
    void not_modified_is_already_so() {
        host.on("POST /containers/web/stop", 304, "");
        assertThat(perform(new Action.StopContainer("web", Optional.of(Duration.ofSeconds(3)))))
                .isEqualTo(Effect.ALREADY_SO);
        assertThat(host.asked()).containsExactly("POST /v1.51/containers/web/stop?t=3");
    }

    @Test
    void a_container_that_ends_in_time_is_stopped_with_one_call() {
        host.on("POST /containers/web/stop", 204, "");
        perform(new Action.StopContainer("web", Optional.empty()));
        assertThat(host.asked()).containsExactly("POST /v1.51/containers/web/stop");
    }

    @Test
    void how_long_a_container_may_take_to_end_is_looked_for_when_it_takes_long() {
        host.on("POST /containers/web/stop", new Reply(0, "", Manner.HANG))
                .on("GET /containers/web/json", 200, "{\"Name\":\"/web\",\"Config\":{\"StopTimeout\":100}}");
        assertThat(refused(new Action.StopContainer("web", Optional.empty())))
                .hasMessage("stopping container web: no answer within 160 s");
        assertThat(host.asked()).containsExactly("POST /v1.51/containers/web/stop", "GET /v1.51/containers/web/json");
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
    void an_image_is_looked_at_once_for_all_containers_that_are_made_from_it() throws IOException {
        speakingOld();
        madeFrom("sha256:1");
        host.on("GET /images/busybox%3A1/json", 200, "{\"Id\":\"sha256:1\",\"Config\":{}}");

        for (int i = 0; i < 5; i++) {
            perform(new Action.CreateContainer(spec().withLabel(ComposeLabels.IMAGE, "")));
        }

        assertThat(host.asked())
                .filteredOn(request -> request.contains("/images/"))
                .hasSize(1);
    }

    /** Each time as if under the lock, with an image that was looked at for the plan before. */
    private void observed() {
        engine.observe(new ObserveRequest("lab", Set.of("busybox:1"), true));
    }

    private List<String> looksAtImages() {
        return host.asked().stream()
                .filter(request -> request.matches(".*/images/.*/json.*"))
                .toList();
    }

    private void listing(String row) {
        host.on("GET /containers/json", 200, "[]")
                .on("GET /volumes", 200, "{}")
                .on("GET /images/json", 200, "[" + row + "]");
    }

    @Test
    void what_was_looked_at_for_a_plan_is_known_when_it_is_carried_out() throws IOException {
        speakingOld();
        madeFrom("sha256:1");
        listing("{\"Id\":\"sha256:1\",\"RepoTags\":[\"busybox:1\"]}");
        host.on("GET /images/sha256%3A1/json", 200, "{\"Id\":\"sha256:1\",\"Config\":{}}");

        observed();
        observed();
        perform(new Action.CreateContainer(spec().withLabel(ComposeLabels.IMAGE, "")));

        assertThat(looksAtImages()).containsExactly("GET /v1.41/images/sha256%3A1/json");
        assertThat(host.lastRequest("/containers/create").body())
                .contains("\"" + ComposeLabels.IMAGE + "\":\"sha256:1\"");
    }

    @Test
    void an_image_that_is_listed_otherwise_is_looked_at_again() throws IOException {
        speakingOld();
        listing("{\"Id\":\"sha256:1\",\"RepoTags\":[\"busybox:1\"]}");
        host.on("GET /images/sha256%3A1/json", 200, "{\"Id\":\"sha256:1\",\"Config\":{}}");
        observed();
        listing("{\"Id\":\"sha256:1\",\"RepoTags\":[\"busybox:1\",\"busybox:latest\"]}");
        observed();

        assertThat(looksAtImages()).hasSize(2);
    }

    @Test
    void after_a_fetch_nothing_is_known_of_what_names_stand_for() throws IOException {
        speakingOld();
        madeFrom("sha256:2");
        listing("{\"Id\":\"sha256:1\",\"RepoTags\":[\"busybox:1\"]}");
        host.on("GET /images/sha256%3A1/json", 200, "{\"Id\":\"sha256:1\",\"Config\":{}}");
        observed();
        host.on("POST /images/create", 200, "")
                .on("GET /images/busybox%3A1/json", 200, "{\"Id\":\"sha256:2\",\"Config\":{}}");
        perform(new Action.PullImage("busybox:1", Optional.empty()));
        perform(new Action.CreateContainer(spec().withLabel(ComposeLabels.IMAGE, "")));

        assertThat(host.asked())
                .filteredOn(request -> request.startsWith("POST /v1.41/containers/create"))
                .hasSize(2); // the second carries what was learned from the first, and none was made from another image
        assertThat(host.lastRequest("/containers/create").body())
                .contains("\"" + ComposeLabels.IMAGE + "\":\"sha256:2\"");
    }

    @Test
    void a_name_that_stands_for_another_image_by_now_is_noticed() throws IOException {
        speakingOld();
        madeFrom("sha256:1");
        host.on("GET /images/busybox%3A1/json", 200, "{\"Id\":\"sha256:1\",\"Config\":{}}")
                .on("DELETE /containers/" + "ab".repeat(32), 204, "");
        perform(new Action.CreateContainer(spec().withLabel(ComposeLabels.IMAGE, "")));
        madeFrom("sha256:2");
        host.on("GET /images/busybox%3A1/json", 200, "{\"Id\":\"sha256:2\",\"Config\":{}}");

        perform(new Action.CreateContainer(spec().withLabel(ComposeLabels.IMAGE, "")));

        assertThat(host.lastRequest("/containers/create").body())
                .contains("\"" + ComposeLabels.IMAGE + "\":\"sha256:2\"");
    }

    private void madeFrom(String image) {
        String id = "ab".repeat(32);
        host.on("GET /containers/" + id + "/json", 200, "{\"Id\":\"" + id + "\",\"Image\":\"" + image + "\"}");
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
}
