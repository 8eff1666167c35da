package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.docker.ScriptedHost.Impatient;
import io.homelabhub.docker.ScriptedHost.Manner;
import io.homelabhub.docker.ScriptedHost.Reply;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.Watch;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.plan.Action;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DockerEngineTests extends OnScriptedHost {
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
    void a_watch_says_gap_at_the_break_and_again_when_it_stands() throws Exception {
        String event = "{\"Type\":\"container\",\"Action\":\"die\",\"timeNano\":1000000000,"
                + "\"Actor\":{\"ID\":\"1\",\"Attributes\":{\"name\":\"web\",\"exitCode\":\"3\"}}}\n";
        host.on("GET /events", new Reply(200, event, Manner.OPEN_END));
        Mailbox<ContainerEvent> events = Timing.system().mailbox();
        try (Watch watch = engine.watch("lab", events::put)) {
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
    void a_closed_engine_does_nothing_more() {
        engine.ping();
        engine.close();
        engine.close();
        assertThatThrownBy(() -> engine.status("web")).isInstanceOf(IllegalStateException.class);
    }
}
