package io.homelabhub.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.Verb;
import io.homelabhub.web.Wire.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a page is told, and what it can have done. */
class LivePageTests extends PageLab {
    @Test
    void the_stack_is_told_with_layers_states_and_what_is_needed() throws IOException {
        deploy();
        Guest guest = guest(page());
        guest.told("/api/events", "event: stack");

        assertThat(guest.get("/api/stack").body())
                .contains("\"project\":\"lab\"")
                .contains("\"name\":\"db\"", "\"state\":\"healthy\"", "\"layer\":0")
                .contains("\"name\":\"web\"", "\"layer\":1")
                .contains("{\"service\":\"db\",\"required\":true,\"conditions\":[\"healthy\"]}");
    }

    @Test
    void a_folder_of_backups_that_cannot_be_read_leaves_the_rest_of_a_service_to_be_seen() throws IOException {
        Path backups = Files.createDirectory(
                folder.resolve("backups"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        Assumptions.assumeFalse(Files.isReadable(backups), "who may read everything reads this, too");
        deploy();
        Guest guest = guest(page());

        Answer service = guest.get("/api/service?name=db");
        assertThat(service.status()).isEqualTo(200);
        assertThat(service.body()).contains("\"images\":[{", "\"backups\":[]", "reading the folder of the backups");
        assertThat(guest.get("/api/backups").body()).contains("reading the folder of the backups", "may read it");
    }

    @Test
    void what_happens_on_the_engine_is_told_to_every_page() throws IOException {
        deploy();
        Guest guest = guest(page());
        try (Wire one = guest.stream("/api/events");
                Wire other = guest.stream("/api/events")) {
            one.until(text -> text.contains("event: stack"));
            other.until(text -> text.contains("event: stack"));

            engine(fake -> fake.troubles().dies("lab-web-1", 3));

            for (Wire wire : List.of(one, other)) {
                String told = wire.until(text -> text.contains("\"now\":\"exited\""));
                assertThat(told).contains("lab-web-1: exited (3)").contains("\"before\":\"running\"");
            }
        }
    }

    @Test
    void there_is_one_watcher_however_many_look() throws IOException {
        deploy();
        Guest guest = guest(page());
        guest.told("/api/events", "event: stack");
        long before = calls();

        List<Wire> pages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Wire wire = guest.stream("/api/events");
            wire.until(text -> text.contains("event: stack"));
            pages.add(wire);
        }
        for (Wire wire : pages) {
            wire.close();
        }

        assertThat(calls()).isEqualTo(before);
    }

    private long calls() {
        return asked(FakeEngine::calls).stream()
                .filter(call ->
                        call.call().verb() == Verb.OBSERVE || call.call().verb() == Verb.WATCH)
                .count();
    }

    @Test
    void a_page_that_comes_again_hears_what_it_has_missed_and_nothing_twice() throws IOException {
        deploy();
        Guest guest = guest(page());
        String last;
        try (Wire wire = guest.stream("/api/events")) {
            last = lastId(wire.until(text -> text.contains("event: engine")));
        }
        engine(fake -> fake.troubles().dies("lab-web-1", 3));
        guest.told("/api/events", "\"now\":\"exited\"");

        try (Wire wire = guest.stream("/api/events", "Last-Event-ID: " + last)) {
            assertThat(wire.until(text -> text.contains("\"now\":\"exited\"")))
                    .contains("event: stack")
                    .doesNotContain("event: page")
                    .doesNotContain("event: engine");
        }
        try (Wire wire = guest.stream("/api/events", "Last-Event-ID: of-another-run-7")) {
            assertThat(wire.until(text -> text.contains("\"now\":\"exited\""))).contains("event: page");
        }
    }

    private String image(String container) {
        return asked(fake -> fake.container(container).image());
    }

    private static String lastId(String stream) {
        int at = stream.lastIndexOf("\nid: ");
        return stream.substring(at + 5, stream.indexOf('\n', at + 5));
    }

    @Test
    void an_engine_that_is_gone_is_told_and_so_is_that_it_is_back() throws IOException {
        deploy();
        Guest guest = guest(page());
        try (Wire wire = guest.stream("/api/events")) {
            wire.until(text -> text.contains("event: stack"));

            engine(fake -> fake.troubles().engineIsUnreachable());
            engine(fake -> fake.troubles().eventsBreakOff());
            assertThat(wire.until(text -> text.contains("\"answers\":false"))).contains("event: engine");
            assertThat(guest.get("/api/stack").body()).contains("\"name\":\"db\"");
            assertThat(guest.get("/api/plan?name=all").status()).isEqualTo(503);

            engine(fake -> fake.troubles().engineIsReachable());
            wire.until(text -> text.contains("\"answers\":true"));
        }
        assertThat(guest.get("/api/plan?name=all").status()).isEqualTo(200);
    }

    @Test
    void a_page_opened_before_there_is_an_engine_waits_for_it() throws IOException {
        engine(fake -> fake.troubles().engineIsUnreachable());
        Guest guest = guest(page());

        assertThat(guest.told("/api/events", "\"answers\":false")).doesNotContain("event: stack");
        assertThat(guest.get("/api/stack").status()).isEqualTo(503);
        engine(fake -> fake.troubles().engineIsReachable());
        guest.told("/api/events", "event: stack");
    }

    @Test
    void a_plan_is_in_the_words_of_the_terminal() throws IOException {
        deploy();
        file(COMPOSE.replace("web:1", "web:2"));
        Guest guest = guest(page());

        assertThat(guest.get("/api/plan?name=web").body())
                .contains("\"operation\":\"deploy web\"")
                .contains("\"resource\":\"web\",\"text\":\"recreate\"")
                .contains("image: web:1 ")
                .contains("\"empty\":false");
        assertThat(guest.get("/api/plan?name=wep").status()).isEqualTo(404);
        assertThat(guest.get("/api/plan?name=wep").body()).contains("Did you mean `web`");
        assertThat(guest.get("/api/plan").status()).isEqualTo(400);
    }

    @Test
    void files_that_cannot_be_used_are_told_with_their_problems() throws IOException {
        deploy();
        Guest guest = guest(page());
        guest.told("/api/events", "event: stack");

        file("services: {web: {imagge: web:1}}\n");

        Answer answer = guest.get("/api/plan?name=web");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("compose.yaml:1:");
    }

    @Test
    void the_plan_that_was_shown_is_deployed_and_its_progress_told() throws IOException {
        WebPage page = page(settings -> settings.allowDeploy(true));
        Guest guest = guest(page);
        String fingerprint =
                field("fingerprint", guest.get("/api/plan?name=all").body());

        assertThat(deploy(guest, fingerprint).status()).isEqualTo(202);

        assertThat(guest.told("/api/events", "event: result")).contains("\"ending\":\"applied\"", "Done in ");
        assertThat(asked(FakeEngine::running)).containsExactlyInAnyOrder("lab-db-1", "lab-web-1");
        assertThat(guest.get("/metrics").body())
                .contains("homelab_deploys_total{ending=\"applied\"} 1")
                .contains("homelab_service_up{service=\"web\",group=\"\"}");
    }

    private static Answer deploy(Guest guest, String fingerprint) throws IOException {
        return guest.post("/api/deploy", "{\"fingerprint\":\"" + fingerprint + "\",\"names\":\"all\"}");
    }

    @Test
    void what_has_moved_since_it_was_shown_is_shown_anew_instead_of_being_deployed() throws IOException {
        WebPage page = page(settings -> settings.allowDeploy(true));
        Guest guest = guest(page);
        String old = field("fingerprint", guest.get("/api/plan?name=all").body());
        file(COMPOSE.replace("web:1", "web:2"));

        Answer answer = deploy(guest, old);

        assertThat(answer.status()).isEqualTo(409);
        String fresh = field("fingerprint", answer.body());
        assertThat(fresh).isNotEqualTo(old);
        assertThat(asked(FakeEngine::containers)).isEmpty();
        assertThat(deploy(guest, fresh).status()).isEqualTo(202);
        guest.told("/api/events", "\"ending\":\"applied\"");
        assertThat(image("lab-web-1")).isEqualTo("web:2");
    }

    @Test
    void a_plan_that_was_never_shown_is_not_deployed() throws IOException {
        WebPage page = page(settings -> settings.allowDeploy(true));
        Guest guest = guest(page);

        Answer answer = deploy(guest, "0".repeat(64));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("\"plan\":{\"fingerprint\"");
        assertThat(asked(FakeEngine::containers)).isEmpty();
    }

    @Test
    void a_deploy_that_fails_is_told_with_what_was_taken_back_and_why() throws IOException {
        deploy();
        file(COMPOSE.replace("web:1", "web:2"));
        engine(fake -> fake.image("web:2").exitsAfter(Duration.ofMillis(1), 3).logs("no such table " + SECRET));
        WebPage page = page(settings -> settings.allowDeploy(true));
        Guest guest = guest(page);
        String fingerprint =
                field("fingerprint", guest.get("/api/plan?name=all").body());

        assertThat(deploy(guest, fingerprint).status()).isEqualTo(202);

        String told = guest.told("/api/events", "event: result");
        assertThat(told)
                .contains("\"ending\":\"rolled-back\"", "what had been done was taken back")
                .contains("no such table (secret)")
                .contains("\"takingBack\":true")
                .doesNotContain(SECRET);
        assertThat(image("lab-web-1")).isEqualTo("web:1");
    }

    @Test
    void a_log_is_merged_followed_and_gone_on_with() throws IOException {
        deploy();
        engine(fake -> fake.writes("lab-db-1", "one"));
        Guest guest = guest(page());
        String last;
        try (Wire wire = guest.stream("/api/logs?tail=10")) {
            last = lastId(wire.until(text -> text.contains("\"text\":\"one\"")));
            engine(fake -> fake.writes("lab-web-1", "\u001b[31mtwo\u001b[0m"));
            assertThat(wire.until(text -> text.contains("two"))).contains("\"text\":\"two\"", "\"service\":\"web\"");
        }
        try (Wire wire = guest.stream("/api/logs?tail=10", "Last-Event-ID: " + last)) {
            assertThat(wire.until(text -> text.contains("two"))).doesNotContain("\"text\":\"one\"");
        }
    }
}
