package io.homelabhub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.homelabhub.Homelab;
import io.homelabhub.catalog.NoticeKind;
import io.homelabhub.problem.InvalidInputException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Channels told by the protocols that they speak, to servers that do. */
@Timeout(60)
class NotificationsTests {
    private static final String SECRET = "tk_hunter2-is-secret";
    private static final Notice FAILURE = new Notice(
            NoticeKind.FAILURE,
            "service:web",
            "web is unhealthy — again",
            "line one\nline \u001b[31mtwo @everyone",
            Instant.parse("2026-11-30T10:00:00Z"));

    private final Map<String, String> environment = new TreeMap<>();

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), "name: lab\nservices: {web: {image: web:1}}\n");
    }

    private Notifications notifications(String notify) throws IOException {
        Files.writeString(
                folder.resolve("services.yaml"), "services: {web: {bundle: compose.yaml}}\nnotify:\n" + notify);
        return Homelab.builder()
                .catalog(folder.resolve("services.yaml"))
                .workingDirectory(folder)
                .environment(environment)
                .build()
                .notifications();
    }

    @Test
    void a_webhook_gets_json_of_our_own_form() throws IOException {
        environment.put("TOKEN", SECRET);
        try (Receiver receiver = new Receiver(204)) {
            List<Delivery> deliveries = notifications(
                            "  hook: {type: webhook, to: '" + receiver.address() + "/in?x=1', token: '${TOKEN}'}\n")
                    .tell(FAILURE);

            assertThat(deliveries).singleElement().satisfies(one -> assertThat(one.isDone())
                    .isTrue());
            Receiver.Post post = receiver.posts().get(0);
            assertThat(post.path()).isEqualTo("/in?x=1");
            assertThat(post.header("Authorization")).isEqualTo("Bearer " + SECRET);
            assertThat(post.header("Connection")).isEqualTo("close");
            assertThat(post.body())
                    .contains(
                            "\"schema\":1",
                            "\"kind\":\"failure\"",
                            "\"project\":\"lab\"",
                            "\"subject\":\"service:web\"")
                    .contains("web is unhealthy — again", "line one\\nline")
                    .doesNotContain("\\u001B");
        }
    }

    @Test
    void ntfy_gets_a_message_for_the_topic_of_the_address() throws IOException {
        try (Receiver receiver = new Receiver(200)) {
            notifications("  phone: {type: ntfy, to: '" + receiver.address() + "/sub/my-topic'}\n")
                    .tell(FAILURE);

            Receiver.Post post = receiver.posts().get(0);
            assertThat(post.path()).isEqualTo("/sub/");
            assertThat(post.body())
                    .contains(
                            "\"topic\":\"my-topic\"", "\"title\":\"lab: web is unhealthy — again\"", "\"priority\":4");
        }
    }

    @Test
    void discord_gets_content_that_wakes_nobody() throws IOException {
        try (Receiver receiver = new Receiver(204)) {
            notifications("  team: {type: discord, to: '" + receiver.address() + "/api/webhooks/1/abc'}\n")
                    .tell(FAILURE);

            Receiver.Post post = receiver.posts().get(0);
            assertThat(post.path()).isEqualTo("/api/webhooks/1/abc");
            assertThat(post.body()).contains("\"content\":\"**lab: web", "\"allowed_mentions\":{\"parse\":[]}");
        }
    }

    @Test
    void mail_goes_by_a_server_that_asks_for_a_password() throws Exception {
        environment.put("SMTP_PASSWORD", SECRET);
        GreenMail server = mailServer(ServerSetup.SMTP);
        server.setUser("homelab@example.net", "homelab", SECRET);
        server.start();
        try {
            List<Delivery> deliveries = notifications(
                            mail("smtp://127.0.0.1:" + server.getSmtp().getPort()))
                    .tell(FAILURE);

            assertThat(deliveries).allMatch(Delivery::isDone, deliveries.toString());
            MimeMessage message = server.getReceivedMessages()[0];
            assertThat(message.getSubject()).isEqualTo("[lab] web is unhealthy — again");
            assertThat(message.getAllRecipients()[0].toString()).isEqualTo("ann@example.net");
            assertThat(message.getContent().toString()).contains("line one");
        } finally {
            server.stop();
        }
    }

    @Test
    void a_mail_server_that_refuses_the_password_is_told_of_without_it() throws Exception {
        environment.put("SMTP_PASSWORD", SECRET);
        GreenMail server = mailServer(ServerSetup.SMTP);
        server.setUser("homelab@example.net", "homelab", "another");
        server.start();
        try {
            List<Delivery> deliveries = notifications(
                            mail("smtp://127.0.0.1:" + server.getSmtp().getPort()))
                    .tell(FAILURE);

            assertThat(deliveries.toString())
                    .contains("does not take user and password")
                    .doesNotContain(SECRET);
        } finally {
            server.stop();
        }
    }

    @Test
    void mail_over_tls_asks_for_a_certificate_that_is_trusted() throws Exception {
        environment.put("SMTP_PASSWORD", SECRET);
        GreenMail server = mailServer(ServerSetup.SMTPS);
        server.start();
        try {
            List<Delivery> deliveries = notifications(
                            mail("smtps://127.0.0.1:" + server.getSmtps().getPort()))
                    .tell(FAILURE);

            assertThat(deliveries.toString()).contains("certificate").doesNotContain(SECRET);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    /** On a port that is free; however long it takes to start. */
    private static GreenMail mailServer(ServerSetup protocol) {
        ServerSetup setup = protocol.dynamicPort();
        setup.setServerStartupTimeout(50_000);
        return new GreenMail(setup);
    }

    private static String mail(String server) {
        return "  mail: {type: email, to: ann@example.net, from: homelab@example.net, server: '" + server
                + "', user: homelab, password: '${SMTP_PASSWORD}'}\n";
    }

    @Test
    void only_who_wants_to_know_is_told_and_a_test_goes_to_all() throws IOException {
        try (Receiver receiver = new Receiver(200)) {
            Notifications notifications = notifications("  a: {type: webhook, to: '" + receiver.address()
                    + "/a', on: update}\n  b: {type: webhook, to: '" + receiver.address() + "/b', on: [failure]}\n");

            notifications.tell(FAILURE);
            assertThat(receiver.posts()).extracting(Receiver.Post::path).containsExactly("/b");

            assertThat(notifications.test(List.of())).allMatch(Delivery::isDone);
            assertThat(receiver.posts()).extracting(Receiver.Post::path).containsExactly("/b", "/a", "/b");
            assertThatThrownBy(() -> notifications.test(List.of("c")))
                    .isInstanceOf(UnknownChannelException.class)
                    .hasMessageContaining("\"c\"");
        }
    }

    @Test
    void a_channel_that_cannot_be_told_keeps_no_other_from_it_and_shows_no_secret() throws IOException {
        environment.put("HOOK", SECRET);
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (Receiver receiver = new Receiver(200);
                Receiver refusing = new Receiver(403);
                Receiver leadingAway = new Receiver(302, "Location", receiver.address() + "/stolen")) {
            List<Delivery> deliveries = notifications("  gone: {type: webhook, to: 'http://127.0.0.1:" + closed
                            + "/${HOOK}'}\n  no: {type: discord, to: '" + refusing.address()
                            + "/${HOOK}'}\n  away: {type: webhook, token: '${HOOK}', to: '" + leadingAway.address()
                            + "'}\n  unset: {type: ntfy, to: 'https://${NTFY_HOST}/x'}\n  ok: {type: webhook, to: '"
                            + receiver.address() + "/ok'}\n")
                    .tell(FAILURE);

            assertThat(deliveries).extracting(Delivery::isDone).containsExactly(false, false, false, false, true);
            assertThat(deliveries.toString())
                    .contains("nothing listens there", "answered with 403", "answered with 302", "NTFY_HOST")
                    .doesNotContain(SECRET);
            assertThat(receiver.posts()).extracting(Receiver.Post::path).containsExactly("/ok");
        }
    }

    @Test
    void variables_of_the_env_file_count() throws IOException {
        Files.writeString(folder.resolve(".env"), "WHERE=from-file\n");
        try (Receiver receiver = new Receiver(200)) {
            notifications("  hook: {type: webhook, to: '" + receiver.address() + "/${WHERE}'}\n")
                    .tell(FAILURE);

            assertThat(receiver.posts().get(0).path()).isEqualTo("/from-file");
        }
    }

    @Test
    void what_is_wrong_with_a_channel_is_told_at_its_place_without_the_address() {
        assertThatThrownBy(() -> notifications("""
              a: {type: webhook, to: 'ftp://tk_hunter2-is-secret'}
              b: {type: email, to: ann@example.net}
              c: {type: ntfy, to: 'https://ntfy.sh/', server: 'smtp://x'}
              d: {type: discord, to: 'https://discord.com/api/webhooks/1/x', token: y, on: [everything]}
            """).channels())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("services.yaml:3:")
                .hasMessageContaining("expected an address, as https://example.net/hook")
                .hasMessageContaining("the key \"server\" is missing")
                .hasMessageContaining("the key \"from\" is missing")
                .hasMessageContaining("expected a topic of ntfy")
                .hasMessageContaining("which has no server")
                .hasMessageContaining("whose token is part of the address")
                .hasMessageContaining("failure, recovery, update or backup")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void a_channel_is_written_out_without_what_it_holds() throws IOException {
        Notifications notifications =
                notifications("  a: {type: webhook, to: 'https://example.net/" + SECRET + "', token: " + SECRET + "}\n"
                        + mail("smtps://mail.example.net").replace("${SMTP_PASSWORD}", SECRET));

        assertThat(notifications.channels().toString())
                .contains("webhook", "email")
                .doesNotContain(SECRET);
    }
}
