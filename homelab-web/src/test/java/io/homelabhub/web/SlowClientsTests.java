package io.homelabhub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who dawdles or comes in crowds harms nobody else. */
class SlowClientsTests extends PageLab {
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void who_sends_a_request_slowly_is_cut_off() throws IOException {
        WebPage page = page(settings -> settings.patience(SHORT));

        try (Wire slow = new Wire(page.address())) {
            slow.write("GET / HTTP/1.1\r\nHost: ");

            assertThat(slow.all()).isEmpty();
        }
    }

    @Test
    void who_sends_a_body_slowly_is_cut_off() throws IOException {
        WebPage page = page(settings -> settings.patience(SHORT));

        try (Wire slow = new Wire(page.address())) {
            slow.write("POST /api/session HTTP/1.1\r\nHost: " + host(page) + "\r\nOrigin: http://" + host(page)
                    + "\r\nX-Homelab: 1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");

            assertThat(slow.all()).doesNotContain("200 OK");
        }
    }

    @Test
    void a_crowd_that_sends_nothing_keeps_nobody_out() throws IOException {
        WebPage page = page(settings -> settings.patience(Duration.ofSeconds(2)));
        List<Wire> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                Wire one = new Wire(page.address());
                one.write("GET / HTTP/1.1\r\n");
                crowd.add(one);
            }

            assertThat(anybody(page).get("/").status()).isEqualTo(200);
        } finally {
            for (Wire one : crowd) {
                one.close();
            }
        }
    }

    @Test
    void of_streams_there_are_so_many_and_no_more_and_a_place_that_is_left_is_free() throws IOException {
        WebPage page = page();
        Guest guest = guest(page);
        List<Wire> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Wire stream = guest.stream("/api/events");
                stream.until(text -> text.contains("retry: 1000"));
                streams.add(stream);
            }
            assertThat(guest.get("/api/events").status()).isEqualTo(503);
            assertThat(guest.get("/api/backups").status()).isEqualTo(200);
        } finally {
            for (Wire stream : streams) {
                stream.close();
            }
        }
    }
}
